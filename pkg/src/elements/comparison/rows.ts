/** The data behind the figures of cases, as a reader takes them along. */

import type { Comparison, Conduct, Dimension } from '../../generated/types.js';
import type { DataCell } from '../element.js';

/** The four questions, in their order. */
export const DIMENSIONS: readonly Dimension[] = ['D1', 'D2', 'D3', 'D4'];

/** One row a period, coding and dimension. */
export function scores({ cases }: Comparison): DataCell[][] {
  const rows = cases.flatMap(({ case_id, phases }) =>
    phases.flatMap(({ phase_id, from_year, to_year, first, second }) =>
      [first, second].flatMap(({ dimensions, type, degree }, index) =>
        DIMENSIONS.map((dimension) => {
          const { score, low, high } = dimensions[dimension];
          const where = [case_id, phase_id, from_year, to_year, index + 1];
          return [...where, type, degree, dimension, score, low, high];
        }),
      ),
    ),
  );
  const columns =
    'case_id phase_id from_year to_year coder type degree dimension score low high'.split(' ');
  return [columns, ...rows];
}

/** One row a documented relation of an agency and a threat in the year that is shown. */
export function relations({ case_id, year, agencies }: Conduct): DataCell[][] {
  const rows = agencies.flatMap(({ agency_id, stances }) =>
    stances.flatMap(({ threat_id, evidence }) =>
      evidence.map((row) => {
        const { from_year, to_year, balance, collude, confidence, finding, source_read } = row;
        const what = [from_year, to_year, balance, collude, confidence, finding, source_read];
        const source = row.source ? [row.source.source_id, row.source.url] : [null, null];
        return [case_id, year, agency_id, threat_id, ...what, row.evidence, ...source];
      }),
    ),
  );
  const columns =
    'case_id year agency_id threat_id from_year to_year balance collude confidence finding source_read evidence source_id url';
  return [columns.split(' '), ...rows];
}

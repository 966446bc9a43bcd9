/** The documented phases and reference alliances that answers can start from. */

import { AllianceError } from '../../errors.js';
import type { Comparison, Locale, PhaseIndicator } from '../../generated/types.js';

/** A documented phase, or a reference alliance as a whole. */
export interface Alliance {
  /** `us-colombia/p2`, or the id of a reference alliance. */
  id: string;
  case_id: string;
  /** None for a reference alliance. */
  phase_id: string | undefined;
  /** The ally, or the name of the reference alliance. */
  ally: string;
  /** `1990–97`; empty where the name has them. */
  years: string;
  /** Name of the phase; empty for a reference alliance. */
  phase: string;
  /** What happened, in English. */
  summary: string;
  /** Every answer with its reason; empty for a reference alliance. */
  rows: readonly PhaseIndicator[];
}

/** `1998–2002`, `2003–10`, `1993`. */
function span(from: number, to: number): string {
  if (from === to) return String(from);
  const isShort = Math.floor(from / 100) === Math.floor(to / 100);
  return `${from}–${isShort ? String(to).slice(-2) : to}`;
}

/** Every documented alliance, the phases of each case in order of time. */
export function alliances({ cases, references }: Comparison, locale: Locale): Alliance[] {
  const phases = cases.flatMap(({ case_id, ally, phases }) =>
    phases.map((phase) => ({
      id: `${case_id}/${phase.phase_id}`,
      case_id,
      phase_id: phase.phase_id,
      ally: ally[locale].label,
      years: span(phase.from_year, phase.to_year),
      phase: phase.name[locale],
      summary: phase.summary,
      rows: phase.indicators,
    })),
  );
  const others = references.map(({ case_id, label, from_year, to_year }) => ({
    id: case_id,
    case_id,
    phase_id: undefined,
    ally: label[locale],
    years: label[locale].includes(String(from_year)) ? '' : span(from_year, to_year),
    phase: '',
    summary: '',
    rows: [],
  }));
  return [...phases, ...others];
}

/** `Colombia 1990–97`. */
export const called = ({ ally, years }: Alliance): string => [ally, years].join(' ').trim();

/** The alliance that an attribute names; a case alone means its first phase. */
export function named(all: readonly Alliance[], id: string, path: string): Alliance {
  const found = all.find((one) => one.id === id) ?? all.find(({ case_id }) => case_id === id);
  if (found) return found;
  const known = all.map((one) => one.id).join(', ');
  const message = `${path}: there is no phase or reference alliance \`${id}\`; known: ${known}`;
  throw new AllianceError('unknown', path, message);
}

/** What the module is told of where answers started. */
export function started({ case_id, phase_id }: Alliance): { case_id: string; phase_id?: string } {
  return phase_id === undefined ? { case_id } : { case_id, phase_id };
}

/** Numbers as the figure writes them. */

import type { Locale } from '../../generated/types.js';

type Say = (key: string, values?: Record<string, string | number>) => string;

/** A degree with two decimals, a share in whole per cent, a count with its thousands apart. */
export function numbers(locale: Locale | undefined, say: Say) {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const format = new Intl.NumberFormat(locale, digits);
  return {
    degree: (value: number) => format.format(value),
    percent: (share: number) => say('simulator.percent', { value: Math.round(100 * share) }),
    count: (count: number) => {
      if (count < 1000) return String(count);
      const rest = String(count % 1000).padStart(3, '0');
      return say('simulator.thousands', { thousands: Math.floor(count / 1000), rest });
    },
  };
}

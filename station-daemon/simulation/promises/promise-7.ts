// 7. Whatever comes in, the station neither crashes nor hangs, and what it sends on carries no delimiter or control
// character that came from outside.

import type { Happening } from '../happening.ts';
import type { Facts } from '../truth/facts.ts';
import { codeOf, fieldsOf } from '../truth/sip2-line.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** The judge of promise 7. */
export const promise7 = (_facts: Facts): Judge => ({ promise: 7, judge });

function judge(happening: Happening): Verdict {
  switch (happening.kind) {
    case 'threw':
      return { broken: `it threw at ${happening.event.kind}: ${happening.error}` };
    case 'neverSettled':
      return { broken: `it never comes to rest: ${happening.why}` };
    case 'said':
      return verdictOf([malformed(happening.line)]);
    case 'lastVisit': {
      const { borrowed, returned, printerWorks } = happening;
      if (!printerWorks) return NOT_ASKED;
      return verdictOf([
        borrowed ? null : 'all is well, and nothing can be borrowed',
        returned ? null : 'all is well, and nothing can be returned',
      ]);
    }
    default:
      return NOT_ASKED;
  }
}

/** The fields of each request that this station makes: each comes once, or not at all. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  '09': ['AP', 'AO', 'AB', 'AC', 'CH', 'BI'],
  '11': ['AO', 'AA', 'AB', 'AC', 'CH', 'AD', 'BO', 'BI'],
  '17': ['AO', 'AB', 'AC'],
  '29': ['AO', 'AA', 'AD', 'AB', 'AJ', 'AC', 'CH', 'BO'],
  '35': ['AO', 'AA', 'AC', 'AD'],
  '63': ['AO', 'AA', 'AC', 'AD', 'BP', 'BQ'],
  '93': ['CN', 'CO', 'CP'],
  '99': [],
};
/** Number and checksum stand behind the last delimiter. */
const TRAILER = /^AY[0-9]AZ[0-9A-F]{4}$/;

/** What is wrong with the form of a request, or null. */
function malformed(line: string): string | null {
  const code = codeOf(line);
  const allowed = FIELDS[code];
  const fields = fieldsOf(line);
  if (allowed === undefined || fields === null) return `a message ${JSON.stringify(code)} is sent`;
  const body = line.slice(0, -1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (!line.endsWith('\r') || /[\x00-\x1f\x7f]/.test(body)) return `${code} holds a control character`;
  const seen = new Set<string>();
  for (const [field, value] of fields) {
    if (TRAILER.test(field + value)) continue;
    if (!allowed.includes(field)) return `${code} holds a field ${JSON.stringify(field)} that nobody meant`;
    if (seen.has(field)) return `${code} holds ${field} twice`;
    seen.add(field);
  }
  return null;
}

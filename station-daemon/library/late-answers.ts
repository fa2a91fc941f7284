// Which answer belongs to the request that is out: by its number where the library system counts, else by what it
// is about. An answer to an earlier request must never be taken for that of a later one.

import type { MessageCode, Sip2Answer, Sip2Request } from '../../protocols/sip2/table.ts';

/**
 * Whether the answers of this connection carry our numbers. Some servers (dp2's) send the same number for ever,
 * which is ours once in ten times. What comes first on a connection cannot be late, so its number tells.
 *
 * - `nothing-heard`: no numbered answer yet
 * - `once`: the first one had our number, which may be chance
 * - `counts`: two numbers of ours came back; any other is late
 * - `ignored`: the number was not ours when it could not be late. It says nothing
 */
export type Numbering =
  | { readonly kind: 'nothing-heard' }
  | { readonly kind: 'once'; readonly number: number; readonly code: MessageCode }
  | { readonly kind: 'counts' }
  | { readonly kind: 'ignored'; readonly oursBefore: boolean };

/** Of a new connection. */
export const NOTHING_HEARD: Numbering = { kind: 'nothing-heard' };

const COUNTS: Numbering = { kind: 'counts' };

/** An answer's number beside that of the request; null for none. */
interface Heard {
  readonly asked: number | null;
  readonly told: number | null;
  readonly code: MessageCode;
  readonly awaited: string | null;
}

/** What an answer's number says: it is ours, it is another's, or nothing. */
type NumberSays = 'ours' | 'late' | 'nothing';

/** Learns from one answer. */
export function hearNumber(
  numbering: Numbering,
  heard: Heard,
): { readonly numbering: Numbering; readonly says: NumberSays } {
  const { asked, told, code, awaited } = heard;
  if (asked === null || told === null) return { numbering, says: 'nothing' };
  const ours = asked === told;
  const ignored = { numbering: { kind: 'ignored', oursBefore: false }, says: 'nothing' } as const;
  switch (numbering.kind) {
    case 'nothing-heard':
      if (ours) return { numbering: { kind: 'once', number: told, code }, says: 'ours' };
      return code === awaited ? ignored : { numbering, says: 'late' };
    case 'once': {
      if (ours) return { numbering: COUNTS, says: 'ours' };
      // The same number under another message that fits: it is no second copy of the first answer.
      const constant = told === numbering.number && code === awaited && code !== numbering.code;
      return constant ? ignored : { numbering, says: 'late' };
    }
    case 'counts':
      return { numbering, says: ours ? 'ours' : 'late' };
    case 'ignored':
      // A number that stays the same cannot be ours twice running.
      if (ours && numbering.oursBefore) return { numbering: COUNTS, says: 'ours' };
      return { numbering: { kind: 'ignored', oursBefore: ours }, says: 'nothing' };
  }
}

/** Of an answer without a number that counts. Only where both are plain: servers change what is not ASCII. */
export function isAboutAnotherItem(request: Sip2Request, answer: Sip2Answer): boolean {
  const asked = 'itemIdentifier' in request ? request.itemIdentifier : undefined;
  const told = 'itemIdentifier' in answer ? answer.itemIdentifier : undefined;
  const plain = /^[0-9A-Za-z]+$/;
  return asked !== undefined && told !== undefined && plain.test(asked) && plain.test(told) && asked !== told;
}

/**
 * Is an answer without a number that counts about the patron of the request before? Servers may write a patron
 * otherwise than they were asked (a card for a user name), so any other one is no reason for doubt.
 */
export function isAboutEarlierPatron(
  request: Sip2Request,
  answer: Sip2Answer,
  earlier: string | null,
): boolean {
  const asked = patronOf(request);
  const told = 'patronIdentifier' in answer ? answer.patronIdentifier : undefined;
  // A check-in asks about nobody, and its answer may name the borrower.
  return asked !== null && told !== undefined && told === earlier && told !== asked;
}

/** The patron that a request is about, or null. */
export const patronOf = (request: Sip2Request): string | null =>
  'patronIdentifier' in request ? request.patronIdentifier : null;

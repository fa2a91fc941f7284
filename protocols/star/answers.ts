// What comes back from a printer in Star Line Mode, byte by byte: statuses, and XON and XOFF between and within them.

import { decodeStatus, isStatusByte, nextMark, type StarStatus, statusLength } from './status.ts';

/** One thing that the printer said. */
export type StarAnswer =
  | { readonly kind: 'status'; readonly status: StarStatus['status'] }
  /** One more ETB was reached since the last status. */
  | { readonly kind: 'end' }
  /** XON or XOFF: may bytes be sent to it? */
  | { readonly kind: 'flow'; readonly goes: boolean };

/** What has come in of a status, and the count of the last one. */
export interface StarEar {
  readonly begun: readonly number[];
  readonly sinceTicks: number;
  readonly marks: number | null;
}

export const DEAF: StarEar = { begun: [], sinceTicks: 0, marks: null };

const XON = 0x11;
const XOFF = 0x13;

/** At 1200 baud fifteen bytes take 140 ms; what takes longer has been torn. */
const LONGEST_STATUS_MS = 300;

/** Takes in a byte. One that does not go on with what has begun begins anew. */
export function hearStar(
  ear: StarEar,
  byte: number,
  ticks: number,
): { readonly ear: StarEar; readonly heard: readonly StarAnswer[] } {
  if (byte === XON || byte === XOFF) return { ear, heard: [{ kind: 'flow', goes: byte === XON }] };
  const isFresh = ticks - ear.sinceTicks <= LONGEST_STATUS_MS;
  const goesOn = ear.begun.length > 0 && isFresh && isStatusByte(byte);
  if (!goesOn) {
    const begun = statusLength(byte) === null ? [] : [byte];
    return { ear: { ...ear, begun, sinceTicks: ticks }, heard: [] };
  }
  const begun = [...ear.begun, byte];
  if (begun.length < (statusLength(begun[0] ?? 0) ?? 0)) return { ear: { ...ear, begun }, heard: [] };
  const { status, marks } = decodeStatus(begun);
  const isNext = ear.marks !== null && marks === nextMark(ear.marks);
  return {
    ear: { ...ear, begun: [], marks },
    // The end of a slip before what the printer is like after it: paper that ended behind it is no matter of the slip.
    heard: [...(isNext ? [{ kind: 'end' } as const] : []), { kind: 'status', status }],
  };
}

// What comes back from an ESC/POS printer, byte by byte: which of its four kinds of answers a byte belongs to. They are
// told apart by bits that never change (Citizen CBM-1000 and CT-S310, appendix "Identification of Send Status").
//
//   XON 0001 0001   XOFF 0001 0011   DLE EOT 0**1 **10   GS r 0**0 ****   automatic 0**1 **00, then 3 times 0**0 ****
//
// An XOFF may stand amid the four bytes of an automatic status; nothing else does.

import type { PrinterStatus } from '../devices/printer-status.ts';
import {
  AUTOMATIC_STATUS_BYTES,
  CLEARED,
  decodeAutomaticStatus,
  decodeInOrderStatus,
  isAutomaticStatusStart,
  isStatusByte,
} from './status.ts';

/** One thing that the printer said. */
export type EscposAnswer =
  /** Of DLE EOT; it does not say of which n. */
  | { readonly kind: 'byte'; readonly byte: number }
  | { readonly kind: 'automatic'; readonly status: PrinterStatus }
  /** Of GS r 1: everything before it was printed, unless the paper is out. */
  | { readonly kind: 'in-order'; readonly status: PrinterStatus }
  /** Of DLE DC4 8: what was not printed is forgotten. */
  | { readonly kind: 'cleared' }
  /** XON or XOFF: may bytes be sent to it? */
  | { readonly kind: 'flow'; readonly goes: boolean };

/** An answer of several bytes that has begun to come in. */
export interface Begun {
  readonly bytes: readonly number[];
  readonly sinceTicks: number;
}

/** What was made of a byte. `answer` is null where it is none, or not yet. */
export interface HeardByte {
  readonly begun: Begun | null;
  readonly answer: EscposAnswer | null;
}

const XON = 0x11;
const XOFF = 0x13;

/** At 1200 baud four bytes take 37 ms; what takes longer has been torn. */
const LONGEST_ANSWER_MS = 150;

/** Takes in a byte behind what has begun. A byte that does not go on with it begins anew. */
export function hearByte(begun: Begun | null, byte: number, ticks: number): HeardByte {
  if (byte === XON || byte === XOFF) return { begun, answer: { kind: 'flow', goes: byte === XON } };
  const isFresh = begun !== null && ticks - begun.sinceTicks <= LONGEST_ANSWER_MS;
  const goneOn = isFresh ? goOn(begun, byte) : null;
  return goneOn ?? beginWith(byte, ticks);
}

function beginWith(byte: number, ticks: number): HeardByte {
  if (isStatusByte(byte)) return { begun: null, answer: { kind: 'byte', byte } };
  if (isAutomaticStatusStart(byte) || byte === CLEARED[0]) {
    return { begun: { bytes: [byte], sinceTicks: ticks }, answer: null };
  }
  const inOrder = decodeInOrderStatus(byte);
  return { begun: null, answer: inOrder.ok ? { kind: 'in-order', status: inOrder.status } : null };
}

/** Null where the byte does not go on with what has begun. */
function goOn({ bytes, sinceTicks }: Begun, byte: number): HeardByte | null {
  const all = [...bytes, byte];
  if (all[0] === CLEARED[0]) {
    if (byte !== CLEARED[all.length - 1]) return null;
    const isWhole = all.length === CLEARED.length;
    return isWhole
      ? { begun: null, answer: { kind: 'cleared' } }
      : { begun: { bytes: all, sinceTicks }, answer: null };
  }
  const isWhole = all.length === AUTOMATIC_STATUS_BYTES;
  // Filled up with zeros, what has come must be able to become a status.
  const padded = Uint8Array.from({ length: AUTOMATIC_STATUS_BYTES }, (_, at) => all[at] ?? 0);
  const decoded = decodeAutomaticStatus(padded);
  if (!decoded.ok) return null;
  return isWhole
    ? { begun: null, answer: { kind: 'automatic', status: decoded.status } }
    : { begun: { bytes: all, sinceTicks }, answer: null };
}

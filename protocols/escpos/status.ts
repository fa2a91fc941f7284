// What an ESC/POS printer says of itself: the byte that answers DLE EOT n, and the four bytes that it sends
// by itself once GS a asked for them. Both directions come from the same tables. Receipts are not made here.
//
// Checked against public manuals: how the bytes are told apart (Citizen CBM-1000, Bematech MP-4000 TH), n = 1 and 2
// (Bixolon SRP-350), bytes 1 and 2 of the automatic status (Custom SMICE-PS). The bits of n = 3 and 4 and of byte 3
// are as ESC/POS printers commonly have them and were not checked. Bits that differ between models (drawer,
// presenter, buttons) are left alone.

import { ALL_WELL, type PrinterStatus } from '../devices/printer-status.ts';

/** The n of DLE EOT n: printer, why offline, error, paper sensors. */
export type StatusNumber = 1 | 2 | 3 | 4;

/** A flag and its bits in a byte. Any of them set means true; all of them are set on writing. */
interface Bits {
  readonly flag: keyof PrinterStatus;
  readonly mask: number;
}

/** One status byte: the bits by which it is known, and the flags in it. */
interface StatusByte {
  /** Which bits never change, and what they then are. */
  readonly fixedMask: number;
  readonly fixed: number;
  readonly bits: readonly Bits[];
}

/** Bits 0 and 7 clear, 1 and 4 set: an answer to DLE EOT. */
const REAL_TIME = { fixedMask: 0b1001_0011, fixed: 0b0001_0010 } as const;
/** Bits 0, 1 and 7 clear, 4 set: the first byte of an automatic status. */
const AUTOMATIC_FIRST = { fixedMask: 0b1001_0011, fixed: 0b0001_0000 } as const;
/** Bits 4 and 7 clear: the second to fourth byte of an automatic status. */
const AUTOMATIC_NEXT = { fixedMask: 0b1001_0000, fixed: 0 } as const;

/** The answers to DLE EOT n. Paper sensors report in pairs of bits. */
const REAL_TIME_BYTES: Readonly<Record<StatusNumber, StatusByte>> = {
  1: { ...REAL_TIME, bits: [{ flag: 'offline', mask: 0x08 }] },
  2: {
    ...REAL_TIME,
    bits: [
      { flag: 'coverOpen', mask: 0x04 },
      { flag: 'feeding', mask: 0x08 },
      { flag: 'stoppedForPaper', mask: 0x20 },
      { flag: 'error', mask: 0x40 },
    ],
  },
  3: {
    ...REAL_TIME,
    bits: [
      { flag: 'cutterError', mask: 0x08 },
      { flag: 'unrecoverable', mask: 0x20 },
      { flag: 'overheated', mask: 0x40 },
    ],
  },
  4: {
    ...REAL_TIME,
    bits: [
      { flag: 'paperNearEnd', mask: 0x0c },
      { flag: 'paperOut', mask: 0x60 },
    ],
  },
};

/** Paper sensors, where they are told otherwise than by DLE EOT 4. */
const PAPER_SENSORS: readonly Bits[] = [
  { flag: 'paperNearEnd', mask: 0x03 },
  { flag: 'paperOut', mask: 0x0c },
];

/** The automatic status, byte by byte. The fourth says nothing that concerns us. */
const AUTOMATIC_BYTES: readonly StatusByte[] = [
  {
    ...AUTOMATIC_FIRST,
    bits: [
      { flag: 'offline', mask: 0x08 },
      { flag: 'coverOpen', mask: 0x20 },
      { flag: 'feeding', mask: 0x40 },
    ],
  },
  {
    ...AUTOMATIC_NEXT,
    bits: [
      { flag: 'cutterError', mask: 0x08 },
      { flag: 'unrecoverable', mask: 0x20 },
      { flag: 'overheated', mask: 0x40 },
    ],
  },
  { ...AUTOMATIC_NEXT, bits: PAPER_SENSORS },
  { ...AUTOMATIC_NEXT, bits: [] },
];

/** Length of an automatic status in bytes. */
export const AUTOMATIC_STATUS_BYTES = AUTOMATIC_BYTES.length;

/** Bits 4 and 7 clear: the answer to GS r 1. Epson's and HPRT's manuals. */
const IN_ORDER_BYTE: StatusByte = { ...AUTOMATIC_NEXT, bits: PAPER_SENSORS };

/** A status that was understood, or not: then the bytes are no such status. */
export type DecodedStatus = { readonly ok: true; readonly status: PrinterStatus } | { readonly ok: false };

/** Every n of DLE EOT n, in the order in which one asks. */
export const STATUS_NUMBERS: readonly StatusNumber[] = [1, 2, 3, 4];

/** DLE EOT n: answered with one byte, at once, even while the printer is offline. */
export function statusRequest(n: StatusNumber): Uint8Array {
  return Uint8Array.of(0x10, 0x04, n);
}

/**
 * GS r 1: answered with one byte, but in its turn: once everything sent before it was printed, and not while the
 * printer is offline.
 */
export function inOrderStatusRequest(): Uint8Array {
  return Uint8Array.of(0x1d, 0x72, 0x01);
}

/**
 * DLE DC4 8: the printer forgets at once what it was sent and has not printed. Some models do not know it; none of
 * its bytes prints anything there. Answered with `CLEARED`. Epson's and Citizen's manuals.
 */
export function clearRequest(): Uint8Array {
  return Uint8Array.of(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
}

/** What DLE DC4 8 is answered with. */
export const CLEARED = Uint8Array.of(0x37, 0x25, 0x00);

/** GS a n: from now on the printer tells on-line, error and paper changes by itself; or no longer. */
export function automaticStatusRequest(on: boolean): Uint8Array {
  return Uint8Array.of(0x1d, 0x61, on ? 0x0e : 0x00);
}

/** Is this an answer to DLE EOT? Neither XON (0x11) nor XOFF (0x13) nor a byte of an automatic status is. */
export function isStatusByte(byte: number): boolean {
  return hasFixedBits(REAL_TIME, byte);
}

/**
 * What is known of the printer after its answer to GS r 1: `before` with what it tells of the paper. No answer to
 * DLE EOT passes for one, nor XON nor XOFF.
 */
export function decodeInOrderStatus(byte: number, before: PrinterStatus = ALL_WELL): DecodedStatus {
  return decodeBytes([IN_ORDER_BYTE], Uint8Array.of(byte), before);
}

/** Does this byte begin an automatic status? */
export function isAutomaticStatusStart(byte: number): boolean {
  return hasFixedBits(AUTOMATIC_FIRST, byte);
}

/**
 * What is known of the printer after its answer to DLE EOT n: `before` with the flags that this byte tells. The
 * byte itself does not say which n it answers.
 */
export function decodeStatus(n: StatusNumber, byte: number, before: PrinterStatus = ALL_WELL): DecodedStatus {
  return decodeBytes([REAL_TIME_BYTES[n]], Uint8Array.of(byte), before);
}

/** The byte with which a printer in this state answers DLE EOT n. */
export function encodeStatus(n: StatusNumber, status: PrinterStatus): number {
  return encodeByte(REAL_TIME_BYTES[n], status);
}

/** What is known of the printer after the four bytes of an automatic status: `before` with what they tell. */
export function decodeAutomaticStatus(bytes: Uint8Array, before: PrinterStatus = ALL_WELL): DecodedStatus {
  return decodeBytes(AUTOMATIC_BYTES, bytes, before);
}

/** The four bytes that a printer in this state sends by itself. */
export function encodeAutomaticStatus(status: PrinterStatus): Uint8Array {
  return Uint8Array.from(AUTOMATIC_BYTES, (layout) => encodeByte(layout, status));
}

/** The byte with which a printer in this state answers GS r 1. */
export function encodeInOrderStatus(status: PrinterStatus): number {
  return encodeByte(IN_ORDER_BYTE, status);
}

function decodeBytes(
  layouts: readonly StatusByte[],
  bytes: Uint8Array,
  before: PrinterStatus,
): DecodedStatus {
  let status = before;
  for (const [index, layout] of layouts.entries()) {
    const byte = bytes[index];
    if (byte === undefined || bytes.length !== layouts.length || !hasFixedBits(layout, byte)) {
      return { ok: false };
    }
    for (const { flag, mask } of layout.bits) {
      status = { ...status, [flag]: (byte & mask) !== 0 };
    }
  }
  return { ok: true, status };
}

function encodeByte(layout: StatusByte, status: PrinterStatus): number {
  return layout.bits.reduce((byte, { flag, mask }) => (status[flag] ? byte | mask : byte), layout.fixed);
}

function hasFixedBits(layout: Pick<StatusByte, 'fixedMask' | 'fixed'>, byte: number): boolean {
  return (byte & layout.fixedMask) === layout.fixed;
}

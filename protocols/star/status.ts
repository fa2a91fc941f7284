// What a printer in Star Line Mode says of itself: a status of 7 to 15 bytes, on request or by itself. Both directions come
// from the same table. Receipts are not made here.
//
// Checked against Star's "Star Line Mode Command Specifications" for the HSP7000 (ESC ACK SOH, ETB, ESC RS E) and Star's
// own published JavaScript for its printers (places of the bits, ETB counter). The header's way to tell the length is as
// Star's printers commonly have it and was not checked, and nothing here was tried on a printer.

import { ALL_WELL, type PrinterStatus } from '../devices/printer-status.ts';

/** A flag, and its bits in one of the bytes. Any of them set means true; all of them are set on writing. */
interface Bits {
  readonly place: number;
  readonly flag: keyof PrinterStatus;
  readonly mask: number;
}

const BITS: readonly Bits[] = [
  { place: 2, flag: 'offline', mask: 0x08 },
  { place: 2, flag: 'coverOpen', mask: 0x20 },
  { place: 3, flag: 'cutterError', mask: 0x08 },
  { place: 3, flag: 'unrecoverable', mask: 0x20 },
  { place: 3, flag: 'overheated', mask: 0x40 },
  { place: 5, flag: 'paperNearEnd', mask: 0x06 },
  { place: 5, flag: 'paperOut', mask: 0x08 },
];

/** The counter of ETBs stands in bits 1 to 3, 5 and 6 of this byte. */
const COUNTER_PLACE = 7;
/** It begins anew at 0 after this. */
const LAST_COUNT = 31;

/** Bits 0 and 4 of a byte behind the header are clear; so no byte of a status is XON or XOFF. */
const NEVER_SET = 0x11;
/** What a printer of today sends. */
const USUAL_BYTES = 9;
const USUAL_VERSION = 0x06;

/** A status that came whole. */
export interface StarStatus {
  readonly status: PrinterStatus;
  /** How many ETBs it has reached, up to 31 and then from 0; null where it does not count. */
  readonly marks: number | null;
}

/** How many bytes a status has by its first one; null where this is none. Bit 0 set, bits 4, 6 and 7 clear. */
export function statusLength(header: number): number | null {
  if ((header & 0xd1) !== 0x01) return null;
  const length = ((header & 0x20) >> 2) | ((header & 0x0e) >> 1);
  return length >= 7 ? length : null;
}

/** May this byte stand behind the header? */
export function isStatusByte(byte: number): boolean {
  return (byte & NEVER_SET) === 0;
}

/** A whole status. */
export function decodeStatus(bytes: readonly number[]): StarStatus {
  const set = BITS.filter(({ place, mask }) => ((bytes[place] ?? 0) & mask) !== 0);
  const status = { ...ALL_WELL, ...Object.fromEntries(set.map(({ flag }) => [flag, true])) };
  const counter = bytes[COUNTER_PLACE];
  return { status, marks: counter === undefined ? null : ((counter >> 1) & 0x07) | ((counter >> 2) & 0x18) };
}

/** The status of a printer that has reached so many ETBs. */
export function encodeStatus(status: PrinterStatus, marks: number): Uint8Array {
  const bytes = new Uint8Array(USUAL_BYTES);
  bytes[0] = 0x01 | ((USUAL_BYTES & 0x08) << 2) | ((USUAL_BYTES & 0x07) << 1);
  bytes[1] = USUAL_VERSION;
  for (const { place, flag, mask } of BITS) if (status[flag]) bytes[place] = (bytes[place] ?? 0) | mask;
  bytes[COUNTER_PLACE] = ((marks & 0x07) << 1) | ((marks & 0x18) << 2);
  return bytes;
}

/** The count behind this one. */
export function nextMark(marks: number): number {
  return marks === LAST_COUNT ? 0 : marks + 1;
}

/** ESC ACK SOH: answered with a status at once, even while the printer is off line. */
export function statusRequest(): Uint8Array {
  return Uint8Array.of(0x1b, 0x06, 0x01);
}

/** ETB: counted once everything before it was printed. */
export function endMark(): Uint8Array {
  return Uint8Array.of(0x17);
}

/** ESC @: text is set as after switching on. The count of ETBs stays, which CAN would clear. */
export function initialise(): Uint8Array {
  return Uint8Array.of(0x1b, 0x40);
}

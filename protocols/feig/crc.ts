// The checksum at the end of every FEIG frame. Where it stands in a frame is in framing.ts.

import { crc16LowFirst } from '../binary/crc.ts';

/** CRC16's polynomial x^16 + x^12 + x^5 + 1 with its bits reversed (FEIG H20800-16e). */
const POLYNOMIAL = 0x8408;

/**
 * The CRC16 of `bytes[from]` up to, not including, `bytes[to]`; the whole array where these are left out.
 * Preset 0xFFFF, no final inversion (FEIG H20800-16e). A frame carries its low byte first.
 */
export function crc16(bytes: Uint8Array, from = 0, to = bytes.length): number {
  return crc16LowFirst(POLYNOMIAL, bytes, from, to);
}

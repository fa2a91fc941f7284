// The CRC-16 that goes through its bytes high bit first: ISO 28560-3 has it on the tag, 3M readers have it, inverted,
// on the line. FEIG readers go low bit first: see feig/crc.ts.

const POLYNOMIAL = 0x1021;
const PRESET = 0xffff;

/**
 * CRC-16 with the polynomial x^16 + x^12 + x^5 + 1, preset 0xFFFF, high bit first, no final inversion
 * (ISO 28560-3; known elsewhere as CRC-16/IBM-3740).
 */
export function crc16(bytes: Iterable<number>): number {
  let crc = PRESET;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = ((crc & 0x8000) !== 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1) & 0xffff;
    }
  }
  return crc;
}

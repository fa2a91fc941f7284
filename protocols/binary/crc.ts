// CRC-16 in its two directions. Where it stands in a frame, and which of its bytes goes first, is the protocol's affair.

const HIGH_FIRST_POLYNOMIAL = 0x1021;
const PRESET = 0xffff;

/**
 * CRC-16 with the polynomial x^16 + x^12 + x^5 + 1, preset 0xFFFF, high bit first, no final inversion
 * (ISO 28560-3, on the tag; 3M readers, inverted, on the line; known elsewhere as CRC-16/IBM-3740).
 */
export function crc16(bytes: Iterable<number>): number {
  let crc = PRESET;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = ((crc & 0x8000) !== 0 ? (crc << 1) ^ HIGH_FIRST_POLYNOMIAL : crc << 1) & 0xffff;
    }
  }
  return crc;
}

/**
 * CRC-16 of `bytes[from]` up to, not including, `bytes[to]`, low bit first: preset 0xFFFF, no final inversion
 * (FEIG readers, Modbus RTU).
 * @param polynomial with its bits reversed
 */
export function crc16LowFirst(polynomial: number, bytes: Uint8Array, from: number, to: number): number {
  let crc = PRESET;
  for (const byte of bytes.subarray(from, to)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 1) === 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    }
  }
  return crc;
}

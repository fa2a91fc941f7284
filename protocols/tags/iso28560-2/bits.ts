// Bits as text of 0 and 1, highest first: what codes of 4 to 7 bits are packed into, and read from.

const BYTE_BITS = 8;

/** A code of `width` bits. */
export function codeBits(code: number, width: number): string {
  return code.toString(2).padStart(width, '0');
}

/** The bits as bytes, the last byte filled up from `padding`, which is 7 bits long. */
export function packed(bits: string, padding: string): Uint8Array {
  const spare = (BYTE_BITS - (bits.length % BYTE_BITS)) % BYTE_BITS;
  const whole = bits + padding.slice(0, spare);
  return Uint8Array.from({ length: whole.length / BYTE_BITS }, (_, byte) =>
    Number.parseInt(whole.slice(byte * BYTE_BITS, (byte + 1) * BYTE_BITS), 2),
  );
}

/** The bytes as bits. */
export function unpacked(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => codeBits(byte, BYTE_BITS)).join('');
}

/** May the bits from here to the end be a byte's filling: fewer than 8, and all 0 or the beginning of `padding`? */
export function isPadding(rest: string, padding: string): boolean {
  return rest.length < BYTE_BITS && (padding.startsWith(rest) || !rest.includes('1'));
}

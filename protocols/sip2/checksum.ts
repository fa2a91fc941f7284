// The checksum at the end of a SIP2 message. Where it stands in a line is in trailer.ts.

/**
 * The four upper-case hexadecimal digits that follow `AZ`: the two's complement of the sum of all bytes, modulo
 * 0x10000 (SIP2 2.00). `bytes` are the encoded bytes of the message from its first up to and including `AZ`.
 */
export function checksum(bytes: Uint8Array): string {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return hex(-sum & 0xffff);
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

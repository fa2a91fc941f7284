// The checksum at the end of a SIP2 message. Where it stands in a line is in trailer.ts.

/**
 * The number that follows `AZ`: the two's complement of the sum of all bytes, modulo 0x10000 (SIP2 2.00). Counted
 * are the encoded bytes of the message from its first up to and including `AZ`, which ends before `end`.
 */
export function checksumOf(bytes: Uint8Array, end: number): number {
  let sum = 0;
  // No iterator: each byte of each message passes here.
  for (let at = 0; at < end; at++) sum = (sum + (bytes[at] ?? 0)) | 0;
  return -sum & 0xffff;
}

/** The checksum of all `bytes` as it is written: four upper-case hexadecimal digits. */
export const checksum = (bytes: Uint8Array): string => hex(checksumOf(bytes, bytes.length));

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

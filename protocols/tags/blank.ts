// Tags on which nothing was written yet, as their makers and chips leave them.

const BLOCK_BYTES = 4;
/** First byte of the capability container of an NFC Forum type 5 tag; readers for phones write it on blank tags. */
const NFC_MARKS: readonly number[] = [0xe1, 0xe2];
/** An NDEF message of no bytes, and the end. */
const EMPTY_MESSAGE: readonly number[] = [0x03, 0x00, 0xfe];
const FILLING_3M = 0x55;

/**
 * Is nothing written on the tag? All 0, as most makers leave it; 0x55, as 3M does, with or without zeros at the end;
 * or zeros behind the first block of a tag that was made ready for NFC, with or without an empty message.
 */
export function isBlank(memory: Uint8Array): boolean {
  if (memory.length === 0) return false;
  return isZero(behind3mFilling(memory)) || isZero(behindNfcHead(memory));
}

function behind3mFilling(memory: Uint8Array): Uint8Array {
  const end = memory.findIndex((byte) => byte !== FILLING_3M);
  return memory.subarray(end < 0 ? memory.length : end - (end % BLOCK_BYTES));
}

function behindNfcHead(memory: Uint8Array): Uint8Array {
  if (!NFC_MARKS.some((mark) => mark === memory[0])) return memory;
  const behind = memory.subarray(BLOCK_BYTES);
  const isEmpty = EMPTY_MESSAGE.every((byte, at) => behind[at] === byte);
  return isEmpty ? behind.subarray(EMPTY_MESSAGE.length) : behind;
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

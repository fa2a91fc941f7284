// What a tag answers when it does not do what it was asked: the error codes of ISO 15693, with English names.

import { hexByte } from '../binary/hex.ts';

/** ISO/IEC 15693-3, response error codes. */
const ISO_ERROR_NAMES: ReadonlyMap<number, string> = new Map([
  [0x01, 'command not supported'],
  [0x02, 'command not recognised'],
  [0x03, 'option not supported'],
  [0x0f, 'unknown error'],
  [0x10, 'no such block'],
  [0x11, 'block already locked'],
  [0x12, 'block locked'],
  [0x13, 'block not programmed'],
  [0x14, 'block not locked'],
]);

const FIRST_CUSTOM_ERROR = 0xa0;
const LAST_CUSTOM_ERROR = 0xdf;

/** The English name of an ISO 15693 error code; 0xA0 to 0xDF belong to the chip's maker. */
export function isoErrorName(code: number): string {
  const name = ISO_ERROR_NAMES.get(code);
  if (name !== undefined) {
    return name;
  }
  const custom = code >= FIRST_CUSTOM_ERROR && code <= LAST_CUSTOM_ERROR;
  return custom ? `maker's error ${hexByte(code)}` : `ISO 15693 error ${hexByte(code)}`;
}

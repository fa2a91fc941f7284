// What a reader says about how a request went: the STATUS byte of its answers, and the error codes of the tags
// themselves (ISO 15693). Numbers and English names only; what follows from them is decided in commands.ts.

/** STATUS bytes with a meaning of their own in the codec (FEIG H20800-16e, index of status bytes). */
export const STATUS = {
  ok: 0x00,
  noTransponder: 0x01,
  writeError: 0x03,
  parameterRange: 0x11,
  loginRequired: 0x13,
  unknownCommand: 0x80,
  wrongLength: 0x81,
  notAvailable: 0x82,
  rfError: 0x83,
  moreData: 0x94,
  isoError: 0x95,
} as const;

/** English names of the STATUS bytes (FEIG H20800-16e). */
const STATUS_NAMES: ReadonlyMap<number, string> = new Map([
  [STATUS.ok, 'ok'],
  [STATUS.noTransponder, 'no transponder'],
  [0x02, 'data false'],
  [STATUS.writeError, 'write error'],
  [0x04, 'address error'],
  [0x05, 'wrong transponder type'],
  [0x08, 'authentication error'],
  [0x0e, 'general error'],
  [0x10, 'EEPROM failure'],
  [STATUS.parameterRange, 'parameter out of range'],
  [STATUS.loginRequired, 'login required'],
  [0x15, 'read protected'],
  [0x16, 'write protected'],
  [STATUS.unknownCommand, 'unknown command'],
  [STATUS.wrongLength, 'wrong length'],
  [STATUS.notAvailable, 'command not available'],
  [STATUS.rfError, 'RF communication error'],
  [0x93, 'buffer overflow'],
  [STATUS.moreData, 'more data'],
  [STATUS.isoError, 'ISO 15693 error'],
  [0xf1, 'hardware warning'],
]);

/** ISO 15693 error codes, as they follow STATUS 0x95 (ISO/IEC 15693-3, response error codes). */
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

/** The English name of a STATUS byte; one that is in no table is named by its number. */
export function statusName(status: number): string {
  return STATUS_NAMES.get(status) ?? `status ${hex(status)}`;
}

/** The English name of an ISO 15693 error code; 0xA0 to 0xDF belong to the chip's maker. */
export function isoErrorName(code: number): string {
  const name = ISO_ERROR_NAMES.get(code);
  if (name !== undefined) {
    return name;
  }
  const custom = code >= FIRST_CUSTOM_ERROR && code <= LAST_CUSTOM_ERROR;
  return custom ? `maker's error ${hex(code)}` : `ISO 15693 error ${hex(code)}`;
}

function hex(byte: number): string {
  return `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

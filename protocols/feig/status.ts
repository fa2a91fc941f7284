// What a reader says about how a request went: the STATUS byte of its answers. Numbers and English names only; what
// follows from them is decided in commands.ts. The tags' own errors are in ../tags/iso15693-errors.ts.

import { hexByte } from '../binary/hex.ts';

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

/** The English name of a STATUS byte; one that is in no table is named by its number. */
export function statusName(status: number): string {
  return STATUS_NAMES.get(status) ?? `status ${hexByte(status)}`;
}

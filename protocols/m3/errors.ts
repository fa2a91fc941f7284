// What a 3M reader says about how a request went: the ERROR byte of its answers. Numbers and English names only.

import { hexByte } from '../binary/hex.ts';

/** ERROR bytes with a meaning of their own in the codec (3M Model 210, protocol specification 1.0.0, appendix A). */
export const ERROR = {
  ok: 0x00,
  notImplemented: 0x02,
  noTransponder: 0x06,
  unknown: 0x0f,
  memoryNotAvailable: 0x11,
  locked: 0x12,
  notRead: 0x15,
  notPut: 0x16,
  notSupported: 0x30,
  parameter: 0x32,
} as const;

const ERROR_NAMES: ReadonlyMap<number, string> = new Map([
  [ERROR.ok, 'ok'],
  [ERROR.notImplemented, 'command not implemented'],
  [ERROR.noTransponder, 'no transponder'],
  [ERROR.unknown, 'unknown error'],
  [ERROR.memoryNotAvailable, 'memory not available'],
  [ERROR.locked, 'locked'],
  [ERROR.notRead, 'not read'],
  [ERROR.notPut, 'not written'],
  [0x21, 'tag command error'],
  [0x22, 'tag command error'],
  [0x23, 'tag command error'],
  [ERROR.notSupported, 'not supported'],
  [0x31, 'not supported'],
  [ERROR.parameter, 'parameter error'],
  [0xfe, 'memory error'],
]);

/** The English name of an ERROR byte; one that is in no table is named by its number. */
export function errorName(error: number): string {
  return ERROR_NAMES.get(error) ?? `error ${hexByte(error)}`;
}

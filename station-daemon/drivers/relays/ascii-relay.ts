// The driver for relay boards that are spoken to in lines of text (protocols/relay-boards/ascii.ts), with or without
// echo and prompt.

import type { RelayOrder, RelayReading } from '../../../protocols/devices/relay.ts';
import {
  type AsciiCommand,
  decodeLevelLine,
  encodeAsciiCommand,
  pushAsciiLines,
} from '../../../protocols/relay-boards/ascii.ts';
import type { Driver } from '../driver.ts';
import type { RelayBoardUse, RelayDialect, RelayRequest } from '../relay-engine/dialect.ts';
import { relayDriver } from '../relay-engine/engine.ts';
import type { RelayState } from '../relay-engine/state.ts';

/** A driver for one board. */
export function asciiRelay(use: RelayBoardUse): Driver<RelayState, RelayOrder, RelayReading> {
  return relayDriver(DIALECT, use);
}

const DIALECT: RelayDialect<string> = {
  model: 'relay board, lines of text',
  answersWrite: false,
  ifSilent: 'check its cable, power and speed',
  encode: (request) => encodeAsciiCommand({ kind: wordOf(request), place: request.place }),
  cut: pushAsciiLines,
  decode: (request, line) => {
    const on = request.kind === 'write' ? null : decodeLevelLine(line);
    return on === null ? { kind: 'misfit' } : { kind: 'level', on };
  },
};

function wordOf(request: RelayRequest): AsciiCommand['kind'] {
  if (request.kind !== 'write') return request.kind;
  return request.on ? 'on' : 'off';
}

// The driver for relay boards of the LCUS make (protocols/relay-boards/lcus.ts). They have no inputs.

import type { RelayOrder, RelayReading } from '../../../protocols/devices/relay.ts';
import {
  encodeLcus,
  LCUS_OPERATIONS,
  type LcusFrame,
  pushLcus,
} from '../../../protocols/relay-boards/lcus.ts';
import type { Driver } from '../driver.ts';
import type { RelayBoardUse, RelayDialect, RelayRequest } from '../relay-engine/dialect.ts';
import { relayDriver } from '../relay-engine/engine.ts';
import type { RelayState } from '../relay-engine/state.ts';

/** A driver for one board. Inputs that it does not have are not asked for. */
export function lcusRelay(use: RelayBoardUse): Driver<RelayState, RelayOrder, RelayReading> {
  return relayDriver(DIALECT, { ...use, inputs: [] });
}

const DIALECT: RelayDialect<LcusFrame> = {
  model: 'LCUS relay board',
  answersWrite: false,
  ifSilent: 'a plain one cannot tell how its relays are: set readsBack to false for it',
  encode: (request) => encodeLcus({ channel: request.place + 1, operation: operationOf(request) }),
  cut: pushLcus,
  decode: (request, { channel, operation }) => {
    const isLevel = operation === LCUS_OPERATIONS.on || operation === LCUS_OPERATIONS.off;
    const isAnswer = request.kind === 'readRelay' && channel === request.place + 1 && isLevel;
    return isAnswer ? { kind: 'level', on: operation === LCUS_OPERATIONS.on } : { kind: 'misfit' };
  },
};

function operationOf(request: RelayRequest): number {
  if (request.kind !== 'write') return LCUS_OPERATIONS.tell;
  return request.on ? LCUS_OPERATIONS.on : LCUS_OPERATIONS.off;
}

// Every relay driver's board as a twin. A row here puts a driver through the whole suite (test/drivers/relays.test.ts).

import type { RELAY_DRIVERS } from '../../drivers/registry.ts';
import { createAsciiBoard } from './ascii-board.ts';
import { createLcusBoard } from './lcus-board.ts';
import { createModbusBoard } from './modbus-board.ts';
import type { RelayBoard } from './relay-board.ts';

/** A board that speaks with the driver of that name, fresh from its box. */
export const RELAY_BOARDS: Readonly<Record<keyof typeof RELAY_DRIVERS, () => RelayBoard>> = {
  'ascii-relay': () => createAsciiBoard(),
  'lcus-relay': () => createLcusBoard(),
  'modbus-relay': () => createModbusBoard(),
};

// A relay board of the LCUS make, as the board speaks.

import {
  encodeLcus,
  LCUS_OPERATIONS,
  type LcusFrame,
  pushLcus,
} from '../../../protocols/relay-boards/lcus.ts';
import {
  type BoardRequest,
  createRelayBoard,
  type RelayBoard,
  type RelayBoardDialect,
  type RelayBoardSettings,
} from './relay-board.ts';

/** How such a board is set. */
export interface LcusBoardSettings extends RelayBoardSettings {
  /** Can it be asked how its relays are? Plain ones cannot. */
  readonly tells: boolean;
}

/** Makes a board. */
export const createLcusBoard = ({ tells = true, ...rest }: Partial<LcusBoardSettings> = {}): RelayBoard => {
  const dialect: RelayBoardDialect<BoardRequest> = {
    cut: (buffer, bytes) => {
      const pushed = pushLcus(buffer, bytes);
      return { ...pushed, frames: pushed.frames.flatMap((frame) => requestOf(frame) ?? []) };
    },
    answer: ({ kind, place }, on) => {
      if (kind === 'write' || on === null || !tells) return new Uint8Array(0);
      return encodeLcus({ channel: place + 1, operation: on ? LCUS_OPERATIONS.on : LCUS_OPERATIONS.off });
    },
  };
  return createRelayBoard(dialect, rest);
};

const requestOf = ({ channel, operation }: LcusFrame): BoardRequest | null => {
  const place = channel - 1;
  switch (operation) {
    case LCUS_OPERATIONS.on:
    case LCUS_OPERATIONS.off:
      return { kind: 'write', place, on: operation === LCUS_OPERATIONS.on };
    case LCUS_OPERATIONS.tell:
      return { kind: 'readRelay', place };
    default:
      return null;
  }
};

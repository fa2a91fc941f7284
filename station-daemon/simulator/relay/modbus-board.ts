// A relay board on a Modbus RTU line, as the board speaks.

import {
  encodeModbusAnswer,
  encodeModbusException,
  type ModbusRequest,
  pushModbusRequests,
} from '../../../protocols/modbus/rtu.ts';
import {
  type BoardRequest,
  createRelayBoard,
  type RelayBoard,
  type RelayBoardSettings,
} from './relay-board.ts';

/** How such a board is set. */
export interface ModbusBoardSettings extends RelayBoardSettings {
  /** Its address, 1 to 247. */
  readonly unit: number;
}

/** There is no such relay or input. */
const NO_SUCH_PLACE = 2;

/** Makes a board. */
export const createModbusBoard = ({ unit = 1, ...rest }: Partial<ModbusBoardSettings> = {}): RelayBoard => {
  const modbusOf = (request: BoardRequest): ModbusRequest => {
    const { place } = request;
    if (request.kind === 'write') return { kind: 'writeCoil', unit, place, on: request.on };
    return { kind: request.kind === 'readRelay' ? 'readCoil' : 'readInput', unit, place };
  };
  return createRelayBoard<BoardRequest>(
    {
      cut: (buffer, bytes) => {
        const pushed = pushModbusRequests(buffer, bytes, unit);
        return { ...pushed, frames: pushed.frames.map(requestOf) };
      },
      answer: (request, on) =>
        on === null
          ? encodeModbusException(modbusOf(request), NO_SUCH_PLACE)
          : encodeModbusAnswer(modbusOf(request), on),
    },
    rest,
  );
};

const requestOf = (request: ModbusRequest): BoardRequest => {
  const { place } = request;
  if (request.kind === 'writeCoil') return { kind: 'write', place, on: request.on };
  return { kind: request.kind === 'readCoil' ? 'readRelay' : 'readInput', place };
};

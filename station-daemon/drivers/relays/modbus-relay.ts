// The driver for relay boards that speak Modbus RTU (protocols/modbus/rtu.ts): a relay is a coil, an input a discrete
// input.

import type { RelayOrder, RelayReading } from '../../../protocols/devices/relay.ts';
import {
  encodeModbusRequest,
  type ModbusAnswer,
  type ModbusRequest,
  pushModbusAnswers,
} from '../../../protocols/modbus/rtu.ts';
import type { Driver } from '../driver.ts';
import type { RelayAnswer, RelayBoardUse, RelayDialect, RelayRequest } from '../relay-engine/dialect.ts';
import { relayDriver } from '../relay-engine/engine.ts';
import type { RelayState } from '../relay-engine/state.ts';

/** A driver for the board with an address on its line, 1 to 247. */
export function modbusRelay(use: RelayBoardUse, unit: number): Driver<RelayState, RelayOrder, RelayReading> {
  const dialect: RelayDialect<ModbusAnswer> = {
    model: 'Modbus relay board',
    answersWrite: true,
    ifSilent: 'check its cable and power, its address, and speed and parity of the line',
    encode: (request) => encodeModbusRequest(requestOf(request, unit)),
    cut: (buffer, bytes) => pushModbusAnswers(buffer, bytes, unit),
    decode: answerOf,
  };
  return relayDriver(dialect, use);
}

function requestOf(request: RelayRequest, unit: number): ModbusRequest {
  switch (request.kind) {
    case 'write':
      return { kind: 'writeCoil', unit, place: request.place, on: request.on };
    case 'readRelay':
      return { kind: 'readCoil', unit, place: request.place };
    case 'readInput':
      return { kind: 'readInput', unit, place: request.place };
  }
}

function answerOf(request: RelayRequest, answer: ModbusAnswer): RelayAnswer {
  switch (answer.kind) {
    case 'exception':
      return { kind: 'refused', reason: `it refuses what it is asked (Modbus exception ${answer.code})` };
    case 'written': {
      const isAnswer = request.kind === 'write' && answer.place === request.place && answer.on === request.on;
      return isAnswer ? { kind: 'written' } : { kind: 'misfit' };
    }
    case 'read': {
      const of = request.kind === 'readInput' ? 'readInput' : 'readCoil';
      const isAnswer = request.kind !== 'write' && answer.of === of;
      return isAnswer ? { kind: 'level', on: answer.on } : { kind: 'misfit' };
    }
  }
}

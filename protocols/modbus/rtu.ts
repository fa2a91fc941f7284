// Modbus RTU, as far as relay boards need it (Modbus application protocol 1.1b3, Modbus over serial line 1.02): one table
// of functions, both directions. The codecs that npm has take Node's Buffer or own the port, and a pure driver has
// neither, so these few frames are declared here.
//
//   unit(1), function(1), data(n), CRC-16(2, low byte first); an exception's function has bit 7 set, its data is a code

import { counted, record } from '../binary/combinators.ts';
import { crc16LowFirst } from '../binary/crc.ts';
import { byte, type Field, unsigned } from '../binary/fields.ts';
import { type FindFrame, type FrameBuffer, type Pushed, pushInto } from '../binary/stream.ts';

/** A question for bits, from `start`, `count` of them. */
interface Range {
  readonly start: number;
  readonly count: number;
}

/** One coil; 0xFF00 is on, 0x0000 off. */
interface Coil {
  readonly place: number;
  readonly value: number;
}

/** How one function is carried. */
interface FunctionRow<Request, Answer> {
  readonly code: number;
  readonly request: Field<Request>;
  readonly answer: Field<Answer>;
}

const word = unsigned(2);
const range: Field<Range> = record({ start: word, count: word });
const coil: Field<Coil> = record({ place: word, value: word });
/** A byte that tells how many bytes of bits follow; the first bit is the lowest of the first. */
const bits: Field<readonly number[]> = counted(byte);

const READ_COILS: FunctionRow<Range, readonly number[]> = { code: 0x01, request: range, answer: bits };
const READ_INPUTS: FunctionRow<Range, readonly number[]> = { code: 0x02, request: range, answer: bits };
const WRITE_COIL: FunctionRow<Coil, Coil> = { code: 0x05, request: coil, answer: coil };

const COIL_ON = 0xff00;

/** What is asked of a unit, 1..247. */
export type ModbusRequest =
  | { readonly kind: 'writeCoil'; readonly unit: number; readonly place: number; readonly on: boolean }
  | { readonly kind: 'readCoil' | 'readInput'; readonly unit: number; readonly place: number };

/** What a unit answers. */
export type ModbusAnswer =
  | { readonly kind: 'written'; readonly unit: number; readonly place: number; readonly on: boolean }
  | {
      readonly kind: 'read';
      readonly of: 'readCoil' | 'readInput';
      readonly unit: number;
      readonly on: boolean;
    }
  | { readonly kind: 'exception'; readonly unit: number; readonly code: number };

/** x^16 + x^15 + x^2 + 1 with its bits reversed. */
const POLYNOMIAL = 0xa001;
const CRC_BYTES = 2;
const EXCEPTION = 0x80;
/** Longest frame on a serial line, in bytes. */
const LONGEST_FRAME = 256;

const rowOf = (kind: 'readCoil' | 'readInput') => (kind === 'readCoil' ? READ_COILS : READ_INPUTS);

function framed<Value>(unit: number, code: number, field: Field<Value>, value: Value): Uint8Array {
  const out = [unit, code];
  field.write(value, out);
  const crc = crc16LowFirst(POLYNOMIAL, Uint8Array.from(out), 0, out.length);
  return Uint8Array.from([...out, crc & 0xff, crc >>> 8]);
}

/** The bytes of a request. */
export function encodeModbusRequest(request: ModbusRequest): Uint8Array {
  const { unit, place } = request;
  if (request.kind === 'writeCoil')
    return framed(unit, WRITE_COIL.code, WRITE_COIL.request, { place, value: request.on ? COIL_ON : 0 });
  const { code, request: field } = rowOf(request.kind);
  return framed(unit, code, field, { start: place, count: 1 });
}

/** The bytes of an answer to `request`, for a board's twin. */
export function encodeModbusAnswer(request: ModbusRequest, on: boolean): Uint8Array {
  if (request.kind === 'writeCoil') return encodeModbusRequest(request);
  const { code, answer } = rowOf(request.kind);
  return framed(request.unit, code, answer, [on ? 1 : 0]);
}

/** The bytes of a refusal, for a board's twin. `code` 2: there is no such relay or input. */
export function encodeModbusException(request: ModbusRequest, code: number): Uint8Array {
  const asked = request.kind === 'writeCoil' ? WRITE_COIL : rowOf(request.kind);
  return framed(request.unit, asked.code + EXCEPTION, byte, code);
}

/** How a frame's data is read, by its function; null for a function that is not used here. */
type Forms<Value> = Readonly<Record<number, (unit: number) => Field<Value>>>;

const reading = <From, To>(field: Field<From>, meaning: (value: From) => To | null): Field<To> => ({
  // Frames that come in are only ever read.
  write: () => {},
  read: (bytes, at) => {
    const read = field.read(bytes, at);
    const value = read === null ? null : meaning(read.value);
    return read === null || value === null ? null : { value, next: read.next };
  },
});

const REQUESTS: Forms<ModbusRequest> = {
  [READ_COILS.code]: (unit) => reading(range, ({ start }) => ({ kind: 'readCoil', unit, place: start })),
  [READ_INPUTS.code]: (unit) => reading(range, ({ start }) => ({ kind: 'readInput', unit, place: start })),
  [WRITE_COIL.code]: (unit) =>
    reading(coil, ({ place, value }) => ({ kind: 'writeCoil', unit, place, on: value === COIL_ON })),
};

const readAnswer = (unit: number, of: 'readCoil' | 'readInput') =>
  reading(bits, ([first]): ModbusAnswer | null =>
    first === undefined ? null : { kind: 'read', of, unit, on: (first & 1) === 1 },
  );
const exception = (unit: number) =>
  reading(byte, (code): ModbusAnswer => ({ kind: 'exception', unit, code }));

const ANSWERS: Forms<ModbusAnswer> = {
  [READ_COILS.code]: (unit) => readAnswer(unit, 'readCoil'),
  [READ_INPUTS.code]: (unit) => readAnswer(unit, 'readInput'),
  [WRITE_COIL.code]: (unit) =>
    reading(coil, ({ place, value }) => ({ kind: 'written', unit, place, on: value === COIL_ON })),
  [READ_COILS.code + EXCEPTION]: exception,
  [READ_INPUTS.code + EXCEPTION]: exception,
  [WRITE_COIL.code + EXCEPTION]: exception,
};

/** A frame of one unit begins here where its function is known, its data whole and its CRC right. */
function finder<Value>(unit: number, forms: Forms<Value>): FindFrame<Value> {
  return (stream, at) => {
    const [first, code] = stream.subarray(at, at + 2);
    if (first !== unit) return { kind: 'none' };
    if (code === undefined) return { kind: 'incomplete' };
    const form = forms[code];
    if (form === undefined) return { kind: 'none' };
    const read = form(unit).read(stream, at + 2);
    const end = read === null ? stream.length : read.next;
    if (end - at + CRC_BYTES > LONGEST_FRAME) return { kind: 'none' };
    if (read === null || end + CRC_BYTES > stream.length) return { kind: 'incomplete' };
    const crc = crc16LowFirst(POLYNOMIAL, stream, at, end);
    const isRight = stream[end] === (crc & 0xff) && stream[end + 1] === crc >>> 8;
    return isRight ? { kind: 'frame', frame: read.value, length: end + CRC_BYTES - at } : { kind: 'none' };
  };
}

/** Takes in what a unit sent, and gives its answers that became whole and whose CRC is right. */
export function pushModbusAnswers(
  buffer: FrameBuffer,
  bytes: Uint8Array,
  unit: number,
): Pushed<ModbusAnswer> {
  return pushInto(buffer, bytes, finder(unit, ANSWERS));
}

/** The same of what a master sent to a unit, for a board's twin. */
export function pushModbusRequests(
  buffer: FrameBuffer,
  bytes: Uint8Array,
  unit: number,
): Pushed<ModbusRequest> {
  return pushInto(buffer, bytes, finder(unit, REQUESTS));
}

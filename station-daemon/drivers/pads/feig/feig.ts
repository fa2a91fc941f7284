// The pad driver for FEIG readers in ISO Host mode: one request out at a time, its answer or a time-out, and then
// whatever is most urgent. Frames are in protocols/feig/; which tags lie there is in field.ts, how a tag's
// security is written and read back in security-work.ts.

import type { PadOrder, PadReading } from '../../../../protocols/devices/pad.ts';
import {
  type DecodedAnswer,
  decodeAnswer,
  encodeRequest,
  type FeigFault,
  type FeigKind,
  type FeigRequest,
} from '../../../../protocols/feig/commands.ts';
import {
  ANY_READER,
  dropPartial,
  EMPTY_BUFFER,
  type FeigFrame,
  pushBytes,
  SHORTEST_REQUEST_GAP_MS,
} from '../../../../protocols/feig/framing.ts';
import type { Moment } from '../../../../protocols/moment.ts';
import type { AfiValues } from '../../../../protocols/tags/security.ts';
import type { Driver, DriverCommand, DriverEvent, Step } from '../../driver.ts';
import {
  informed,
  inventoried,
  inventoryFailed,
  memoryRead,
  nextRead,
  notRead,
  resetFailed,
  tellLevel,
} from './field.ts';
import { endAll, failed, readBack, requestFor, written } from './security-work.ts';
import { closedState, FEIG_TIMES, type FeigState, FeigTurn, SILENCES_BEFORE_LOST } from './state.ts';

/** A driver for one FEIG reader whose tags hold the given AFI values. */
export function feigPad(afi: AfiValues): Driver<FeigState, PadOrder, PadReading> {
  return { start: closedState(afi), step };
}

function step(
  state: FeigState,
  event: DriverEvent<PadOrder>,
  now: Moment,
): Step<FeigState, DriverCommand<PadReading>> {
  const turn = new FeigTurn(state, now);
  hear(turn, event);
  if (turn.state.open) {
    giveUpPartial(turn);
    giveUpWaiting(turn);
    tellLevel(turn);
    goOn(turn);
  }
  turn.commands.push({ kind: 'wakeAt', ticks: wakeTick(turn) });
  return { state: turn.state, commands: turn.commands };
}

function hear(turn: FeigTurn, event: DriverEvent<PadOrder>): void {
  switch (event.kind) {
    case 'opened':
      return turn.set({ ...closedState(turn.state.afi), open: true, orders: turn.state.orders });
    case 'closed':
      endAll(turn, 'the line was closed');
      turn.tell({ kind: 'lost', reason: event.reason });
      return turn.set(closedState(turn.state.afi));
    case 'bytes':
      return bytesCame(turn, event.bytes);
    case 'order': {
      const work = { order: event.order, phase: 'write', failures: 0 } as const;
      turn.set({ orders: [...turn.state.orders, work] });
      if (!turn.state.open) endAll(turn, 'the line is closed');
      return;
    }
    case 'wake':
      return;
  }
}

function bytesCame(turn: FeigTurn, bytes: Uint8Array): void {
  if (!turn.state.open) return;
  const { buffer, frames, discarded } = pushBytes(turn.state.buffer, bytes, 'host');
  turn.set({ buffer, heardAt: turn.now.ticks });
  if (discarded > 0) turn.note('Bytes that belong to no frame were passed over.', discarded);
  for (const frame of frames) frameCame(turn, frame);
}

function frameCame(turn: FeigTurn, frame: FeigFrame): void {
  const { outstanding } = turn.state;
  if (outstanding === null) return turn.note('A frame came that nothing had asked for.', frame.data.length);
  const { request } = outstanding;
  const decoded = decodeAnswer(request.kind, frame);
  if (!decoded.ok && decoded.fault.kind === 'other-command')
    return turn.note('An answer to something else came.');
  turn.set({ outstanding: null, silences: 0, quietUntil: turn.now.ticks + SHORTEST_REQUEST_GAP_MS });
  readerAnswers(turn, decoded);
  if (decoded.ok) answered(turn, request, decoded.answer);
  else refused(turn, request, decoded.fault);
}

function readerAnswers(turn: FeigTurn, decoded: DecodedAnswer<FeigKind>): void {
  if (decoded.ok && decoded.answer.kind === 'softwareVersion') {
    const { readerType, softwareRevision } = decoded.answer;
    const version = `${softwareRevision >> 8}.${softwareRevision & 0xff}`;
    turn.set({ model: `FEIG reader type ${readerType}, firmware ${version}` });
  }
  if (turn.state.reader === 'answering') return;
  turn.set({ reader: 'answering' });
  turn.tell({ kind: 'ready', model: turn.state.model });
}

function answered(
  turn: FeigTurn,
  request: FeigRequest,
  answer: Extract<DecodedAnswer<FeigKind>, { ok: true }>['answer'],
): void {
  switch (answer.kind) {
    case 'inventory':
      return inventoried(turn, answer);
    case 'systemInformation':
      return systemInformed(turn, request, answer);
    case 'readBlocks':
      return request.kind === 'readBlocks' ? memoryRead(turn, request.uid, answer) : undefined;
    case 'writeAfi': {
      const work = turn.state.orders[0];
      return work === undefined ? undefined : written(turn, work);
    }
    case 'rfReset':
      return turn.set({ reset: 'done', resetFailures: 0 });
    case 'softwareVersion':
      return turn.set({ inStep: true });
    case 'writeBlocks':
      return;
  }
}

function systemInformed(
  turn: FeigTurn,
  request: FeigRequest,
  answer: Extract<Extract<DecodedAnswer<FeigKind>, { ok: true }>['answer'], { kind: 'systemInformation' }>,
): void {
  // The answer of another tag, late: it says nothing of the one that was asked.
  if (request.kind !== 'systemInformation' || answer.uid !== request.uid) return;
  const work = turn.state.orders[0];
  if (work?.phase === 'read-back' && work.order.uid === answer.uid) return readBack(turn, work, answer.afi);
  informed(turn, answer);
}

function refused(turn: FeigTurn, request: FeigRequest, fault: FeigFault): void {
  switch (request.kind) {
    case 'inventory':
      // No transponder is an answer: nothing lies there. Anything else says nothing of the field.
      if (fault.kind === 'no-transponder')
        return inventoried(turn, { kind: 'inventory', more: false, tags: [] });
      turn.note(`Inventory: ${fault.kind}`);
      return inventoryFailed(turn);
    case 'rfReset':
      return resetFailed(turn);
    case 'writeAfi':
    case 'systemInformation':
    case 'readBlocks':
      return notDone(turn, request, fault.kind);
    case 'softwareVersion':
      return turn.set({ inStep: true });
    case 'writeBlocks':
      return;
  }
}

/** When what came in and makes no frame is given up; null where nothing waits. */
function partialEnds({ buffer, heardAt }: FeigState): number | null {
  return buffer.bytes.length === 0 ? null : heardAt + FEIG_TIMES.brokenOffMs;
}

/** Noise that looks like the beginning of a frame hides the answer behind it until it is given up. */
function giveUpPartial(turn: FeigTurn): void {
  const ends = partialEnds(turn.state);
  if (ends === null || turn.now.ticks < ends) return;
  const { discarded, frames } = dropPartial(turn.state.buffer, 'host');
  turn.set({ buffer: EMPTY_BUFFER });
  turn.note('Bytes that belong to no frame were passed over.', discarded);
  for (const frame of frames) frameCame(turn, frame);
}

function giveUpWaiting(turn: FeigTurn): void {
  const { outstanding } = turn.state;
  if (outstanding === null || turn.now.ticks < outstanding.deadline) return;
  const silences = turn.state.silences + 1;
  const lost = silences >= SILENCES_BEFORE_LOST;
  const pause = lost ? FEIG_TIMES.silentPollMs : FEIG_TIMES.afterTimeOutMs;
  turn.set({ outstanding: null, inStep: false, silences, quietUntil: turn.now.ticks + pause });
  silent(turn, outstanding.request);
  if (lost) readerLost(turn);
}

function readerLost(turn: FeigTurn): void {
  const { afi, reader, silences, quietUntil, model } = turn.state;
  endAll(turn, 'the reader does not answer');
  if (reader !== 'lost') turn.tell({ kind: 'lost', reason: 'the reader does not answer' });
  // Whatever lay there may be something else when it answers again.
  turn.set({ ...closedState(afi), open: true, reader: 'lost', silences, quietUntil, model });
}

function silent(turn: FeigTurn, request: FeigRequest): void {
  switch (request.kind) {
    case 'rfReset':
      return resetFailed(turn);
    case 'inventory':
      return inventoryFailed(turn);
    case 'writeAfi':
    case 'systemInformation':
    case 'readBlocks':
      return notDone(turn, request, 'no answer');
    case 'softwareVersion':
    case 'writeBlocks':
      return;
  }
}

/** A tag was not read or written, as far as one knows. */
function notDone(
  turn: FeigTurn,
  request: Extract<FeigRequest, { kind: 'writeAfi' | 'systemInformation' | 'readBlocks' }>,
  reason: string,
): void {
  const work = turn.state.orders[0];
  const isWork = work?.order.uid === request.uid;
  if (isWork && request.kind === 'writeAfi') return written(turn, work);
  if (isWork && request.kind === 'systemInformation' && work.phase === 'read-back') {
    return failed(turn, work, reason);
  }
  notRead(turn, request.uid);
}

/** Sends the most urgent request, if one may go out now. */
function goOn(turn: FeigTurn): void {
  if (turn.state.outstanding !== null || turn.now.ticks < turn.state.quietUntil) return;
  const request = mostUrgent(turn);
  if (request === null) return;
  const wait = request.kind === 'inventory' ? FEIG_TIMES.inventoryMs : FEIG_TIMES.answerMs;
  turn.set({ outstanding: { request, deadline: turn.now.ticks + wait }, buffer: EMPTY_BUFFER });
  turn.commands.push({
    kind: 'send',
    bytes: encodeRequest(request, { address: ANY_READER, form: 'standard' }),
  });
}

function mostUrgent(turn: FeigTurn): FeigRequest | null {
  const { state, now } = turn;
  if (!state.inStep) return { kind: 'softwareVersion' };
  if (state.moreToCome) return { kind: 'inventory', more: true };
  if (state.reset === 'wanted') return { kind: 'rfReset' };
  if (state.reset === 'done') return { kind: 'inventory', more: false };
  const sinceInventory = now.ticks - state.lastInventory;
  if (sinceInventory < FEIG_TIMES.pollAtLeastMs) {
    const ofTag = nextOfTag(turn);
    if (ofTag !== null) return ofTag;
  }
  return sinceInventory >= FEIG_TIMES.pollMs ? { kind: 'inventory', more: false } : null;
}

/** The next write or read of a tag; null where none waits. A write is read back at once. */
function nextOfTag(turn: FeigTurn): FeigRequest | null {
  const work = turn.state.orders[0];
  if (work?.phase === 'read-back') return requestFor(turn, work);
  const read = nextRead(turn);
  const reads = work === undefined || (turn.state.readIsNext && read !== null);
  turn.set({ readIsNext: !reads });
  return reads ? read : requestFor(turn, work);
}

function wakeTick(turn: FeigTurn): number | null {
  const { state, now } = turn;
  if (!state.open) return null;
  const partial = partialEnds(state) ?? Number.POSITIVE_INFINITY;
  if (state.outstanding !== null) return Math.min(state.outstanding.deadline, partial);
  const busy =
    !state.inStep ||
    state.moreToCome ||
    state.reset !== 'none' ||
    state.orders.length > 0 ||
    nextRead(turn) !== null;
  const next = busy ? state.quietUntil : Math.max(state.quietUntil, state.lastInventory + FEIG_TIMES.pollMs);
  return Math.min(Math.max(now.ticks + 1, next), partial);
}

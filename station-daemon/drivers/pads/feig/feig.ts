// The pad driver for FEIG readers in ISO Host mode: one request out at a time, its answer or a time-out, and then
// whatever is most urgent (next-request.ts). Frames are in protocols/feig/; which tags lie there is in field.ts, how
// a tag's security is written and read back in security-work.ts, what silence means in silence.ts.

import type { PadOrder, PadReading } from '../../../../protocols/devices/pad.ts';
import {
  type DecodedAnswer,
  decodeAnswer,
  type FeigFault,
  type FeigKind,
  type FeigRequest,
} from '../../../../protocols/feig/commands.ts';
import { type FeigFrame, pushBytes, SHORTEST_REQUEST_GAP_MS } from '../../../../protocols/feig/framing.ts';
import type { Moment } from '../../../../protocols/moment.ts';
import type { AfiValues } from '../../../../protocols/tags/security.ts';
import type { Driver, DriverCommand, DriverEvent, Step } from '../../driver.ts';
import { informed, inventoried, inventoryFailed, memoryRead, resetFailed, tellLevel } from './field.ts';
import { goOn, wakeTick } from './next-request.ts';
import { endAll, readBack, written } from './security-work.ts';
import { giveUpPartial, giveUpWaiting, notDone } from './silence.ts';
import { closedState, type FeigState, FeigTurn } from './state.ts';

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
    for (const frame of giveUpPartial(turn)) frameCame(turn, frame);
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

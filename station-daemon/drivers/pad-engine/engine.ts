// The pad engine: the driver of any serial reader that answers one request at a time. One request is out, its answer
// comes or its time runs out, and then whatever is most urgent (next-request.ts) follows. Which tags lie there is in
// field.ts, how a tag's security is written and read back in security-work.ts, what silence means in silence.ts. The
// frames are the dialect's (dialect.ts).

import type { PadOrder, PadReading } from '../../../protocols/devices/pad.ts';
import type { TagSecurity } from '../../../protocols/tags/security.ts';
import type { Driver, DriverCommand, DriverEvent, Step } from '../driver.ts';
import type { PadDialect } from './dialect.ts';
import { inventoried, inventoryFailed, resetFailed, tagAnswered, tellLevel } from './field.ts';
import { goOn, wakeTick } from './next-request.ts';
import type { PadAnswer } from './requests.ts';
import { endAll, reasonOf, takeOrder, workAnswered } from './security-work.ts';
import { giveUpWaiting, loseIfSilent, partialEnds, unfit } from './silence.ts';
import { closedState, type Outstanding, type PadState, PadTurn } from './state.ts';

/** A driver for one reader of the dialect's family, in a library that secures its tags so. */
export function padDriver<Frame>(
  dialect: PadDialect<Frame>,
  security: TagSecurity,
): Driver<PadState, PadOrder, PadReading> {
  return {
    start: closedState(dialect),
    step: (state, event, now) => step(dialect, new PadTurn(state, dialect, security, now), event),
  };
}

function step<Frame>(
  dialect: PadDialect<Frame>,
  turn: PadTurn,
  event: DriverEvent<PadOrder>,
): Step<PadState, DriverCommand<PadReading>> {
  hear(dialect, turn, event);
  if (turn.state.open) {
    giveUpPartial(dialect, turn);
    waitedLong(turn);
    tellLevel(turn);
    goOn(turn);
  }
  turn.commands.push({ kind: 'wakeAt', ticks: wakeTick(turn) });
  return { state: turn.state, commands: turn.commands };
}

function hear<Frame>(dialect: PadDialect<Frame>, turn: PadTurn, event: DriverEvent<PadOrder>): void {
  switch (event.kind) {
    case 'opened':
      return turn.set({ ...asClosed(dialect, turn), open: true, orders: turn.state.orders });
    case 'closed':
      endAll(turn, 'the line was closed');
      turn.tell({ kind: 'lost', reason: event.reason });
      return turn.set(asClosed(dialect, turn));
    case 'bytes':
      if (turn.state.open) bytesCame(dialect, turn, event.bytes);
      return;
    case 'order':
      takeOrder(turn, event.order);
      if (!turn.state.open) endAll(turn, 'the line is closed');
      return;
    case 'pace':
      return turn.set({ pace: event.pace });
    case 'wake':
      return;
  }
}

/** As before its first opening; that somebody is there is still so. */
const asClosed = <Frame>(dialect: PadDialect<Frame>, { state }: PadTurn): PadState => ({
  ...closedState(dialect),
  pace: state.pace,
});

function bytesCame<Frame>(dialect: PadDialect<Frame>, turn: PadTurn, bytes: Uint8Array): void {
  const { buffer, frames, discarded } = dialect.cut(turn.state.buffer, bytes);
  turn.set({ buffer, heardAt: turn.now.ticks });
  passedOver(turn, discarded);
  for (const frame of frames) frameCame(dialect, turn, frame);
}

/**
 * Gives up what came in and makes no frame, once its time is over: noise that looks like the beginning of a frame
 * hides the answer behind it until then.
 */
function giveUpPartial<Frame>(dialect: PadDialect<Frame>, turn: PadTurn): void {
  const ends = partialEnds(turn);
  if (ends === null || turn.now.ticks < ends) return;
  const { buffer, frames, discarded } = dialect.giveUp(turn.state.buffer);
  turn.set({ buffer });
  passedOver(turn, discarded);
  for (const frame of frames) frameCame(dialect, turn, frame);
}

function passedOver(turn: PadTurn, discarded: number): void {
  if (discarded === 0) return;
  turn.set({ noise: true });
  turn.note('Bytes that belong to no frame were passed over.', discarded);
}

function frameCame<Frame>(dialect: PadDialect<Frame>, turn: PadTurn, frame: Frame): void {
  const { outstanding } = turn.state;
  const answer =
    outstanding === null ? null : dialect.decode(outstanding.request, frame, outstanding.attempt);
  if (outstanding === null || answer === null || answer.kind === 'misfit') {
    turn.set({ noise: true });
    return turn.note('A frame came that answers nothing that was asked.');
  }
  const quietUntil = turn.now.ticks + dialect.times.requestGapMs;
  turn.set({ outstanding: null, silences: 0, noise: false, quietUntil });
  if (answer.kind === 'unfit') return unfit(turn, answer.reason);
  if (outstanding.request.kind === 'identify') turn.set({ inStep: true });
  if (outstanding.request.kind === 'inventory') answering(turn);
  dealWith(turn, outstanding, answer);
}

/** The reader does as it is told. Before its first inventory nobody knows. */
function answering(turn: PadTurn): void {
  if (turn.state.reader === 'answering') return;
  turn.set({ reader: 'answering' });
  turn.tell({ kind: 'ready', model: turn.state.model });
}

/** Gives up waiting for an answer whose time is over. */
function waitedLong(turn: PadTurn): void {
  const outstanding = giveUpWaiting(turn);
  if (outstanding === null) return;
  dealWith(turn, outstanding, { kind: 'refused', reason: 'no answer' });
  loseIfSilent(turn);
}

function dealWith(turn: PadTurn, { request, order }: Outstanding, answer: PadAnswer): void {
  const work = turn.state.orders.find((one) => one.order.order === order);
  if (work !== undefined) return workAnswered(turn, work, answer);
  switch (request.kind) {
    case 'identify':
      if (answer.kind === 'identified') turn.set({ model: answer.model });
      return;
    case 'checkSetup':
    case 'fieldOn':
      if (answer.kind !== 'done') turn.note(`${request.kind}: ${reasonOf(answer)}`);
      return turn.set({ toStart: turn.state.toStart.filter((start) => start !== request.kind) });
    case 'inventory':
      if (answer.kind === 'inventory') return inventoried(turn, answer);
      // Anything else says nothing of the field.
      turn.note(`inventory: ${reasonOf(answer)}`);
      return inventoryFailed(turn);
    case 'resetField':
      if (answer.kind === 'done') return turn.set({ reset: 'done', resetFailures: 0 });
      return resetFailed(turn);
    case 'readEas':
    case 'readFacts':
    case 'readBlocks':
      return tagAnswered(turn, request, answer);
    case 'writeAfi':
    case 'writeEas':
    case 'readRandom':
    case 'logIn':
      // Of an order that has ended meanwhile.
      return;
  }
}

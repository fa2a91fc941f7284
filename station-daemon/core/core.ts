// The core's one step: an event comes in, the state moves on, commands go out. All decisions of the station
// are made below this file; all effects are elsewhere.

import type { PadReading } from '../../protocols/devices/pad.ts';
import type { PrinterReading } from '../../protocols/devices/printer.ts';
import type { ScannerReading } from '../../protocols/devices/scanner.ts';
import type { Moment } from '../../protocols/moment.ts';
import { accountAnswered } from './account.ts';
import type { CoreCommand, CoreEvent, DeviceId } from './event.ts';
import { backFrom, cardShown, patronAnswered } from './identify.ts';
import { sessionWorks } from './in-work.ts';
import { intended, scanned } from './intents.ts';
import { finish, goHome, leave, slipEnded } from './leave.ts';
import type { LibraryAnswer } from './library-port.ts';
import { advanceLoan, loanAnswered } from './loan.ts';
import { cardOn, liesOnPad, padAfter, withoutDeparted } from './pads.ts';
import { renewalAnswered } from './renewal.ts';
import { takeUnfinished } from './resume.ts';
import { advanceReturn, returnAnswered } from './return.ts';
import type { CoreSetup } from './setup.ts';
import { TIMES } from './setup.ts';
import { type CoreState, newCoreState, Turn } from './state.ts';
import { afterOutcome, forgiveLifted } from './tag-work.ts';
import { touch } from './time-out.ts';
import { awaitedOrder, hasEnded, type Transaction } from './transaction.ts';
import { openReturn, takeUpItems, turnToNextCard, waitingItems } from './visit.ts';

/** The core as it starts: nobody here, nothing known, the journal's unfinished transactions taken up. */
export function startCore(setup: CoreSetup): CoreState {
  return takeUnfinished(newCoreState(setup));
}

/** One step. A function of its arguments. */
export function stepCore(
  state: CoreState,
  event: CoreEvent,
  now: Moment,
): { readonly state: CoreState; readonly commands: readonly CoreCommand[] } {
  const turn = new Turn(state, now);
  hear(turn, event);
  expire(turn);
  const touched = turn.state.transactions;
  greetPads(turn);
  takeUpItems(turn);
  for (const transaction of turn.state.transactions) advance(turn, transaction);
  if (touched !== turn.state.transactions) touch(turn);
  turnToNextCard(turn, sessionWorks(turn.state));
  forget(turn);
  stopWhenSettled(turn);
  return { state: turn.state, commands: turn.commands };
}

function hear(turn: Turn, event: CoreEvent): void {
  switch (event.kind) {
    case 'pad':
      return padTold(turn, event.device, event.reading);
    case 'scanner':
      return scannerTold(turn, event.device, event.reading);
    case 'printer':
      return printerTold(turn, event.device, event.reading);
    case 'libraryStatus':
      return turn.set({ library: event.status });
    case 'libraryAnswered':
      return libraryAnswered(turn, event.order, event.answer);
    case 'intent':
      return intended(turn, event.intent);
    case 'journal':
      return turn.set({ journalWorks: event.works });
    case 'wake':
      return;
    case 'stop':
      if (turn.state.stopsBy !== null) return;
      leave(turn);
      goHome(turn);
      return turn.set({ stopsBy: turn.now.ticks + TIMES.stopMs });
  }
}

function padTold(turn: Turn, device: DeviceId, reading: PadReading): void {
  const { pads, setup } = turn.state;
  turn.set({
    pads: pads.map((pad) =>
      pad.device === device ? padAfter(pad, reading, setup.tagModels, turn.now.ticks) : pad,
    ),
  });
  if (reading.kind === 'level') touch(turn);
  if (reading.kind !== 'securitySet') return;
  for (const transaction of turn.state.transactions) {
    if (!transaction.tags.some((tag) => tag.order === reading.order)) continue;
    turn.put({ ...transaction, tags: afterOutcome(transaction.tags, reading.order, reading.outcome) });
  }
}

function scannerTold(turn: Turn, device: DeviceId, reading: ScannerReading): void {
  const setAway = (away: string | null) =>
    turn.set({
      scanners: turn.state.scanners.map((one) => (one.device === device ? { device, away } : one)),
    });
  switch (reading.kind) {
    case 'ready':
      return setAway(null);
    case 'lost':
      return setAway(reading.reason);
    case 'scanned':
      return scanned(turn, reading.text);
    case 'discarded':
      turn.note('The scanner sent something that is no barcode.', { device, bytes: reading.bytes });
      return turn.remark('scan-not-understood');
  }
}

function printerTold(turn: Turn, device: DeviceId, reading: PrinterReading): void {
  const setPrinter = (change: Partial<CoreState['printers'][number]>) =>
    turn.set({
      printers: turn.state.printers.map((one) => (one.device === device ? { ...one, ...change } : one)),
    });
  switch (reading.kind) {
    case 'ready':
      return setPrinter({ trouble: null, paperNearEnd: reading.paperNearEnd });
    case 'lost':
      return setPrinter({ trouble: reading.trouble });
    case 'printed':
      return slipEnded(turn, reading.slip, true);
    case 'notPrinted':
      return slipEnded(turn, reading.slip, false);
  }
}

function libraryAnswered(turn: Turn, order: number, answer: LibraryAnswer): void {
  if (patronAnswered(turn, order, answer) || accountAnswered(turn, order, answer)) return;
  const transaction = turn.state.transactions.find((one) => awaitedOrder(one) === order);
  switch (transaction?.kind) {
    case 'loan':
      return loanAnswered(turn, transaction, answer);
    case 'return':
      return returnAnswered(turn, transaction, answer);
    case 'renewal':
      return renewalAnswered(turn, transaction, answer);
    case undefined:
      return;
  }
}

function advance(turn: Turn, transaction: Transaction): void {
  if (hasEnded(transaction)) return;
  const tags = forgiveLifted(transaction.tags, turn.lies);
  switch (transaction.kind) {
    case 'loan':
      return advanceLoan(turn, tags === transaction.tags ? transaction : { ...transaction, tags });
    case 'return':
      return advanceReturn(turn, tags === transaction.tags ? transaction : { ...transaction, tags });
    case 'renewal':
      return;
  }
}

/** Ends what time has run out for. */
function expire(turn: Turn): void {
  const { session, view, pads } = turn.state;
  const { ticks } = turn.now;
  const stay = pads.map((pad) => withoutDeparted(pad, ticks));
  if (stay.some((pad, index) => pad !== pads[index])) turn.set({ pads: stay });
  if (view.remark !== null && view.remark.until <= ticks)
    turn.set({ view: { ...turn.state.view, remark: null } });
  if (view.help !== null && view.help.until <= ticks) turn.set({ view: { ...turn.state.view, help: null } });
  if (session.kind === 'none' || session.endsAt > ticks) return;
  switch (session.kind) {
    case 'identifying':
    case 'pin':
      if (session.rows.length === 0) return goHome(turn);
      backFrom(turn, session);
      return finish(turn, 'ask-later');
    case 'open':
      return finish(turn, 'ask-later');
    case 'summary':
      return goHome(turn);
  }
}

/** What lies on a pad while nobody is identified: a card is shown, items may be a return. */
function greetPads(turn: Turn): void {
  const card = cardOn(turn.state.pads);
  if (card !== null && !turn.state.spent.has(card.uid) && turn.state.stopsBy === null) {
    turn.set({ spent: new Set([...turn.state.spent, card.uid]) });
    cardShown(turn, card.card);
  }
  const { session } = turn.state;
  if ((session.kind !== 'none' && session.kind !== 'summary') || waitingItems(turn.state).length === 0)
    return;
  if (session.kind === 'summary') goHome(turn);
  const { setup, stopsBy, journalWorks } = turn.state;
  if (setup.itemsWithoutCard === 'return' && turn.libraryReady && stopsBy === null && journalWorks)
    openReturn(turn);
}

/** Drops what nobody needs any more: settled transactions of ended sessions, marks of tags that have left. */
function forget(turn: Turn): void {
  const { transactions, spent, pads } = turn.state;
  const kept = transactions.filter((transaction) => transaction.attended || !hasEnded(transaction));
  if (kept.length !== transactions.length) turn.set({ transactions: kept });
  const lying = [...spent].filter((uid) => liesOnPad(pads, uid));
  if (lying.length !== spent.size) turn.set({ spent: new Set(lying) });
}

function stopWhenSettled(turn: Turn): void {
  const { stopsBy, transactions } = turn.state;
  if (stopsBy === null) return;
  const open = transactions.filter(({ stage }) => stage.kind !== 'adrift').length;
  if (open > 0 && turn.now.ticks < stopsBy) return;
  if (open > 0) turn.note('Stopped with transactions open; they are in the journal.', { open });
  turn.commands.push({ kind: 'stopped' });
}

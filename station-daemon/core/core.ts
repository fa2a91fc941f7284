// The core's one step: an event comes in, the state moves on, commands go out. All decisions of the station
// are made below this file; all effects are elsewhere.

import type { Moment } from '../../protocols/moment.ts';
import type { Remark } from '../../protocols/screen/screen.ts';
import { accountAnswered, describeLoans } from './account.ts';
import { stir } from './attract.ts';
import { padTold, printerTold, scannerTold } from './device-told.ts';
import { rests } from './doors.ts';
import { driveMachine, sensorTold } from './drop/machine.ts';
import { forgetProofs, greetDropped } from './drop/proofs.ts';
import { isPlaceTaken } from './drop/state.ts';
import type { CoreCommand, CoreEvent } from './event.ts';
import { functionsOf } from './functions.ts';
import { askHolds, holdsAnswered } from './holds.ts';
import { backFrom, cardShown, patronAnswered } from './identify.ts';
import { sessionWorks } from './in-work.ts';
import { intended } from './intents.ts';
import { FRESH_JOURNAL, failed, settled } from './journal-keeping.ts';
import { endSummary, endVisit, finish, goHome, withdrawReceipt } from './leave.ts';
import type { LibraryAnswer, LibraryStatus } from './library-port.ts';
import { advanceLoan, loanAnswered } from './loan.ts';
import { watchClock } from './offline-clock.ts';
import { replay, replayAnswered } from './offline-replay.ts';
import { cardOn } from './pad-items.ts';
import { liesOnPad, withoutDeparted } from './pads.ts';
import { forgetWrongPins } from './pin-lock.ts';
import { advanceRenewal, renewalAnswered } from './renewal.ts';
import { advanceRepairs, askAnew, findRepairs, repairAnswered } from './repairs.ts';
import { takeUnfinished } from './resume.ts';
import { advanceReturn, returnAnswered, withoutAnswer } from './return.ts';
import { rewriteJournal } from './rewrite-journal.ts';
import { hasSucceeded } from './row-state.ts';
import { askTitles, titleAnswered } from './row-titles.ts';
import type { CoreSetup } from './setup.ts';
import { TIMES } from './setup.ts';
import { staffCardShown } from './staff-release.ts';
import { printStaffSlips } from './staff-slips.ts';
import { openWhenSettled } from './starting.ts';
import { type CoreState, newCoreState, plainView, Turn } from './state.ts';
import { tellStrangers } from './strangers.ts';
import { followUnsettled, takeAsked } from './summary.ts';
import { forgiveLifted } from './tag-work.ts';
import { hearTags } from './tags-say.ts';
import { touch } from './time-out.ts';
import { endByTime } from './time-outs-in-row.ts';
import { awaitedOrder, hasEnded, type Transaction } from './transaction.ts';
import { openReturn, retryRefused, takeUpItems, turnToNextCard } from './visit.ts';
import { waitingItems } from './waiting-items.ts';

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
  turn.set({ journal: settled(state.journal, now.ticks) });
  watchClock(turn);
  hear(turn, event);
  expire(turn);
  hearTags(turn);
  greetPads(turn);
  tellStrangers(turn);
  takeUpItems(turn);
  for (const transaction of turn.state.transactions) advance(turn, transaction);
  advanceRepairs(turn);
  if (openWhenSettled(turn)) greetPads(turn);
  // What waited for a transaction that has ended just now: no answer may be needed for it to go on.
  const next = turn.state.nextTransaction;
  takeUpItems(turn);
  for (const one of turn.state.transactions) if (one.transaction >= next) advance(turn, one);
  findRepairs(turn);
  advanceRepairs(turn);
  replay(turn);
  askHolds(turn);
  describeLoans(turn);
  askTitles(turn);
  if (movedOn(state.transactions, turn.state.transactions)) touch(turn);
  const { remark } = turn.state.view;
  const isStale = remark !== null && !LASTING.has(remark.remark);
  if (isStale && succeeded(state.transactions, turn.state.transactions)) turn.forgetRemark();
  turnToNextCard(turn, sessionWorks(turn.state));
  followUnsettled(turn);
  printStaffSlips(turn);
  driveMachine(turn);
  forgetProofs(turn);
  withdrawReceipt(turn, state);
  forget(turn);
  stir(turn, event);
  stopWhenSettled(turn);
  return { state: turn.state, commands: turn.commands };
}

/** Said of a card, and as true after the next item as before it. */
const LASTING: ReadonlySet<Remark> = new Set(['still-returning', 'finish-first']);

function hear(turn: Turn, event: CoreEvent): void {
  switch (event.kind) {
    case 'pad':
      return padTold(turn, event.device, event.reading);
    case 'scanner':
      return scannerTold(turn, event.device, event.reading);
    case 'printer':
      return printerTold(turn, event.device, event.reading);
    case 'libraryStatus':
      return libraryTold(turn, event.status);
    case 'libraryAnswered':
      return libraryAnswered(turn, event.order, event.answer);
    case 'intent':
      return intended(turn, event.intent);
    case 'journal':
      return event.works ? journalBack(turn) : journalFailed(turn);
    case 'journalReplaced':
      return rewriteJournal(turn);
    case 'blockedCards':
      return turn.set({ offline: { ...turn.state.offline, blockedCards: event.cards } });
    case 'doors':
      return turn.set({ doors: event.doors });
    case 'sensor':
      return sensorTold(turn, event.input, event.on);
    case 'wake':
      return;
    case 'stop':
      if (turn.state.service.kind === 'stopping' || turn.state.service.kind === 'stopped') return;
      endVisit(turn);
      return turn.set({ service: { kind: 'stopping', by: turn.now.ticks + TIMES.stopMs } });
  }
}

function libraryTold(turn: Turn, status: LibraryStatus): void {
  const back = status.kind === 'ready' && !turn.libraryReady;
  turn.set({ library: status });
  if (status.kind === 'away')
    for (const one of turn.state.transactions) if (one.kind === 'return') withoutAnswer(turn, one);
  if (!back) return;
  retryRefused(turn);
  askAnew(turn);
  // What is unsettled is asked about at once, not after the minute that an absent library system is given.
  const since = Number.NEGATIVE_INFINITY;
  for (const one of turn.state.transactions) if (one.stage.kind === 'adrift') turn.put({ ...one, since });
}

function libraryAnswered(turn: Turn, order: number, answer: LibraryAnswer): void {
  if (patronAnswered(turn, order, answer) || accountAnswered(turn, order, answer)) return;
  if (holdsAnswered(turn, order, answer)) return;
  if (titleAnswered(turn, order, answer) || replayAnswered(turn, order, answer)) return;
  if (repairAnswered(turn, order, answer)) return;
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

/**
 * What was given to the journal a moment ago may not be on disk; no later step counts on it. That nothing was written on
 * a tag yet stays known: what it says may be another loan's.
 */
function journalFailed(turn: Turn): void {
  const unsure = ({ written }: Transaction) => (written === 'intended' ? written : null);
  turn.set({
    journal: failed(turn.state.journal),
    transactions: turn.state.transactions.map((one) =>
      hasEnded(one) ? one : { ...one, written: unsure(one) },
    ),
    repairs: turn.state.repairs.map((repair) => ({ ...repair, written: false })),
  });
}

function journalBack(turn: Turn): void {
  const { unwritten } = turn.state.journal;
  turn.set({ journal: FRESH_JOURNAL });
  for (const entry of unwritten) turn.record(entry);
}

function advance(turn: Turn, before: Transaction): void {
  // An earlier one may have changed it in the meantime.
  const transaction = turn.state.transactions.find((one) => one.transaction === before.transaction);
  if (transaction === undefined || hasEnded(transaction)) return;
  const tags = forgiveLifted(transaction.tags, turn.lies);
  switch (transaction.kind) {
    case 'loan':
      return advanceLoan(turn, tags === transaction.tags ? transaction : { ...transaction, tags });
    case 'return':
      return advanceReturn(turn, tags === transaction.tags ? transaction : { ...transaction, tags });
    case 'renewal':
      return advanceRenewal(turn, transaction);
  }
}

/**
 * Did something that the patron did come about: an item was begun with, answered, settled? That counts as being
 * there. What the station does by itself, again and again, does not.
 */
function movedOn(before: readonly Transaction[], after: readonly Transaction[]): boolean {
  if (before === after) return false;
  const stages = new Map(before.map(({ transaction, stage }) => [transaction, stage.kind]));
  return after.some(({ transaction, stage, attended }) => {
    const was = stages.get(transaction);
    return (
      attended && was !== stage.kind && (was === undefined || was === 'asking' || stage.kind === 'ended')
    );
  });
}

/** Did an item come to the end that the patron wanted? */
function succeeded(before: readonly Transaction[], after: readonly Transaction[]): boolean {
  if (before === after) return false;
  const open = new Set(before.filter((one) => !hasEnded(one)).map(({ transaction }) => transaction));
  return after.some((one) => hasSucceeded(one) && open.has(one.transaction));
}

/** Ends what time has run out for. */
function expire(turn: Turn): void {
  const { ticks } = turn.now;
  const { pads } = turn.state;
  const stay = pads.map((pad) => withoutDeparted(pad, turn.state.setup.tagBlinkMs, ticks));
  if (stay.some((pad, index) => pad !== pads[index])) turn.set({ pads: stay });
  forgetWrongPins(turn);
  expireView(turn);
  const { session } = turn.state;
  if (session.kind === 'none' || session.endsAt > ticks) return;
  if (turn.state.drop !== null) return isPlaceTaken(turn.state.drop) ? touch(turn) : endVisit(turn);
  if (session.kind === 'summary') return endSummary(turn);
  endByTime(turn, () => {
    if (session.kind !== 'open') backFrom(turn, session);
    if (turn.state.session.kind === 'open') finish(turn, 'ask-later');
  });
}

function expireView(turn: Turn): void {
  const { view, session, setup, helpAskedUntil } = turn.state;
  if (helpAskedUntil !== null && helpAskedUntil <= turn.now.ticks) turn.set({ helpAskedUntil: null });
  const isOver = (end: { readonly until: number } | null) => end !== null && end.until <= turn.now.ticks;
  if (isOver(view.remark)) turn.set({ view: { ...turn.state.view, remark: null } });
  if (isOver(view.help)) turn.set({ view: { ...turn.state.view, help: null } });
  const chosen = view.until !== null && view.until <= turn.now.ticks;
  if (chosen && session.kind === 'none')
    turn.set({ view: { ...plainView(setup), help: turn.state.view.help } });
}

/** What lies on a pad while nobody is identified: a card is shown, items may be a return. */
function greetPads(turn: Turn): void {
  greetCard(turn);
  if (turn.state.drop !== null) return greetDropped(turn);
  takeAsked(turn);
  const { session } = turn.state;
  if (session.kind !== 'none' && session.kind !== 'summary') return;
  if (rests(turn.state)) return;
  const waiting = waitingItems(turn.state);
  // What lay there before the summary began is no reason to take it away.
  const come =
    session.kind === 'none' ? waiting : waiting.filter(({ item }) => !session.waiting.includes(item));
  if (come.length === 0) return;
  if (session.kind === 'summary') goHome(turn);
  if (turn.state.setup.itemsWithoutCard === 'return' && functionsOf(turn.state).return)
    openReturn(turn, 'items');
}

/** A card on the pad counts once, for as long as it lies there; not while another one is looked up. */
function greetCard(turn: Turn): void {
  const { session, pads, spent } = turn.state;
  const card = cardOn(pads, spent);
  const busy = session.kind === 'identifying' && session.lookup !== null;
  if (card === null || busy || !turn.mayBegin || rests(turn.state)) return;
  turn.set({ spent: new Set([...spent, card.uid]) });
  if (!staffCardShown(turn, card.card) && turn.state.drop === null) cardShown(turn, card.card, 'pad');
}

/** Drops what nobody needs any more: settled transactions of ended sessions, marks of tags that have left. */
function forget(turn: Turn): void {
  const { transactions, spent, pads, examined, session } = turn.state;
  const kept = transactions.filter((transaction) => transaction.attended || !hasEnded(transaction));
  if (kept.length !== transactions.length) turn.set({ transactions: kept });
  const lying = [...spent].filter((uid) => liesOnPad(pads, uid));
  if (lying.length !== spent.size) turn.set({ spent: new Set(lying) });
  const { refusedBefore } = turn.state;
  if (refusedBefore !== null && !refusedBefore.uids.some((uid) => turn.state.spent.has(uid)))
    turn.set({ refusedBefore: null });
  const isPatronHere = session.kind === 'open' && session.patron !== null;
  const stay = examined.filter(
    ({ uid, about }) => liesOnPad(pads, uid) && (isPatronHere || about !== 'the-patron'),
  );
  if (stay.length !== examined.length) turn.set({ examined: stay });
}

function stopWhenSettled(turn: Turn): void {
  const { service, transactions, repairs } = turn.state;
  if (service.kind !== 'stopping') return;
  const open = transactions.filter(({ stage }) => stage.kind !== 'adrift').length + repairs.length;
  if (open > 0 && turn.now.ticks < service.by) return;
  if (open > 0) turn.note('Stopped with transactions open; they are in the journal.', { open });
  turn.set({ service: { kind: 'stopped' } });
  turn.commands.push({ kind: 'stopped' });
}

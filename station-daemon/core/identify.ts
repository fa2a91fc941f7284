// From a card to a patron: looked up, PIN asked for where it must be, session opened.

import { loansFrom } from './account.ts';
import { scanFailed, scanUnderstood } from './failed-scans.ts';
import { takeUpRefused } from './from-before.ts';
import { greetingOf } from './greeting.ts';
import { sessionWorks } from './in-work.ts';
import { goHome, leave } from './leave.ts';
import type { LibraryAnswer, PatronAnswer } from './library-port.ts';
import { isBlockedOffline, lendsOffline } from './offline-way.ts';
import { otherCardLies } from './pad-items.ts';
import { pinTriesLeft, pinWasRight, pinWasWrong } from './pin-lock.ts';
import type { EnteringPin, Identifying, OpenSession, Patron, Purpose, Row } from './session.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';
import { transactionsOf } from './summary.ts';
import { sessionEnd } from './time-out.ts';
import { because, hasEnded } from './transaction.ts';
import { waitingItems } from './waiting-items.ts';

/** What stays of a return that goes on while a card is asked for or looked up. */
type GoingOn = Pick<OpenSession, 'rows' | 'returnAsked'>;

const NOTHING: GoingOn = { rows: [], returnAsked: false };

/** "Show your card." */
export function askForCard(turn: Turn, purpose: Purpose, { rows, returnAsked }: GoingOn = NOTHING): void {
  turn.forgetRemark();
  const goingOn = { rows, returnAsked, endsAt: sessionEnd(turn) };
  turn.set({ session: { kind: 'identifying', purpose, lookup: null, ...goingOn } });
}

/**
 * A patron's card was read. What lies on a pad may lie there by chance, in a wallet or with another one: it takes over
 * from nobody who is in the middle of something.
 */
export function cardShown(turn: Turn, card: string, where: 'scanner' | 'pad'): void {
  if (where === 'pad' && isInTheMiddle(turn, card)) return turn.remark('finish-first');
  if (!turn.libraryReady && !lendsOffline(turn.state)) return turn.remark('library-away');
  const { session } = turn.state;
  switch (session.kind) {
    case 'summary':
      goHome(turn);
      return lookUp(turn, 'borrow', card, NOTHING);
    case 'none':
      return lookUp(turn, 'borrow', card, NOTHING);
    case 'identifying':
      return session.lookup === null
        ? lookUp(turn, session.purpose, card, session)
        : turn.remark('please-wait');
    case 'pin':
      return session.card === card ? undefined : lookUp(turn, session.purpose, card, session);
    case 'open':
      return nextCard(turn, session, card);
  }
}

/** Is another patron identified, with items at hand or with their card on a pad? */
function isInTheMiddle({ state }: Turn, card: string): boolean {
  const { session, pads } = state;
  if (session.kind === 'pin') return session.card !== card && otherCardLies(pads, card);
  if (session.kind !== 'open' || session.patron === null || session.patron.credentials.card === card)
    return false;
  const isWaiting = ({ transaction, refusal }: Row) => transaction === null && refusal === null;
  const isBusy = sessionWorks(state) || session.rows.some(isWaiting);
  return isBusy || otherCardLies(pads, card) || waitingItems(state).length > 0;
}

/** A card while a session is open: another patron's turn, once nothing of the first one's is left undone. */
function nextCard(turn: Turn, session: OpenSession, card: string): void {
  const { patron } = session;
  if (patron?.credentials.card === card) return stillReturning(turn, session);
  if (sessionWorks(turn.state)) {
    turn.set({ session: { ...session, nextCard: { card, since: null } } });
    return turn.remark('please-wait');
  }
  const purpose = isReturning(session) ? 'return' : 'borrow';
  if (patron === null) return lookUp(turn, purpose, card, session);
  if (purpose === 'return' && !hasLoans(turn, session)) {
    turn.ask({ kind: 'endSession', patron: patron.credentials });
    return lookUp(turn, purpose, card, session);
  }
  // What must not leave yet would vanish from the screen with its patron.
  const isUndone = transactionsOf(turn.state, session).some((one) => !hasEnded(one));
  if (isUndone || turn.state.repairs.some(({ attended }) => attended)) return turn.remark('finish-first');
  // Whose account was on the screen says nothing of what the next one wants to show.
  const { returnAsked } = session;
  const { language, display } = turn.state.view;
  leave(turn, purpose === 'return' ? 'home' : 'next-card');
  goHome(turn);
  // Who has darkened the screen cannot see that it lights up under the next card. A touch does that.
  if (display.voice === 'alone') turn.set({ view: { ...turn.state.view, language, display } });
  lookUp(turn, purpose, card, { rows: [], returnAsked });
}

/** Do some of the rows tell what was lent, or was not, to the patron who is here? Those are nobody else's to read. */
function hasLoans({ state }: Turn, session: OpenSession): boolean {
  return transactionsOf(state, session).some(({ kind }) => kind !== 'return');
}

function isReturning({ mode, returnAsked }: OpenSession): boolean {
  return mode === 'return' && returnAsked;
}

/** One who shows a card during a return may want to borrow: that takes a touch. */
function stillReturning(turn: Turn, session: OpenSession): void {
  if (isReturning(session)) turn.remark('still-returning');
}

function wantsLoans(purpose: Purpose): boolean {
  return purpose === 'account' || purpose === 'renew';
}

function lookUp(turn: Turn, purpose: Purpose, card: string, { rows, returnAsked }: GoingOn): void {
  turn.forgetRemark();
  if (!turn.libraryReady) return openOffline(turn, purpose, card, { rows, returnAsked });
  if (turn.state.setup.pin === 'required') {
    return askForPin(turn, purpose, card, { rows, returnAsked });
  }
  const order = turn.ask({ kind: 'patron', patron: { card, pin: null }, loans: wantsLoans(purpose) });
  const lookup = { order, card, since: turn.now.ticks };
  const goingOn = { rows, returnAsked, endsAt: sessionEnd(turn) };
  turn.set({ session: { kind: 'identifying', purpose, lookup, ...goingOn } });
}

/** Nobody can say whose card it is: what is lent to it is told later. */
function openOffline(turn: Turn, purpose: Purpose, card: string, goingOn: GoingOn): void {
  if (wantsLoans(purpose)) return turn.remark('library-away');
  scanUnderstood(turn);
  const patron: Patron = {
    credentials: { card, pin: null },
    identified: 'by-card',
    greeting: '',
    blocked: isBlockedOffline(turn.state, card) ? because('card-blocked') : null,
    owed: null,
    holdsReady: 0,
    holdsWaiting: 0,
    hasEmail: false,
    holds: { kind: 'not-asked' },
    loans: { kind: 'not-asked' },
  };
  openWith(turn, goingOn, modeOf(purpose), patron);
}

function askForPin(turn: Turn, purpose: Purpose, card: string, { rows, returnAsked }: GoingOn): void {
  const attemptsLeft = pinTriesLeft(turn.state, card);
  if (attemptsLeft < 1) {
    const { session } = turn.state;
    if (session.kind === 'identifying' || session.kind === 'pin') turnAway(turn, session);
    return turn.remark('pin-locked');
  }
  const entry = turn.number();
  const asked = { kind: 'pin', purpose, card, entry, lookup: null, attemptsLeft } as const;
  turn.set({ session: { ...asked, rows, returnAsked, endsAt: sessionEnd(turn) } });
}

/** The PIN was entered. */
export function pinEntered(turn: Turn, pin: string): void {
  const { session } = turn.state;
  if (session.kind !== 'pin' || session.lookup !== null) return;
  if (!turn.libraryReady) return turn.remark('library-away');
  turn.forgetRemark();
  const order = turn.ask({
    kind: 'patron',
    patron: { card: session.card, pin },
    loans: wantsLoans(session.purpose),
  });
  const lookup = { order, pin, since: turn.now.ticks };
  turn.set({ session: { ...session, lookup, endsAt: sessionEnd(turn) } });
}

/** The library system answered who the patron is. False where it is not this lookup's answer. */
export function patronAnswered(turn: Turn, order: number, answer: LibraryAnswer): boolean {
  const { session } = turn.state;
  if ((session.kind !== 'identifying' && session.kind !== 'pin') || session.lookup?.order !== order)
    return false;
  if (answer.kind === 'patron' && answer.patron.known) known(turn, session, answer.patron);
  else {
    turnAway(turn, session);
    if (answer.kind === 'patron') scanFailed(turn, 'card-unknown');
    else turn.remark('library-away');
  }
  return true;
}

function known(turn: Turn, session: Identifying | EnteringPin, patron: PatronAnswer): void {
  // A PIN that was entered opens only where the library system says that it is right.
  const accepted = session.kind === 'pin' ? patron.pin === 'right' : patron.pin !== 'wrong';
  if (session.kind === 'pin' && patron.pin === 'right') pinWasRight(turn, session.card);
  if (accepted || turn.state.setup.pin === 'none') return open(turn, session, patron);
  if (patron.pin === 'not-checked') {
    turn.note(
      'The library system does not say whether a PIN is right: `lendstation sip2` shows what it answers.',
    );
  }
  if (session.kind === 'identifying') {
    return askForPin(turn, session.purpose, session.lookup?.card ?? '', session);
  }
  const attemptsLeft = pinWasWrong(turn, session.card);
  if (attemptsLeft < 1) {
    turnAway(turn, session);
    return turn.remark('pin-locked');
  }
  turn.set({ session: { ...session, lookup: null, attemptsLeft, endsAt: sessionEnd(turn) } });
  turn.remark('pin-wrong');
}

function open(turn: Turn, session: Identifying | EnteringPin, answer: PatronAnswer): void {
  if (session.lookup === null) return;
  scanUnderstood(turn);
  const credentials =
    session.kind === 'pin'
      ? { card: session.card, pin: session.lookup.pin }
      : { card: session.lookup.card, pin: null };
  const patron: Patron = {
    credentials,
    identified: 'by-library',
    greeting: greetingOf(answer.name),
    blocked: answer.blocked ? { code: answer.blockedBy, text: answer.text } : null,
    owed: answer.owed,
    holdsReady: answer.holdsReady,
    holdsWaiting: answer.holdsWaiting,
    hasEmail: answer.hasEmail,
    holds: { kind: 'not-asked' },
    loans: wantsLoans(session.purpose) ? loansFrom(turn, answer) : { kind: 'not-asked' },
  };
  openWith(turn, session, modeOf(session.purpose), patron);
}

function modeOf(purpose: Purpose): OpenSession['mode'] {
  return purpose === 'renew' ? 'account' : purpose;
}

function openWith(
  turn: Turn,
  { rows, returnAsked }: GoingOn,
  mode: OpenSession['mode'],
  patron: Patron | null,
): void {
  const session: OpenSession = {
    ...{ kind: 'open', mode, patron, rows, nextCard: null, endsAt: sessionEnd(turn) },
    returnAsked: returnAsked && mode === 'return',
  };
  if (patron !== null && mode === 'borrow') takeUpRefused(turn, patron.credentials.card);
  turn.set({ session });
  stillReturning(turn, session);
}

/** Back from a card that opens nothing. What is said of that is said as the patron chose to read or hear it. */
function turnAway(turn: Turn, session: Identifying | EnteringPin): void {
  const { language, display } = turn.state.view;
  backFrom(turn, session);
  if (turn.state.session.kind !== 'none') return;
  const until = turn.now.ticks + TIMES.remarkMs;
  turn.set({ view: { ...turn.state.view, language, display, until } });
}

/** Back to where the card was asked for: the return that was going on, or the start. */
export function backFrom(turn: Turn, session: Identifying | EnteringPin): void {
  const { returnAsked } = session;
  const rows = session.rows.filter(({ transaction, slipFor }) => transaction !== null || slipFor !== null);
  if (rows.length === 0 && !returnAsked) return goHome(turn);
  const endsAt = sessionEnd(turn);
  turn.set({
    session: { kind: 'open', mode: 'return', patron: null, rows, returnAsked, nextCard: null, endsAt },
  });
}

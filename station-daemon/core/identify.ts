// From a card to a patron: looked up, PIN asked for where it must be, session opened.

import { loansFrom } from './account.ts';
import { scanFailed, scanUnderstood } from './failed-scans.ts';
import { greetingOf } from './greeting.ts';
import { sessionWorks } from './in-work.ts';
import { goHome, leave } from './leave.ts';
import type { LibraryAnswer, PatronAnswer } from './library-port.ts';
import type { EnteringPin, Identifying, OpenSession, Patron, Purpose, Row } from './session.ts';
import { PIN_ATTEMPTS } from './setup.ts';
import type { Turn } from './state.ts';
import { transactionsOf } from './summary.ts';
import { sessionEnd } from './time-out.ts';
import { hasEnded } from './transaction.ts';

/** "Show your card." */
export function askForCard(turn: Turn, purpose: Purpose, rows: readonly Row[] = []): void {
  turn.set({ session: { kind: 'identifying', purpose, lookup: null, rows, endsAt: sessionEnd(turn) } });
}

/** A patron's card was read, by a scanner or on the pad. */
export function cardShown(turn: Turn, card: string): void {
  if (!turn.libraryReady) return turn.remark('library-away');
  const { session } = turn.state;
  switch (session.kind) {
    case 'summary':
      goHome(turn);
      return lookUp(turn, 'borrow', card, []);
    case 'none':
      return lookUp(turn, 'borrow', card, []);
    case 'identifying':
      return session.lookup === null
        ? lookUp(turn, session.purpose, card, session.rows)
        : turn.remark('please-wait');
    case 'pin':
      return session.card === card ? undefined : lookUp(turn, session.purpose, card, session.rows);
    case 'open':
      return nextCard(turn, session, card);
  }
}

/** A card while a session is open: another patron's turn, once nothing of the first one's is left undone. */
function nextCard(turn: Turn, session: OpenSession, card: string): void {
  if (session.patron?.credentials.card === card) return;
  if (sessionWorks(turn.state)) {
    turn.set({ session: { ...session, nextCard: card } });
    return turn.remark('please-wait');
  }
  const purpose = session.mode === 'account' ? 'account' : 'borrow';
  if (session.patron === null) return lookUp(turn, purpose, card, session.rows);
  // What must not leave yet would vanish from the screen with its patron.
  if (transactionsOf(turn.state, session).some((one) => !hasEnded(one))) return turn.remark('finish-first');
  leave(turn, 'next-card');
  goHome(turn);
  lookUp(turn, purpose, card, []);
}

function lookUp(turn: Turn, purpose: Purpose, card: string, rows: readonly Row[]): void {
  if (turn.state.setup.pin === 'required') return askForPin(turn, purpose, card, rows);
  const order = turn.ask({ kind: 'patron', patron: { card, pin: null }, loans: purpose !== 'borrow' });
  const lookup = { order, card, since: turn.now.ticks };
  turn.set({ session: { kind: 'identifying', purpose, lookup, rows, endsAt: sessionEnd(turn) } });
}

function askForPin(turn: Turn, purpose: Purpose, card: string, rows: readonly Row[]): void {
  const entry = turn.number();
  const asked = { kind: 'pin', purpose, card, entry, lookup: null, attemptsLeft: PIN_ATTEMPTS } as const;
  turn.set({ session: { ...asked, rows, endsAt: sessionEnd(turn) } });
}

/** The PIN was entered. */
export function pinEntered(turn: Turn, pin: string): void {
  const { session } = turn.state;
  if (session.kind !== 'pin' || session.lookup !== null) return;
  if (!turn.libraryReady) return turn.remark('library-away');
  const order = turn.ask({
    kind: 'patron',
    patron: { card: session.card, pin },
    loans: session.purpose !== 'borrow',
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
    backFrom(turn, session);
    if (answer.kind === 'patron') scanFailed(turn, 'card-unknown');
    else turn.remark('library-away');
  }
  return true;
}

function known(turn: Turn, session: Identifying | EnteringPin, patron: PatronAnswer): void {
  if (patron.pin !== 'wrong' || turn.state.setup.pin === 'none') return open(turn, session, patron);
  if (session.kind === 'identifying') {
    return askForPin(turn, session.purpose, session.lookup?.card ?? '', session.rows);
  }
  const attemptsLeft = session.attemptsLeft - 1;
  if (attemptsLeft < 1) backFrom(turn, session);
  else turn.set({ session: { ...session, lookup: null, attemptsLeft, endsAt: sessionEnd(turn) } });
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
    greeting: greetingOf(answer.name),
    blocked: answer.blocked ? { code: 'card-blocked', text: answer.text } : null,
    owed: answer.owed,
    holdsReady: answer.holdsReady,
    loans: session.purpose === 'borrow' ? { kind: 'not-asked' } : loansFrom(turn, answer),
  };
  const mode = session.purpose === 'borrow' ? 'borrow' : 'account';
  turn.set({
    session: { kind: 'open', mode, patron, rows: session.rows, endsAt: sessionEnd(turn), nextCard: null },
  });
}

/** Back to where the card was asked for: the return that was going on, or the start. */
export function backFrom(turn: Turn, session: Identifying | EnteringPin): void {
  const rows = session.rows.filter(({ transaction }) => transaction !== null);
  if (rows.length === 0) return goHome(turn);
  turn.set({
    session: { kind: 'open', mode: 'return', patron: null, rows, endsAt: sessionEnd(turn), nextCard: null },
  });
}

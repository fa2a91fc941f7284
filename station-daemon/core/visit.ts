// An open session: what lies on the pads or is scanned becomes rows, and rows become loans or returns.

import type { Reason } from '../../protocols/screen/screen.ts';
import { cardShown } from './identify.ts';
import { beginLoan } from './loan.ts';
import { itemsOn, type PadItem } from './pads.ts';
import { beginReturn } from './return.ts';
import type { OpenSession, Row } from './session.ts';
import type { CoreState, Turn } from './state.ts';
import { sessionEnd, touch } from './time-out.ts';
import { because, hasEnded, type Transaction } from './transaction.ts';

/** No more rows than this in one session: a limit against a faulty reader, far above any visit. */
const MOST_ROWS = 200;

/** Items on the pads that no session has dealt with yet. */
export function waitingItems(state: CoreState): readonly PadItem[] {
  return itemsOn(state.pads).filter((item) => !item.uids.every((uid) => state.spent.has(uid)));
}

/** Opens a return without a card. */
export function openReturn(turn: Turn): void {
  turn.set({
    session: {
      kind: 'open',
      mode: 'return',
      patron: null,
      rows: [],
      endsAt: sessionEnd(turn),
      nextCard: null,
    },
  });
}

/** Takes up what lies on the pads. Called after every event. */
export function takeUpItems(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.mode === 'account' || !mayBegin(turn)) return;
  noticeLifted(turn);
  for (const item of waitingItems(turn.state)) takeUp(turn, item);
}

/** Nothing new begins while the station stops or cannot write its journal. */
export function mayBegin(turn: Turn): boolean {
  return turn.state.stopsBy === null && turn.state.journalWorks;
}

function noticeLifted(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'open') return;
  const isLifted = (row: Row) => !row.lifted && row.uids.length > 0 && !row.uids.some(turn.lies);
  if (!session.rows.some(isLifted)) return;
  const rows = session.rows.map((row) => (isLifted(row) ? { ...row, lifted: true } : row));
  turn.set({ session: { ...session, rows } });
}

function takeUp(turn: Turn, item: PadItem): void {
  const { session } = turn.state;
  if (session.kind !== 'open') return;
  const row = session.rows.find((known) => known.item === item.item);
  if (row === undefined) {
    if (session.rows.length < MOST_ROWS) putRow(turn, begin(turn, session, newRow(turn, item)));
    return;
  }
  const same = row.uids.length === item.uids.length && row.parts.here === item.parts.here && !row.lifted;
  if (same && row.transaction !== null && !deservesRetry(turn, session, row)) return;
  const seen: Row = { ...row, uids: item.uids, parts: item.parts, lifted: false };
  const again = row.lifted ? deservesAnother(turn, session, row) : deservesRetry(turn, session, row);
  const next = row.transaction === null || again ? begin(turn, session, { ...seen, refusal: null }) : seen;
  if (!same || next.transaction !== row.transaction || next.refusal?.code !== row.refusal?.code)
    putRow(turn, next);
}

function newRow(turn: Turn, item: PadItem): Row {
  return {
    row: turn.number(),
    item: item.item,
    uids: item.uids,
    transaction: null,
    refusal: null,
    lifted: false,
    parts: item.parts,
  };
}

/** Begins what the session is about, if the item may be and all its parts are here. */
function begin(turn: Turn, session: OpenSession, row: Row): Row {
  const lendable = itemsOn(turn.state.pads).find(({ item }) => item === row.item)?.lendable ?? true;
  if (session.mode === 'borrow' && !lendable)
    return { ...row, transaction: null, refusal: because('not-for-loan') };
  if (row.parts.here < row.parts.of) return { ...row, transaction: null };
  touch(turn);
  if (session.mode === 'return') return { ...row, transaction: beginReturn(turn, row) };
  if (session.patron === null) return row;
  return { ...row, transaction: beginLoan(turn, session.patron.credentials, row) };
}

/** Refused only because the library system was away, which it no longer is. */
function deservesRetry(turn: Turn, session: OpenSession, row: Row): boolean {
  return (
    turn.libraryReady &&
    session.mode !== 'account' &&
    refusalOf(transactionOf(turn.state, row))?.code === 'library-away'
  );
}

/** Lifted and laid down again: a refused item is tried anew, one that was returned may be borrowed and so on. */
function deservesAnother(turn: Turn, session: OpenSession, row: Row): boolean {
  const last = transactionOf(turn.state, row);
  if (last === undefined) return true;
  if (!hasEnded(last)) return false;
  if (refusalOf(last) !== null) return true;
  return (last.kind === 'return') !== (session.mode === 'return');
}

/** The transaction of a row, if it has one. */
export function transactionOf(
  state: CoreState,
  row: { readonly transaction: number | null },
): Transaction | undefined {
  return state.transactions.find(({ transaction }) => transaction === row.transaction);
}

/** Why a transaction was refused, or null. */
export function refusalOf(transaction: Transaction | undefined): Reason | null {
  if (transaction === undefined || transaction.stage.kind !== 'ended') return null;
  return transaction.stage.how.kind === 'refused' ? transaction.stage.how.reason : null;
}

/** An item's barcode was scanned: for items whose tag cannot be read or that have none. */
export function itemScanned(turn: Turn, item: string): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.mode === 'account' || !mayBegin(turn)) return;
  touch(turn);
  const row = session.rows.find((known) => known.item === item);
  const onPad = itemsOn(turn.state.pads).some((known) => known.item === item);
  if (onPad || (row !== undefined && !deservesAnother(turn, session, row))) return;
  if (row === undefined && session.rows.length >= MOST_ROWS) return;
  const parts = { here: 1, of: 1 };
  const scanned = row ?? newRow(turn, { item, uids: [], parts, lendable: true });
  putRow(turn, begin(turn, session, { ...scanned, parts }));
}

function putRow(turn: Turn, row: Row): void {
  const { session } = turn.state;
  if (session.kind !== 'open') return;
  const known = session.rows.some((other) => other.row === row.row);
  const rows = known
    ? session.rows.map((other) => (other.row === row.row ? row : other))
    : [...session.rows, row];
  turn.set({ session: { ...session, rows } });
}

/** The card that was shown while something was in work has its turn. */
export function turnToNextCard(turn: Turn, busy: boolean): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.nextCard === null || busy) return;
  turn.set({ session: { ...session, nextCard: null } });
  cardShown(turn, session.nextCard);
}

// An open session: what lies on the pads or is scanned becomes rows, and rows become loans or returns.

import { cardShown } from './identify.ts';
import type { PadItem } from './pad-items.ts';
import { putRow, refusalOf, transactionOf } from './row-state.ts';
import { begin, deservesAnother, MOST_ROWS, newRow } from './rows.ts';
import type { Row } from './session.ts';
import { sameParts, withLateSlip, withParts, withPartsSeen } from './sets.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';
import { awaitsTag } from './tag-wait.ts';
import { itemSeen } from './tags-say.ts';
import { sessionEnd } from './time-out.ts';
import { waitingItems } from './waiting-items.ts';

/** Opens a return without a card: because it was touched, or because items came without one. */
export function openReturn(turn: Turn, why: 'touched' | 'items', rows: readonly Row[] = []): void {
  turn.forgetRemark();
  const returnAsked = why === 'touched';
  const endsAt = sessionEnd(turn);
  turn.set({
    session: { kind: 'open', mode: 'return', patron: null, rows, returnAsked, endsAt, nextCard: null },
  });
}

/** Takes up what lies on the pads or was scanned. Called after every event. */
export function takeUpItems(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.mode === 'account' || !turn.mayBegin) return;
  noticeLifted(turn);
  for (const item of waitingItems(turn.state)) takeUp(turn, item);
  for (const row of scannedAndWaiting(turn)) beginAgain(turn, row);
}

/** Without a tag that is known; or it lies there from an earlier visit and was scanned in this one. */
function scannedAndWaiting(turn: Turn): readonly Row[] {
  const { session, spent } = turn.state;
  if (session.kind !== 'open') return [];
  return session.rows.filter((row) => row.transaction === null && row.uids.every((uid) => spent.has(uid)));
}

/** What was lifted may be tried anew when it comes back; what nothing was begun with is taken off the list. */
function noticeLifted(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'open') return;
  const isLifted = (row: Row) => !row.lifted && row.uids.length > 0 && !row.uids.some(turn.lies);
  if (!session.rows.some(isLifted)) return;
  const rows = session.rows
    .filter((row) => !isLifted(row) || row.transaction !== null || row.refusal !== null)
    .map((row) => (isLifted(row) ? { ...row, lifted: true } : row));
  turn.set({ session: { ...session, rows } });
}

function takeUp(turn: Turn, item: PadItem): void {
  const { session } = turn.state;
  if (session.kind !== 'open') return;
  const row = session.rows.find((known) => known.item === item.item);
  if (row === undefined) {
    // Who lays something down wants to see what comes of it, as one who scans.
    turn.closeHelp();
    if (session.rows.length < MOST_ROWS) putRow(turn, begin(turn, session, newRow(turn, item)));
    return;
  }
  const again = row.transaction === null || (row.lifted && deservesAnother(turn, session, row));
  const withThem = again ? withParts(turn, row, item.parts) : withPartsSeen(turn, row, item.parts);
  const seen: Row = { ...withThem, uids: item.uids, lifted: false };
  const next = again ? begin(turn, session, seen) : withLateSlip(turn, session, seen);
  if (!sameRow(row, next)) putRow(turn, next);
}

function sameRow(one: Row, other: Row): boolean {
  return (
    one.transaction === other.transaction &&
    one.refusal?.code === other.refusal?.code &&
    one.lifted === other.lifted &&
    one.gathering === other.gathering &&
    one.slipFor === other.slipFor &&
    one.tagWait.kind === other.tagWait.kind &&
    sameParts(one.parts, other.parts) &&
    one.uids.length === other.uids.length
  );
}

/** The library system is there again: what was refused only because it was away is tried anew. */
export function retryRefused(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.mode === 'account' || !turn.mayBegin) return;
  for (const row of session.rows) {
    const wasAway = refusalOf(transactionOf(turn.state, row))?.code === 'library-away';
    if (wasAway && !row.lifted) beginAgain(turn, row);
  }
}

/** Tries once more what was refused as a loan, and lies there still. */
export function retryLoans(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || !turn.mayBegin) return;
  for (const row of session.rows) {
    const last = transactionOf(turn.state, row);
    if (last?.kind === 'loan' && refusalOf(last) !== null && !row.lifted) beginAgain(turn, row);
  }
}

function beginAgain(turn: Turn, row: Row): void {
  const { session } = turn.state;
  if (session.kind !== 'open') return;
  const next = begin(turn, session, row);
  if (!sameRow(row, next)) putRow(turn, next);
}

/** An item's barcode was scanned: for items whose tag cannot be read or that have none. */
export function itemScanned(turn: Turn, item: string): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.mode === 'account' || !turn.mayBegin) return;
  const row = session.rows.find((known) => known.item === item);
  if (row !== undefined && !deservesAnother(turn, session, row)) return;
  if (row === undefined && session.rows.length >= MOST_ROWS) return turn.remark('finish-first');
  const here = itemSeen(turn.state, item);
  const scanned = row ?? newRow(turn, here);
  const tagWait: Row['tagWait'] = awaitsTag(scanned) ? scanned.tagWait : { kind: 'none' };
  const again: Row = { ...withParts(turn, scanned, here.parts), uids: here.uids, lifted: false, tagWait };
  putRow(turn, begin(turn, session, again));
}

/** An item's barcode was scanned before the card: it waits for the card as an item on the pad does. */
export function itemScannedEarly(turn: Turn, item: string): void {
  const { session } = turn.state;
  if (session.kind !== 'identifying' && session.kind !== 'pin') return;
  if (session.rows.some((row) => row.item === item) || session.rows.length >= MOST_ROWS) return;
  const row = newRow(turn, { ...itemSeen(turn.state, item), uids: [] });
  turn.set({ session: { ...session, rows: [...session.rows, row], endsAt: sessionEnd(turn) } });
}

/** The card that was shown while something was in work has its turn, once what came of that was to be read for a moment. */
export function turnToNextCard(turn: Turn, busy: boolean): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.nextCard === null) return;
  const { card, since } = session.nextCard;
  if (busy || since === null) {
    const from = busy ? null : turn.now.ticks;
    if (from !== since) turn.set({ session: { ...session, nextCard: { card, since: from } } });
    return;
  }
  if (turn.now.ticks < since + TIMES.nextCardMs) return;
  turn.set({ session: { ...session, nextCard: null } });
  cardShown(turn, card, 'scanner');
}

// Sets: an item of several parts is lent and taken back whole, or as it is where the settings say so. A set that cannot
// be returned goes to the staff with a slip that says what it lacks.

import { putRow, refusalOf, transactionOf } from './row-state.ts';
import { titleOf } from './row-titles.ts';
import type { OpenSession, Row } from './session.ts';
import { TIMES } from './setup.ts';
import { slipForStaff, withdrawSlip } from './staff-slips.ts';
import type { CoreState, Turn } from './state.ts';
import { isWhole } from './tag-work.ts';
import { because } from './transaction.ts';

/**
 * The row as it waits or is refused because its set is not whole, or has too many parts; null where it may be begun
 * with. Parts come one after the other: for some seconds nothing is decided.
 */
export function heldBack(turn: Turn, { mode }: OpenSession, row: Row): Row | null {
  if (row.releasedBy !== null) return null;
  const { missing, extra } = row.parts;
  const refuses = turn.state.setup.incompleteSets === 'refuse';
  // One that was scanned and of which no part lies here is not handed in.
  const mayGrow =
    turn.now.ticks < gatheredAt(row) || (refuses && (mode === 'borrow' || row.parts.here === 0));
  if (missing.length > 0 && mayGrow) return { ...row, gathering: true };
  if (missing.length > 0 && refuses) return leftToStaff(turn, row);
  if (extra > 0 && refuses && mode === 'borrow') return { ...row, refusal: because('parts-extra') };
  return null;
}

/** Ticks until which a part that is missing is on its way, as far as anybody knows. */
export function alarmAt({ partsSince }: Row): number {
  return partsSince + TIMES.setQuietMs;
}

/** Ticks until which further parts are waited for. */
function gatheredAt({ partsSince }: Row): number {
  return partsSince + TIMES.setGatherMs;
}

/** The session ends: what still waits for parts and was to be returned goes to the staff as it is. */
export function endGathering(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.mode !== 'return') return;
  for (const row of session.rows.filter(({ gathering }) => gathering))
    putRow(turn, leftToStaff(turn, { ...row, gathering: false }));
}

/** It stays on loan. That it was brought, the journal knows: nobody need be told that they did not. */
function leftToStaff(turn: Turn, row: Row): Row {
  const transaction = turn.state.nextTransaction;
  const told = row.parts.here === 0 ? row : withSlip(turn, row, transaction);
  if (told !== row) {
    turn.set({ nextTransaction: transaction + 1 });
    turn.record({
      ...{ transaction, kind: 'return', step: 'done', item: row.item, card: null, uids: row.uids },
      ...{ outcome: 'refused', offline: null, at: turn.now.wall },
    });
  }
  return { ...told, refusal: because('set-incomplete') };
}

/** Tells the staff by a slip what is wrong with the parts of a set that is handed in: once, as long as that does not change. */
export function withSlip(turn: Turn, row: Row, transaction: number): Row {
  const { missing, extra, of } = row.parts;
  const slipFor = [...missing, 'of', of, 'extra', extra].join(' ');
  if (missing.length === 0 && extra === 0) withdrawSlip(turn, row.item, 'set');
  if ((missing.length === 0 && extra === 0) || slipFor === row.slipFor) return row;
  const staysOnLoan = row.transaction === null && row.releasedBy === null;
  const title = titleOf(turn.state, row) ?? row.item;
  slipForStaff(turn, { kind: 'set', title, item: row.item, parts: row.parts, staysOnLoan }, transaction);
  return { ...row, slipFor };
}

/** A set that was checked in by its barcode, and of which not all parts have come since, goes to the staff too. */
export function withLateSlip(turn: Turn, { mode }: OpenSession, row: Row): Row {
  const last = transactionOf(turn.state, row);
  const isOver = turn.now.ticks >= gatheredAt(row);
  if (mode !== 'return' || last?.kind !== 'return' || isWhole(last) || !isOver || refusalOf(last) !== null)
    return row;
  return withSlip(turn, row, last.transaction);
}

/** When sets that wait for parts have waited long enough for an alarm, and for a decision; in ticks. */
export function gatherDeadlines({ session }: CoreState): readonly number[] {
  if (session.kind !== 'open') return [];
  return session.rows.flatMap((row) => (row.parts.missing.length > 0 ? [alarmAt(row), gatheredAt(row)] : []));
}

/** Does a set wait for parts that will be begun with as it is in a moment? */
export function isGathering({ session, setup }: CoreState): boolean {
  if (session.kind !== 'open' || setup.incompleteSets === 'refuse') return false;
  return session.rows.some(({ gathering, lifted }) => gathering && !lifted);
}

/** The row with the parts that lie there now. What has come to its good end is not less whole when it is carried off. */
export function withPartsSeen(turn: Turn, row: Row, parts: Row['parts']): Row {
  const last = transactionOf(turn.state, row);
  const isTheirs = last?.stage.kind === 'ended' && last.stage.how.kind !== 'refused';
  return isTheirs && parts.here < row.parts.here ? row : withParts(turn, row, parts);
}

/** The row with these parts; they were seen to change now, if they did. A release by the staff was for the ones before. */
export function withParts(turn: Turn, row: Row, parts: Row['parts']): Row {
  return sameParts(parts, row.parts) ? row : { ...row, parts, partsSince: turn.now.ticks, releasedBy: null };
}

/** Do both tell the same? */
export function sameParts(one: Row['parts'], other: Row['parts']): boolean {
  return (
    one.of === other.of &&
    one.extra === other.extra &&
    one.missing.length === other.missing.length &&
    one.missing.every((part, index) => part === other.missing[index])
  );
}

// Sets: an item of several parts is lent and taken back whole, or as it is where the settings say so. A set that cannot
// be returned goes to the staff with a slip that says what it lacks.

import { putRow, transactionOf } from './row-state.ts';
import { titleOf } from './row-titles.ts';
import type { OpenSession, Row } from './session.ts';
import { setSlipOf } from './set-slip.ts';
import { TIMES } from './setup.ts';
import { printForStaff } from './staff-slip.ts';
import type { CoreState, Turn } from './state.ts';
import { because } from './transaction.ts';

/**
 * The row as it waits or is refused because its set is not whole, or has too many parts; null where it may be begun
 * with. Parts come one after the other: for some seconds nothing is decided.
 */
export function heldBack(turn: Turn, { mode }: OpenSession, row: Row): Row | null {
  if (row.releasedBy !== null) return null;
  const { missing, extra } = row.parts;
  const refuses = turn.state.setup.incompleteSets === 'refuse';
  const mayGrow = turn.now.ticks < gatheredAt(row) || (refuses && mode === 'borrow');
  if (missing.length > 0 && mayGrow) return { ...row, gathering: true };
  if (missing.length > 0 && refuses) return leftToStaff(turn, row);
  if (extra > 0 && refuses && mode === 'borrow') return { ...row, refusal: because('parts-extra') };
  return null;
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
  const told = withSlip(turn, row);
  if (told !== row) {
    const transaction = turn.state.nextTransaction;
    turn.set({ nextTransaction: transaction + 1 });
    turn.record({
      ...{ transaction, kind: 'return', step: 'done', item: row.item, card: null, uids: row.uids },
      ...{ outcome: 'refused', offline: null, at: turn.now.wall },
    });
  }
  return { ...told, refusal: because('set-incomplete') };
}

/** Prints for the staff what is wrong with the parts of a set that is handed in: once, as long as that does not change. */
export function withSlip(turn: Turn, row: Row): Row {
  const { missing, extra, of } = row.parts;
  const slipFor = [...missing, 'of', of, 'extra', extra].join(' ');
  if ((missing.length === 0 && extra === 0) || slipFor === row.slipFor) return row;
  const { languages, stationName, incompleteSets } = turn.state.setup;
  const content = {
    title: titleOf(turn.state, row) ?? row.item,
    item: row.item,
    parts: row.parts,
    staysOnLoan: incompleteSets === 'refuse' && missing.length > 0 && row.releasedBy === null,
  };
  const lines = setSlipOf(content, languages[0], stationName, turn.now);
  printForStaff(turn, lines, 'No slip tells the staff of a set that is not whole: no printer works.');
  return { ...row, slipFor };
}

/** When sets that wait for parts have waited long enough, in ticks. */
export function gatherDeadlines({ session }: CoreState): readonly number[] {
  if (session.kind !== 'open') return [];
  return session.rows.flatMap((row) => (row.gathering ? [gatheredAt(row)] : []));
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
  if ((isTheirs && parts.here < row.parts.here) || sameParts(parts, row.parts)) return row;
  return { ...row, parts, partsSince: turn.now.ticks, releasedBy: null };
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

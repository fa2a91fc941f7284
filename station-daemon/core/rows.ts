// The rows of an open session: each an item, begun with when it may be.

import { earlierOf } from './claims.ts';
import { tagsWork } from './functions.ts';
import { beginLoan, takeUpLoan } from './loan.ts';
import { beginOfflineLoan } from './offline-loan.ts';
import { beginOfflineReturn } from './offline-return.ts';
import { wayOf } from './offline-way.ts';
import type { PadItem } from './pad-items.ts';
import { isWriting, repairOf } from './repair.ts';
import { beginReturn, takeUpReturn } from './return.ts';
import { refusalOf, transactionOf } from './row-state.ts';
import type { OpenSession, Row } from './session.ts';
import { heldBack, withSlip } from './sets.ts';
import { ITEM_TRIES } from './setup.ts';
import type { Turn } from './state.ts';
import { tagWaitOf } from './tag-wait.ts';
import { tagsSay } from './tags-say.ts';
import { because, hasEnded, type Transaction } from './transaction.ts';

/** No more rows than this in one session: a limit against a faulty reader, far above any visit. */
export const MOST_ROWS = 200;

/** The row of an item seen for the first time in this session. An item that was scanned has no tags here. */
export function newRow(turn: Turn, item: Pick<PadItem, 'item' | 'uids' | 'parts'>): Row {
  return {
    row: turn.number(),
    item: item.item,
    uids: item.uids,
    transaction: null,
    refusal: null,
    lifted: false,
    tries: 0,
    parts: item.parts,
    partsSince: turn.now.ticks,
    gathering: false,
    tagWait: { kind: 'none' },
    releasedBy: null,
    slipFor: null,
    naming: { kind: 'none' },
  };
}

/**
 * Begins what the session is about, if the item may be, all its parts are here, and nothing else goes on with it.
 * @param feeAccepted the patron has said yes to the fee that was asked for it
 */
export function begin(turn: Turn, session: OpenSession, row: Row, feeAccepted = false): Row {
  const waiting: Row = { ...row, transaction: null, refusal: null, gathering: false };
  const { veto } = tagsSay(turn.state, row.item);
  if (session.mode === 'borrow' && veto !== null) return { ...waiting, refusal: because(veto) };
  const held = heldBack(turn, session, waiting);
  if (held !== null) return held;
  if (row.tries >= ITEM_TRIES) return row;
  const way = wayOf(turn.state, session, row.item);
  if (way.kind === 'refused') return { ...waiting, refusal: way.reason };
  if (!tagsWork(turn.state)) return { ...waiting, refusal: because('pad-away') };
  if (way.kind === 'later' || isWriting(repairOf(turn.state.repairs, row.item))) return waiting;
  const earlier = earlierOf(turn.state, session, row.item);
  if (earlier !== undefined) return takeUp(turn, session, waiting, earlier);
  const tagWait = tagWaitOf(turn, row);
  if (tagWait.kind === 'waiting') return { ...waiting, tagWait };
  const begun = { ...waiting, tagWait, tries: row.tries + 1 };
  const isOffline = way.kind === 'offline';
  if (session.mode === 'return') {
    const transaction = isOffline ? beginOfflineReturn(turn, row) : beginReturn(turn, row);
    return withSlip(turn, { ...begun, transaction }, transaction);
  }
  if (session.patron === null) return waiting;
  const { credentials } = session.patron;
  const transaction = isOffline
    ? beginOfflineLoan(turn, credentials, row)
    : beginLoan(turn, credentials, row, feeAccepted);
  return { ...begun, transaction };
}

/** The unsettled transaction of an earlier session becomes this row's own where it is about the same; else it ends first. */
function takeUp(turn: Turn, session: OpenSession, row: Row, earlier: Transaction): Row {
  if (earlier.stage.kind !== 'adrift') return row;
  if (earlier.kind === 'return' && session.mode === 'return') {
    takeUpReturn(turn, earlier);
    return { ...row, transaction: earlier.transaction, tries: row.tries + 1 };
  }
  const card = session.patron?.credentials.card;
  if (earlier.kind === 'loan' && session.mode === 'borrow' && earlier.patron.card === card) {
    takeUpLoan(turn, earlier);
    return { ...row, transaction: earlier.transaction, tries: row.tries + 1 };
  }
  return row;
}

/** Asked for once more, the library system renews it, and its tag has another chance. */
function standsUnfinished({ stage }: Transaction): boolean {
  return stage.kind === 'ended' && stage.how.kind === 'stands';
}

/** Lifted and laid down again: a refused item is tried anew, one that was returned may be borrowed and so on. */
export function deservesAnother(turn: Turn, session: OpenSession, row: Row): boolean {
  const last = transactionOf(turn.state, row);
  if (last === undefined) return true;
  if (!hasEnded(last)) return false;
  if (refusalOf(last) !== null || standsUnfinished(last)) return true;
  return (last.kind === 'return') !== (session.mode === 'return');
}

// A return from the check-in to the tag that was read back as secured.

import type { JournalOutcome } from './journal-entry.ts';
import type { LibraryAnswer } from './library-port.ts';
import type { PadItem } from './pads.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';
import { driveTags, record, withTagsOnPads } from './tag-orders.ts';
import { newTagWork } from './tag-work.ts';
import { because, type Return, type ReturnEnd, reasonNotDone } from './transaction.ts';

/** Begins a return: written down first, then asked for. Returns its transaction number. */
export function beginReturn(turn: Turn, item: Pick<PadItem, 'item' | 'uids'>): number {
  const transaction = turn.state.nextTransaction;
  turn.set({ nextTransaction: transaction + 1 });
  const order = turn.number();
  const begun: Return = {
    kind: 'return',
    transaction,
    item: item.item,
    title: null,
    tags: newTagWork(item.uids, () => false),
    attended: true,
    since: turn.now.ticks,
    place: null,
    stage: { kind: 'asking', order },
  };
  record(turn, begun, 'intended');
  turn.ask({ kind: 'checkin', item: item.item }, order);
  turn.put(begun);
  return transaction;
}

/** The library system answered what this return waited for. */
export function returnAnswered(turn: Turn, returned: Return, answer: LibraryAnswer): void {
  switch (returned.stage.kind) {
    case 'asking':
      return checkinAnswered(turn, returned, answer);
    case 'finding-out':
      return foundOut(turn, returned, answer);
    default:
      return;
  }
}

function checkinAnswered(turn: Turn, returned: Return, answer: LibraryAnswer): void {
  if (answer.kind === 'notDone') {
    return end(turn, returned, { kind: 'refused', reason: reasonNotDone(answer.why) }, 'not-done');
  }
  if (answer.kind !== 'checkin') return;
  const { result } = answer;
  const title = result.title === '' ? returned.title : result.title;
  if (!result.ok)
    return end(turn, { ...returned, title }, { kind: 'refused', reason: result.refusal }, 'refused');
  const checkedIn: Return = { ...returned, title, place: result.sortBin, stage: { kind: 'securing' } };
  record(turn, checkedIn, 'confirmed');
  turn.put(checkedIn);
}

/** Moves a return as far as it goes by itself. */
export function advanceReturn(turn: Turn, before: Return): void {
  const returned = withTagsOnPads(turn, before);
  switch (returned.stage.kind) {
    case 'securing':
      return secure(turn, returned);
    case 'adrift':
      return reconsider(turn, returned);
    case 'asking':
    case 'finding-out':
    case 'ended':
      return;
  }
}

function secure(turn: Turn, returned: Return): void {
  if (!turn.state.setup.secureTags) return end(turn, returned, { kind: 'returned' }, 'completed');
  const { transaction, progress } = driveTags(turn, returned, 'secured');
  if (progress === 'done') {
    record(turn, transaction, 'verified');
    return end(turn, transaction, { kind: 'returned' }, 'completed');
  }
  if (progress === 'working' || returned.attended) return turn.put(transaction);
  turn.note('A returned item is not secured; that is done when its tag is seen again.', {
    transaction: returned.transaction,
  });
  turn.put({ ...transaction, since: turn.now.ticks, stage: { kind: 'adrift' } });
}

/** Once the tag is here, and not more often than once a minute: is the item lent to somebody by now? */
function reconsider(turn: Turn, returned: Return): void {
  const here = returned.tags.some((tag) => turn.reachable(tag.uid));
  const due = turn.now.ticks - returned.since >= TIMES.adriftRetryMs;
  if (!here || !due || !turn.libraryReady) return turn.put(returned);
  const order = turn.ask({ kind: 'item', item: returned.item });
  turn.put({ ...returned, since: turn.now.ticks, stage: { kind: 'finding-out', order } });
}

function foundOut(turn: Turn, returned: Return, answer: LibraryAnswer): void {
  if (answer.kind !== 'item')
    return turn.put({ ...returned, since: turn.now.ticks, stage: { kind: 'adrift' } });
  if (answer.item.circulation === 'on-loan') {
    return end(turn, returned, { kind: 'refused', reason: because('taken-back') }, 'not-done');
  }
  const tags = returned.tags.map((tag) => ({ ...tag, failures: 0 }));
  turn.put({ ...returned, tags, stage: { kind: 'securing' } });
}

function end(turn: Turn, returned: Return, how: ReturnEnd, outcome: JournalOutcome): void {
  const ended: Return = { ...returned, stage: { kind: 'ended', how } };
  record(turn, ended, 'done', outcome);
  turn.put(ended);
}

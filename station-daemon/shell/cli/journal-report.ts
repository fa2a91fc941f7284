// The journal for staff: what waits for them or everything, as a table or as CSV. A card only where an item is gone and
// nobody else knows who has it.

import type { JournalEntry, JournalOutcome, WallTime } from '../../core/journal-entry.ts';
import type { StaffList } from '../journal/staff-work.ts';
import { csvOf, localTime, tableOf } from './table.ts';

const HEADINGS = [
  'transaction',
  'kind',
  'item',
  'state',
  'changed',
  'offline',
  'card',
  'released by',
] as const;

function cells(entry: JournalEntry): readonly string[] {
  const { transaction, kind, item, step, at, offline, card, releasedBy } = entry;
  return [
    ...[String(transaction), kind, item, stateOf(entry), localTime(at, -new Date(at).getTimezoneOffset())],
    offline === null ? '' : offlineTime(offline),
    step === 'for-staff' ? (card ?? '') : '',
    releasedBy ?? '',
  ];
}

/** The clock may have been wrong then: such a time is written down as the first moment of 1970. */
function offlineTime({ wall, utcOffsetMinutes }: WallTime): string {
  return wall === 0 ? 'unknown' : localTime(wall, utcOffsetMinutes);
}

/** What has become of it, and what staff have to do. */
function stateOf({ kind, step, outcome }: JournalEntry): string {
  switch (step) {
    case 'done':
      return outcome === null ? 'done' : ENDED[outcome];
    case 'for-staff':
      if (outcome === 'not-done') return 'return begun offline, item not seen again: look for it';
      if (outcome === 'completed-unverified')
        return `${kind === 'loan' ? 'lent' : 'returned'} offline, perhaps lent or returned again since: look who has it`;
      return kind === 'loan'
        ? 'lent offline, refused afterwards: make the loan, or fetch the item'
        : 'returned offline, refused afterwards: check it in by hand';
    case 'taken-offline':
    case 'replaying':
      return 'done offline, waits for the library system: nothing to do';
    default:
      return `not ended (${step}): the station does that by itself`;
  }
}

const ENDED: Readonly<Record<JournalOutcome, string>> = {
  completed: 'done',
  refused: 'refused',
  'taken-back': 'taken back: nothing was lent',
  'not-done': 'not done',
  'completed-unverified': 'done, tag not read back: look at its tag and its loan',
  'completed-alert': 'returned offline, reserved or of another branch: fetch it from the returns',
  settled: 'settled by staff',
};

const UNREADABLE =
  'unreadable, the journal is damaged: look through the loans and returns before and after it';

/** Rows of what cannot be read, and of what can. */
function rowsOf({ entries, unreadable }: Pick<StaffList, 'entries' | 'unreadable'>): readonly string[][] {
  return [
    ...unreadable.map((transaction) => [String(transaction), '', '', UNREADABLE, '', '', '', '']),
    ...entries.map((entry) => [...cells(entry)]),
  ];
}

/** A table with a line a transaction. */
export function journalTable(list: Pick<StaffList, 'entries' | 'unreadable'>): string {
  const found = rowsOf(list);
  return found.length === 0 ? 'No transactions that anybody has to look at.\n' : tableOf(HEADINGS, found);
}

/** The same as CSV. */
export function journalCsv(list: Pick<StaffList, 'entries' | 'unreadable'>): string {
  return csvOf(HEADINGS, rowsOf(list));
}

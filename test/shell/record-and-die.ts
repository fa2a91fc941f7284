// A process that records entries and tells of each that it is on disk, until it is killed. Not a test itself.

import { openJournal } from '../../station-daemon/shell/journal/journal.ts';

const [path = ''] = process.argv.slice(2);
const journal = openJournal(path);
for (let transaction = journal.nextTransactionNumber(); ; transaction += 1) {
  const entry = {
    transaction,
    kind: 'loan',
    item: `item${transaction}`,
    card: '20001',
    uids: [],
    at: 0,
  } as const;
  journal.record({ ...entry, step: 'intended', outcome: null, offline: null });
  process.stdout.write(`${transaction}\n`);
}

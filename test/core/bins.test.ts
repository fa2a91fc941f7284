// Which bin a returned item goes to: each kind of rule, the order of rules, and what no rule is for.

import t from 'tap';
import type { BinConditions, BinRule } from '../../station-daemon/core/drop/bins.ts';
import { binFor, MATCHED, type Sortable } from '../../station-daemon/core/drop/bins.ts';
import type { SortingFacts } from '../../station-daemon/core/library-port.ts';
import { NOTHING_SAID } from './books.ts';

const EXCEPTIONS = 9;

const returned = (facts: Partial<SortingFacts>): Sortable => ({
  kind: 'returned',
  facts: { ...NOTHING_SAID, ...facts },
});

const binBy = (item: Sortable, ...rules: readonly BinRule[]): number =>
  binFor({ rules, exceptionBin: EXCEPTIONS }, item);

const fits = (when: BinConditions, item: Sortable): boolean => binBy(item, { bin: 1, when }) === 1;

t.test('a rule goes by any one thing that the library system says', async (t) => {
  t.ok(fits({ alert: 'hold' }, returned({ alert: 'hold' })));
  t.notOk(fits({ alert: 'hold' }, returned({ alert: 'hold-elsewhere' })));
  t.notOk(fits({ alert: 'hold' }, returned({})));
  for (const fact of MATCHED) {
    t.ok(fits({ [fact]: 'CH' }, returned({ [fact]: 'CH' })), fact);
    t.notOk(fits({ [fact]: 'CH' }, returned({ [fact]: 'CHILD' })), `${fact}: all of it, not its beginning`);
    t.ok(fits({ [fact]: 'CH*' }, returned({ [fact]: 'CHILD' })), `${fact}: but with * it is its beginning`);
    t.notOk(fits({ [fact]: 'CH*' }, returned({ [fact]: 'ACH' })), fact);
    t.notOk(fits({ [fact]: 'CH' }, returned({})), `${fact}: nothing said`);
    for (const other of MATCHED.filter((one) => one !== fact))
      t.notOk(fits({ [fact]: 'CH' }, returned({ [other]: 'CH' })), `${fact} is not ${other}`);
  }
});

t.test('all conditions of a rule must hold', async (t) => {
  const when: BinConditions = { alert: 'hold', sortBin: 'A*', callNumber: 'QA76*' };
  t.ok(fits(when, returned({ alert: 'hold', sortBin: 'A1', callNumber: 'QA76.9' })));
  t.notOk(fits(when, returned({ alert: 'hold', sortBin: 'A1', callNumber: 'QB1' })));
  t.notOk(fits(when, returned({ sortBin: 'A1', callNumber: 'QA76.9' })));
});

t.test('the first rule that fits counts', async (t) => {
  const rules: readonly BinRule[] = [
    { bin: 2, when: { alert: 'hold' } },
    { bin: 3, when: { sortBin: 'CH*' } },
    { bin: 1, when: {} },
  ];
  t.equal(binBy(returned({ alert: 'hold', sortBin: 'CH' }), ...rules), 2);
  t.equal(binBy(returned({ sortBin: 'CH' }), ...rules), 3);
  t.equal(binBy(returned({ sortBin: 'AD' }), ...rules), 1);
  t.equal(binBy(returned({ alert: 'hold', sortBin: 'CH' }), ...[...rules].reverse()), 1);
});

t.test('what no rule fits goes to the bin for exceptions', async (t) => {
  t.equal(binBy(returned({ sortBin: 'AD' }), { bin: 3, when: { sortBin: 'CH*' } }), EXCEPTIONS);
  t.equal(binBy(returned({})), EXCEPTIONS);
});

t.test('so does what was refused or could not be read, whatever the rules say', async (t) => {
  t.equal(
    binBy({ kind: 'exception' }, { bin: 1, when: {} }, { bin: 2, when: { offline: true } }),
    EXCEPTIONS,
  );
});

t.test('and what came back with an answer that was lost: nobody knows where it belongs', async (t) => {
  t.equal(binBy({ kind: 'returned', facts: null }, { bin: 1, when: {} }), EXCEPTIONS);
});

t.test('what was taken in without the library system has a rule of its own, or goes there too', async (t) => {
  const offline: Sortable = { kind: 'taken-offline' };
  t.equal(binBy(offline, { bin: 1, when: {} }), EXCEPTIONS);
  t.equal(binBy(offline, { bin: 1, when: {} }, { bin: 4, when: { offline: true } }), 4);
  t.equal(binBy(returned({}), { bin: 4, when: { offline: true } }), EXCEPTIONS);
});

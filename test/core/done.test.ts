// After the end: the summary says what is so, and keeps what it promises.

import t from 'tap';
import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import { Bench } from './bench.ts';

const bench = (setup: Partial<CoreSetup> = {}) => {
  const made = new Bench(setup).ready();
  made.book('B1', 'Dune');
  made.book('B2', 'Emma');
  return made;
};

/** Lent, lifted before its tag was written, and the end touched: "Do not leave yet". */
const early = () => {
  const made = bench().card('C1').lay('UB2').run(1000).lay('UB1').run(250).lift('UB1').run(2000);
  return made.touch({ kind: 'noReceipt' });
};

t.test('an item lifted too early and laid down again is released on the done screen', async (t) => {
  const made = early();
  t.match(made.screen, { name: 'done', lent: 1, doNotLeave: [{ title: 'Dune' }], undone: [] });
  made.run(10_000);
  t.match(
    made.screen,
    { name: 'done', doNotLeave: [{ title: 'Dune' }] },
    'it may be laid down as long as it is asked for',
  );
  made.lay('UB1').run(1000);
  t.match(made.screen, { name: 'done', lent: 2, doNotLeave: [], undone: [], refused: 0 });
  t.equal(made.tagOf('B1').security, 'released');
  t.equal(made.books.get('B1').lentTo, 'C1');
});

t.test('one that does not come back is undone, and the screen says so before it goes', async (t) => {
  const made = early().run(20_000);
  t.match(made.run(1000).screen, {
    name: 'done',
    lent: 1,
    doNotLeave: [],
    undone: [{ title: 'Dune' }],
    refused: 1,
  });
  t.equal(made.books.get('B1').lentTo, null);
  t.equal(made.tagOf('B1').security, 'secured');
  t.equal(made.lay('UB1').run(1000).screen.name, 'done', 'left here, as it says');
  t.equal(made.run(20_000).screen.name, 'start');
});

t.test('the next card ends the waiting', async (t) => {
  const made = early().card('C2').run(2000);
  t.match(made.screen, { name: 'borrow', patron: { greeting: 'Ben' }, items: [] });
  t.equal(made.books.get('B1').lentTo, null);
});

t.test(
  'a tag whose write was lost is taken back when it is laid down again, and the screen says so',
  async (t) => {
    const made = bench();
    made.tagOf('B1').writes = 'loses';
    made.card('C1').lay('UB1').run(5000).lift('UB1').run(1000).touch({ kind: 'noReceipt' });
    t.match(made.screen, { name: 'done', doNotLeave: [{ title: 'Dune' }] });
    made.tagOf('B1').writes = 'well';
    made.lay('UB1').run(2000);
    t.match(made.screen, { name: 'done', doNotLeave: [], undone: [{ title: 'Dune' }] });
    t.equal(made.tagOf('B1').security, 'secured');
    t.equal(made.books.get('B1').lentTo, null);
  },
);

t.test('a returned item lifted too early is secured on the done screen', async (t) => {
  const made = bench();
  made.tagOf('B1').security = 'released';
  made.books.get('B1').lentTo = 'C1';
  made.touch({ kind: 'return' }).lay('UB1').run(310).lift('UB1').run(2000).touch({ kind: 'finish' });
  t.match(made.screen, { name: 'done', returned: 0, doNotLeave: [{ title: 'Dune' }] });
  made.lay('UB1').run(1000);
  t.match(made.screen, { name: 'done', returned: 1, doNotLeave: [] });
  t.equal(made.tagOf('B1').security, 'secured');
});

t.test('an item in use inside stays named, and laying it down is no new visit', async (t) => {
  const made = bench();
  made.books.get('B1').useInside = true;
  made.card('C1').lay('UB1').run(1000).lift('UB1').run(1000).touch({ kind: 'noReceipt' });
  made.lay('UB1').run(1000);
  t.match(made.screen, { name: 'done', doNotLeave: [{ title: 'Dune' }] });
});

t.test('what the library system lends after the session is undone and told', async (t) => {
  const made = bench().card('C1');
  made.library = 'holds';
  made.lay('UB1').run(65_000);
  t.match(made.screen, { name: 'done', doNotLeave: [{ title: null, ending: 'B1' }] });
  made.letGo().run(2000);
  t.match(made.screen, { name: 'done', doNotLeave: [], undone: [{ title: null, ending: 'B1' }] });
});

t.test(
  'an item that waited while a patron looked at their loans does not take their summary away',
  async (t) => {
    for (const itemsWithoutCard of ['ask', 'return'] as const) {
      const made = new Bench({ itemsWithoutCard }).ready();
      made.book('B1', 'Dune');
      made.book('B2', 'Emma');
      made.card('C1').lay('UB1').run(1000).touch({ kind: 'account' }).run(1000).lay('UB2').run(1000);
      made.touch({ kind: 'finish' });
      t.match(made.screen, { name: 'done', lent: 1 });
      made.run(10_000);
      t.match(made.screen, { name: 'done', lent: 1 }, itemsWithoutCard);
      made.run(11_000);
      t.equal(made.screen.name, itemsWithoutCard === 'ask' ? 'start' : 'return', 'its turn comes after that');
    }
  },
);

t.test(
  'a receipt that the library system sends by e-mail is told to whoever gave it an address',
  async (t) => {
    const visit = (hasEmail: boolean, email: 'library' | 'none') => {
      const made = bench({ receipts: { ...bench().state.setup.receipts, email } });
      made.books.hasEmail = hasEmail;
      return made;
    };
    const lent = (made: ReturnType<typeof bench>) =>
      made.card('C1').lay('UB1').run(1000).touch({ kind: 'finish' });
    t.match(lent(visit(true, 'library')).screen, { name: 'done', lent: 1, emailed: true });
    t.match(lent(visit(false, 'library')).screen, { name: 'done', lent: 1, emailed: false });
    t.match(lent(visit(true, 'none')).screen, { name: 'done', lent: 1, emailed: false });
    const anonymous = visit(true, 'library').touch({ kind: 'return' }).lay('UB1').run(1000);
    t.match(anonymous.touch({ kind: 'finish' }).screen, { name: 'done', returned: 1, emailed: false });
  },
);

t.test('a slip gives no date to what is not lent, and what is settled after it can be printed', async (t) => {
  const made = early().touch({ kind: 'finish' }).run(2000);
  t.equal(made.screen.name, 'start');
  made.lift('UB2').run(1000);
  const printed = bench().card('C1').lay('UB2').run(1000).lay('UB1').run(310).lift('UB1').run(2000);
  printed.touch({ kind: 'printReceipt' }).run(1000);
  const entries = (slip: string | undefined) => (slip ?? '').match(/"text":"(Dune|Emma)","detail":"[^"]*"/g);
  t.match(entries(printed.slips[0]), [/Emma.*due/, /Dune","detail":""/]);
  t.match(printed.screen, { receipt: 'printed', canPrint: false });
  printed.lay('UB1').run(1000);
  t.match(printed.screen, { receipt: 'printed', canPrint: true });
  printed.touch({ kind: 'printReceipt' });
  t.match(entries(printed.slips[1]), [/Emma.*due/, /Dune.*due/]);
});

t.test('what was refused is named, and so is where each returned item goes', async (t) => {
  const lending = bench();
  lending.books.get('B1').refusal = { code: 'on-hold-for-other', text: null };
  lending.card('C1').lay('UB1', 'UB2').run(2000).touch({ kind: 'noReceipt' });
  t.match(lending.screen, {
    name: 'done',
    lent: 1,
    refused: 1,
    undone: [{ title: 'Dune' }],
    notReturned: [],
  });
  const returning = bench();
  returning.books.get('B1').lentTo = 'C1';
  returning.books.get('B2').lentTo = 'C1';
  returning.books.get('B2').refusesCheckin = true;
  returning.touch({ kind: 'return' }).lay('UB1', 'UB2').run(3000).touch({ kind: 'noReceipt' });
  t.match(returning.screen, {
    name: 'done',
    returned: 1,
    refused: 1,
    undone: [],
    notReturned: [{ title: 'Emma' }],
  });
  const places = [{ place: { kind: 'named', name: 'Blue shelf' }, items: [{ title: 'Dune' }] }];
  t.match(returning.screen, { places });
});

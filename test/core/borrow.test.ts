// Borrowing: what is lent, what is refused, what is undone, and what a patron is told at each moment.

import t from 'tap';
import { faultsOf } from '../../station-daemon/core/functions.ts';
import { Bench } from './bench.ts';

const three = (setup = {}) => {
  const bench = new Bench(setup).ready();
  bench.book('B1', 'Dune');
  bench.book('B2', 'Emma');
  bench.book('B3', 'Ulysses');
  return bench;
};

t.test('three items and a card are three loans, without a touch', async (t) => {
  const bench = three().card('C1').lay('UB1', 'UB2', 'UB3').run(2000);
  t.same(bench.rows, ['Dune: borrowed', 'Emma: borrowed', 'Ulysses: borrowed']);
  t.match(bench.screen, { name: 'borrow', patron: { greeting: 'Anna' }, tally: { done: 3, of: 3 } });
  for (const item of ['B1', 'B2', 'B3']) {
    t.equal(bench.books.get(item).lentTo, 'C1');
    t.equal(bench.tagOf(item).security, 'released');
  }
});
t.test('an item is borrowed only once its tag was read back as released', async (t) => {
  const bench = three().card('C1').lay('UB1');
  t.same(bench.rows, ['?: working']);
  bench.run(300);
  t.same(bench.rows, ['Dune: working'], 'lent, and its tag is still being written');
  bench.run(99);
  t.same(bench.rows, ['Dune: working']);
  bench.run(1);
  t.same(bench.rows, ['Dune: borrowed']);
  t.match(bench.items[0]?.due, { kind: 'day', year: 2030 });
});

t.test('each step is in the journal before what follows from it', async (t) => {
  const bench = three().card('C1');
  bench.log.length = 0;
  bench.lay('UB1').run(2000);
  t.same(bench.log, [
    'record 1 intended',
    'ask checkout B1',
    'record 1 confirmed',
    'record 1 writing',
    'pad UB1 released',
    'record 1 verified',
    'record 1 done',
  ]);
  t.match(bench.journal.get(1), { outcome: 'completed', card: null, uids: ['UB1'] });
});

t.test('items that lay there before the card are lent when it is shown, scanned ones too', async (t) => {
  const bench = three().lay('UB1', 'UB2');
  t.match(bench.screen, { name: 'start', itemsWaiting: 2 });
  bench.books.item('B9', 'Without a pad');
  bench.scan('B9');
  t.match(bench.screen, { name: 'identify', purpose: 'borrow' });
  bench.card('C1').run(1000);
  t.same(bench.rows, ['Without a pad: working: lay-on-pad', 'Dune: borrowed', 'Emma: borrowed']);
});

t.test('a refusal says why, and lifting the item and laying it down asks anew', async (t) => {
  const bench = three();
  bench.books.get('B1').lentTo = 'C2';
  bench.card('C1').lay('UB1').run(1000);
  t.same(bench.rows, ['Dune: refused: on-loan-to-other']);
  t.equal(bench.tagOf('B1').security, 'secured');
  bench.books.get('B1').lentTo = null;
  bench.run(1000);
  t.same(bench.rows, ['Dune: refused: on-loan-to-other'], 'not by itself');
  bench.lift('UB1').run(1000).lay('UB1').run(1000);
  t.same(bench.rows, ['Dune: borrowed']);
});

t.test('a tag that cannot be released takes the loan back', async (t) => {
  const bench = three();
  bench.tagOf('B1').writes = 'refuses';
  bench.card('C1').lay('UB1').run(5000);
  t.same(bench.rows, ['Dune: refused: lock-stuck']);
  t.equal(bench.books.get('B1').lentTo, null);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.equal(bench.log.filter((line) => line === 'pad UB1 released').length, 3);
  t.equal(bench.log.filter((line) => line === 'record 1 writing').length, 1, 'one entry for all three');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'taken-back' });
  t.same(bench.state.forStaff, [1], 'laying it down once more would not help: it goes to the desk');
});

t.test(
  'a tag that cannot be read back is "Do not leave yet", until lifted and laid down again',
  async (t) => {
    const bench = three();
    bench.tagOf('B1').writes = 'loses';
    bench.card('C1').lay('UB1').run(5000);
    t.same(bench.rows, ['Dune: do-not-leave: unlock-failed']);
    t.match(bench.screen, { ends: { enabled: true } }, 'nobody is held fast');
    bench.tagOf('B1').writes = 'well';
    bench.lift('UB1').run(1000).lay('UB1').run(2000);
    t.same(bench.rows, ['Dune: refused: taken-back']);
    t.equal(bench.tagOf('B1').security, 'secured');
    t.equal(bench.books.get('B1').lentTo, null);
    bench.tagOf('B1').writes = 'loses';
    bench.lift('UB1').run(1000).lay('UB1').run(3000);
    bench.tagOf('B1').writes = 'well';
    bench.lift('UB1').run(1000).lay('UB1').run(2000);
    t.same(bench.rows, ['Dune: refused: lock-stuck'], 'nobody is sent round a second time');
    t.same(bench.state.forStaff, [2]);
  },
);

t.test('an item that is carried off too early must not leave; laid down again, it is borrowed', async (t) => {
  const bench = three().card('C1').lay('UB1').run(310).lift('UB1').run(2000);
  t.same(bench.rows, ['Dune: do-not-leave: put-back-on-pad']);
  bench.lay('UB1').run(1000);
  t.same(bench.rows, ['Dune: borrowed']);
});

t.test('a pad unplugged in the middle of a write ends in a release when it is back', async (t) => {
  const bench = three().card('C1').lay('UB1').run(350).losePad().run(3000);
  t.same(bench.rows, ['Dune: do-not-leave: pad-stopped']);
  t.match(bench.screen, { notices: ['pad-away'] });
  bench.findPad().run(1000);
  t.same(bench.rows, ['Dune: borrowed']);
});

t.test('a pad that stays away rolls the loan back when the patron has gone and it returns', async (t) => {
  const bench = three().card('C1').lay('UB1').run(350).losePad().run(90_000);
  t.equal(bench.screen.name, 'start');
  bench.findPad().run(130_000);
  t.equal(bench.books.get('B1').lentTo, null);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'taken-back' });
});

t.test('without any pad nothing is lent that could not be released', async (t) => {
  const bench = three().losePad().card('C1').scan('B1').run(1000);
  t.same(bench.rows, ['Dune: refused: pad-away']);
  t.equal(bench.books.get('B1').lentTo, null);
  bench.findPad().lay('UB1').run(1000);
  t.same(bench.rows, ['Dune: borrowed'], 'tried anew as soon as the pad is there');
});

t.test('an item without a tag is lent until the patron goes, and then not at all', async (t) => {
  const bench = three();
  bench.books.item('B9', 'No tag');
  bench.card('C1').scan('B9').run(1000);
  t.same(bench.rows, ['No tag: working: lay-on-pad'], 'nobody is alarmed before they could reach the pad');
  t.notOk(bench.log.includes('ask checkout B9'), 'its tag may be on its way');
  bench.run(4000);
  t.same(bench.rows, ['No tag: working: lay-on-pad']);
  t.equal(bench.books.get('B9').lentTo, 'C1');
  t.match(bench.screen, { ends: { enabled: true } });
  bench.run(4000);
  t.same(bench.rows, ['No tag: do-not-leave: lay-on-pad']);
  bench.touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', lent: 0, doNotLeave: [{ title: 'No tag' }] });
  bench.run(22_000);
  t.match(bench.screen, { name: 'done', lent: 0, doNotLeave: [], undone: [{ title: 'No tag' }] });
  t.equal(bench.books.get('B9').lentTo, null);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'taken-back' });
});

t.test('where tags do not matter a barcode is enough', async (t) => {
  const bench = three({ secureTags: false }).losePad().card('C1').scan('B1').run(1000);
  t.same(bench.rows, ['Dune: borrowed']);
  t.notOk(bench.log.some((line) => line.startsWith('pad ')));
});

t.test('a set is lent when all its parts are here, and its tags are all released', async (t) => {
  const bench = new Bench().ready();
  bench.book('B5', 'Language course', { parts: 3 });
  bench.card('C1').lay('UB5.1', 'UB5.2').run(2000);
  t.same(bench.rows, ['Language course: do-not-leave: parts-missing'], 'named, and not to be carried out');
  t.match(bench.items[0]?.parts, { here: 2, of: 3 });
  t.equal(bench.books.get('B5').lentTo, null);
  bench.lay('UB5.3').run(1000);
  t.same(bench.rows, ['Language course: borrowed']);
  for (const part of [1, 2, 3]) t.equal(bench.tagOf(`B5.${part}`).security, 'released');
});

t.test('a set that is not whole in the end was not borrowed, and the summary names it', async (t) => {
  const bench = new Bench().ready();
  bench.book('B5', 'Language course', { parts: 3 });
  bench.card('C1').lay('UB5.1', 'UB5.2').run(1000).touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', lent: 0, refused: 1, undone: [{ title: 'Language course' }] });
});

t.test('parts that are taken away before anything was begun leave the list', async (t) => {
  const bench = new Bench().ready();
  bench.book('B5', 'Language course', { parts: 3 });
  bench.card('C1').lay('UB5.1').run(1000).lift('UB5.1').run(1000);
  t.same(bench.rows, []);
});

t.test('an item for use in the building stays secured and must not leave', async (t) => {
  const bench = three();
  bench.books.get('B1').useInside = true;
  bench.card('C1').lay('UB1').run(1000);
  t.same(bench.rows, ['Dune: do-not-leave: use-inside']);
  t.equal(bench.tagOf('B1').security, 'secured');
});

t.test('what its tag calls not for loan is refused without asking', async (t) => {
  const bench = new Bench().ready();
  bench.tag('UR', { item: 'B7', parts: 1, part: 1, usage: 'not-for-loan' });
  bench.books.item('B7', 'Atlas');
  bench.card('C1').lay('UR');
  t.same(bench.rows, ['B7: refused: not-for-loan']);
  bench.run(1000);
  t.same(bench.rows, ['Atlas: refused: not-for-loan']);
  bench.run(30_000);
  t.equal(bench.log.filter((line) => line === 'ask item B7').length, 1, 'its title is asked for once');
  t.notOk(bench.log.includes('ask checkout B7'));
});

t.test('titles are asked for two at a time', async (t) => {
  const bench = new Bench().ready();
  const uids = ['UR1', 'UR2', 'UR3', 'UR4', 'UR5'];
  for (const [index, uid] of uids.entries()) {
    bench.tag(uid, { item: `B7${index}`, parts: 1, part: 1, usage: 'not-for-loan' });
    bench.books.item(`B7${index}`, `Atlas ${index}`);
  }
  bench.card('C1').lay(...uids);
  t.equal(bench.log.filter((line) => line.startsWith('ask item')).length, 2);
  bench.run(1000);
  t.same(
    bench.items.map(({ title }) => title),
    ['Atlas 0', 'Atlas 1', 'Atlas 2', 'Atlas 3', 'Atlas 4'],
  );
});

t.test(
  'a library system that goes away refuses, and what still lies there is lent when it is back',
  async (t) => {
    const bench = three().card('C1').loseLibrary().lay('UB1').run(1000);
    t.same(bench.rows, ['B1: refused: library-away']);
    bench.findLibrary().run(1000);
    t.same(bench.rows, ['Dune: borrowed']);
  },
);

t.test('a checkout that surely did not happen is tried again when the library system is back', async (t) => {
  const bench = three().card('C1');
  bench.library = 'holds';
  bench.lay('UB1').loseLibrary().dropHeld().run(1000);
  t.same(bench.rows, ['B1: refused: library-away']);
  bench.library = 'answers';
  bench.findLibrary().run(1000);
  t.same(bench.rows, ['Dune: borrowed']);
});

t.test('a library system that says no to every request is not asked without end', async (t) => {
  const bench = three().card('C1');
  bench.library = 'not-done';
  bench.lay('UB1').run(50_000);
  t.equal(bench.log.filter((line) => line === 'ask checkout B1').length, 1);
});

t.test('waiting longer than two seconds is told', async (t) => {
  const bench = three().card('C1');
  bench.library = 'holds';
  bench.lay('UB1').run(1999);
  t.equal(bench.screen.remark, null);
  bench.run(1);
  t.equal(bench.screen.remark, 'library-slow');
  t.match(bench.screen, { ends: { enabled: false } }, 'the end waits for what is in work');
  bench.letGo().run(1000);
  t.equal(bench.screen.remark, null);
});

t.test('an answer that comes when the patron has gone takes the loan back', async (t) => {
  const bench = three().card('C1');
  bench.library = 'holds';
  bench.lay('UB1').run(65_000);
  t.match(bench.screen, { name: 'done', lent: 0, doNotLeave: [{ title: null, ending: 'B1' }] });
  bench.letGo().run(2000);
  t.equal(bench.books.get('B1').lentTo, null);
  t.equal(bench.tagOf('B1').security, 'secured');
});

t.test('a patron sent back by the gate gets the item released, and it stays theirs', async (t) => {
  const bench = three();
  bench.tagOf('B1').writes = 'loses';
  bench.card('C1').lay('UB1').run(5000);
  t.same(bench.rows, ['Dune: do-not-leave: unlock-failed']);
  bench.lift('UB1').touch({ kind: 'finish' }).run(30_000);
  t.equal(bench.books.get('B1').lentTo, 'C1');
  bench.tagOf('B1').writes = 'well';
  bench.lay('UB1').run(5000);
  t.equal(bench.tagOf('B1').security, 'released');
  t.equal(bench.books.get('B1').lentTo, 'C1');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed' });
});

t.test('the same patron with the same card takes their unsettled loan up again', async (t) => {
  const bench = three();
  bench.tagOf('B1').writes = 'loses';
  bench.card('C1').lay('UB1').run(5000).lift('UB1').touch({ kind: 'finish' }).run(30_000);
  bench.tagOf('B1').writes = 'well';
  bench.card('C1').lay('UB1').run(3000);
  t.same(bench.rows, ['B1: borrowed']);
  t.equal(bench.log.filter((line) => line === 'ask checkout B1').length, 1);
});

t.test('an unsettled loan whose item somebody else borrows is undone first', async (t) => {
  const bench = three();
  bench.tagOf('B1').writes = 'loses';
  bench.card('C1').lay('UB1').run(5000).lift('UB1').touch({ kind: 'finish' }).run(30_000);
  bench.tagOf('B1').writes = 'well';
  bench.card('C2').lay('UB1').run(6000);
  t.same(bench.rows, ['Dune: borrowed']);
  t.equal(bench.books.get('B1').lentTo, 'C2');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'taken-back' });
});

t.test('an unsettled loan whose tag is never seen again is over after an hour, and stands', async (t) => {
  const bench = three();
  bench.tagOf('B1').writes = 'loses';
  bench.card('C1').lay('UB1').run(5000).lift('UB1').touch({ kind: 'finish' }).run(3_700_000);
  t.equal(bench.books.get('B1').lentTo, 'C1');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified', card: null });
  t.equal(bench.state.transactions.length, 0);
});

t.test('a loan that the library system will not cancel is left to the staff after an hour', async (t) => {
  const bench = three();
  bench.tagOf('B1').writes = 'refuses';
  bench.books.get('B1').refusesCancel = true;
  bench.card('C1').lay('UB1').run(5000).touch({ kind: 'finish' }).run(3_500_000);
  t.match(bench.journal.get(1), { step: 'rolling-back' }, 'it is tried for a while');
  t.same(faultsOf(bench.state), []);
  bench.run(200_000);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified', card: null });
  const asked = bench.log.length;
  bench.run(7_200_000);
  t.equal(bench.log.length, asked, 'and it is not asked for any more');
  t.match(faultsOf(bench.state), [/^Transactions 1: .*"lendstation journal"/]);
  t.notMatch(faultsOf(bench.state).join(' '), /C1|B1|Dune|Weber/);
});

t.test(
  'a loan of which the library system tells nothing that makes sense is left to the staff',
  async (t) => {
    const bench = three();
    bench.tagOf('B1').writes = 'loses';
    bench.card('C1').lay('UB1').run(5000).touch({ kind: 'finish' }).run(1000);
    bench.tagOf('B1').writes = 'well';
    bench.library = 'not-understood';
    bench.run(3_800_000);
    t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified' });
    t.match(faultsOf(bench.state), [/^Transactions 1:/]);
  },
);

t.test('a loan that is taken back is nothing for the staff, but for a tag that refuses', async (t) => {
  const bench = three()
    .card('C1')
    .lay('UB1')
    .run(310)
    .lift('UB1')
    .run(1000)
    .touch({ kind: 'finish' })
    .run(1000);
  bench.lay('UB1').run(500).lift('UB1').run(3_700_000);
  t.same(faultsOf(bench.state), []);
  const stuck = three();
  stuck.tagOf('B1').writes = 'refuses';
  stuck.card('C1').lay('UB1').run(5000).touch({ kind: 'finish' }).run(3_700_000);
  t.match(faultsOf(stuck.state), [/^Transactions 1: /], 'they put it right, or write another tag');
});

t.test('a tag that comes and goes does not ask for ever, nor keep the session alive', async (t) => {
  const bench = three();
  bench.books.get('B1').refusal = { code: 'on-hold-for-other', text: null };
  bench.card('C1');
  for (let cycle = 0; cycle < 80; cycle += 1) bench.lay('UB1').run(700).lift('UB1').run(700);
  t.equal(bench.log.filter((line) => line === 'ask checkout B1').length, 5);
  t.equal(bench.screen.name, 'start');
});

t.test(
  'an item of theirs that could not be released once more is the staff’s, and stays theirs',
  async (t) => {
    const bench = three();
    const tag = bench.tagOf('B1');
    tag.security = 'released';
    bench.books.get('B1').lentTo = 'C1';
    tag.writes = 'loses';
    bench.card('C1').lay('UB1').run(3000);
    t.same(bench.rows, ['Dune: do-not-leave: unlock-failed']);
    tag.writes = 'well';
    bench.lift('UB1').run(1000).lay('UB1').run(3000);
    t.same(bench.rows, ['Dune: do-not-leave: unlock-failed'], 'it stands, and the gate would stop it');
    t.equal(bench.books.get('B1').lentTo, 'C1');
    t.match(bench.journal.get(1), { kind: 'renewal', step: 'done', outcome: 'completed-unverified' });
    t.same(bench.state.forStaff, [1]);
    bench.lift('UB1').run(1000).lay('UB1').run(3000);
    t.same(bench.rows, ['Dune: renewed'], 'laid down once more, it is released after all');
  },
);

t.test('a loan that is being taken back is not renewed meanwhile', async (t) => {
  const bench = three();
  bench.tagOf('B1').writes = 'loses';
  bench.card('C1').lay('UB1').run(3000).touch({ kind: 'account' }).run(1000);
  t.match(bench.screen, { name: 'account', loans: [{ title: 'Dune', state: 'on-loan' }] });
  bench.touch({ kind: 'renewAll' }).run(1000);
  t.notOk(bench.log.some((line) => line.startsWith('ask renew')));
  t.match(bench.screen, { name: 'account', loans: [{ title: 'Dune', state: 'on-loan' }] });
});

/** An item whose checkout was answered to nobody: the patron has it, and perhaps had it before. */
const found = (lentTo: string | null) => {
  const bench = three();
  Object.assign(bench.books.get('B1'), { lentTo, losesAnswers: true });
  if (lentTo !== null) bench.tagOf('B1').security = 'released';
  return bench.card('C1');
};

t.test(
  'a loan that was found out is the patron’s from before where its tag says so, and stays',
  async (t) => {
    const renewed = found('C1').lay('UB1').run(2000);
    t.same(renewed.rows, ['Dune: renewed']);
    const lifted = found('C1')
      .lay('UB1')
      .run(310)
      .lift('UB1')
      .run(2000)
      .touch({ kind: 'finish' })
      .run(60_000);
    t.equal(lifted.books.get('B1').lentTo, 'C1');
    t.match(lifted.journal.get(1), { kind: 'renewal', step: 'done', outcome: 'completed-unverified' });
    const failing = found('C1');
    failing.tagOf('B1').writes = 'loses';
    failing.lay('UB1').run(3000);
    failing.tagOf('B1').writes = 'well';
    failing.lift('UB1').run(1000).lay('UB1').run(3000);
    t.same(failing.rows, ['Dune: do-not-leave: unlock-failed'], 'never "Refused": it stands');
    failing.touch({ kind: 'finish' });
    t.match(failing.screen, { name: 'done', doNotLeave: [{ title: 'Dune' }], undone: [], refused: 0 });
  },
);

t.test(
  'a loan that was found out is new where its tag was secured, and is taken back like any other',
  async (t) => {
    t.same(found(null).lay('UB1').run(2000).rows, ['Dune: borrowed']);
    const failing = found(null);
    failing.tagOf('B1').writes = 'refuses';
    failing.lay('UB1').run(5000);
    t.same(failing.rows, ['Dune: refused: lock-stuck']);
    t.equal(failing.books.get('B1').lentTo, null);
  },
);

t.test('a loan that was found out of an item that is never seen is the staff’s to look at', async (t) => {
  const bench = found('C1').scan('B1').run(10_000);
  t.same(bench.rows, ['Dune: do-not-leave: lay-on-pad']);
  bench.touch({ kind: 'finish' }).run(60_000);
  t.equal(bench.books.get('B1').lentTo, 'C1', 'perhaps they had it before: it is not undone unseen');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified', card: null });
});

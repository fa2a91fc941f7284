// Sets: an item of several parts, whole or not, on one pad or two, lent, returned, and left with the staff.

import t from 'tap';
import type { PrinterReading } from '../../protocols/devices/printer.ts';
import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import { Bench } from './bench.ts';
import { tagOf, twoPads } from './two-pads.ts';

const PARTS = ['UB5.1', 'UB5.2', 'UB5.3'];

/** A course of three parts. */
const course = (setup: Partial<CoreSetup> = {}) => {
  const bench = twoPads(setup);
  bench.book('B5', 'Course', { parts: 3 });
  return bench;
};

const lentCourse = (setup: Partial<CoreSetup> = {}) => {
  const bench = course(setup);
  bench.books.get('B5').lentTo = 'C1';
  for (const part of PARTS) tagOf(bench, part).security = 'released';
  return bench;
};

const securities = (bench: Bench) => PARTS.map((uid) => tagOf(bench, uid).security);

t.test('a set that lies on two pads is one item, lent once, with every tag released', async (t) => {
  const bench = course().card('C1').lay('UB5.1').layOn('right', 'UB5.2', 'UB5.3').run(2000);
  t.same(bench.rows, ['Course: borrowed']);
  t.same(securities(bench), ['released', 'released', 'released']);
  t.match(bench.items[0]?.parts, { here: 3, of: 3, missing: [], extra: 0 });
  t.equal(bench.log.filter((line) => line === 'ask checkout B5').length, 1);
});

t.test('what is missing is named, and what comes later makes the set whole', async (t) => {
  const bench = course().card('C1').lay('UB5.3').run(1000);
  t.same(bench.rows, ['Course: working'], 'others may be read in a moment: nobody is alarmed');
  t.match(bench.items[0]?.parts, { here: 1, of: 3, missing: [1, 2] });
  t.same(bench.run(1000).rows, ['Course: do-not-leave: parts-missing']);
  bench.layOn('right', 'UB5.1').run(20_000);
  t.match(bench.items[0]?.parts, { here: 2, of: 3, missing: [2] });
  t.same(bench.rows, ['Course: do-not-leave: parts-missing'], 'however long it takes');
  t.same(securities(bench), ['secured', 'secured', 'secured']);
  t.notOk(bench.log.includes('ask checkout B5'));
  bench.lay('UB5.2').run(1000);
  t.same(bench.rows, ['Course: borrowed']);
});

t.test('two tags on one part are one part, and both are released and secured', async (t) => {
  const bench = course();
  bench.tag('UB5.1b', { item: 'B5', parts: 3, part: 1, usage: 'for-loan' });
  bench.card('C1').lay('UB5.1', 'UB5.1b', 'UB5.2').run(2000);
  t.match(bench.items[0]?.parts, { here: 2, of: 3, missing: [3], extra: 0 });
  bench.lay('UB5.3').run(1000);
  t.same(bench.rows, ['Course: borrowed']);
  t.equal(tagOf(bench, 'UB5.1b').security, 'released');
  bench
    .touch({ kind: 'finish' })
    .lift(...PARTS, 'UB5.1b')
    .run(25_000);
  bench
    .touch({ kind: 'return' })
    .lay(...PARTS, 'UB5.1b')
    .run(2000);
  t.same(bench.rows, ['Course: returned']);
  t.equal(tagOf(bench, 'UB5.1b').security, 'secured');

  const scanned = course();
  scanned.tag('UB5.1b', { item: 'B5', parts: 3, part: 1, usage: 'for-loan' });
  scanned.card('C1').scan('B5').run(500).lay('UB5.1', 'UB5.1b', 'UB5.2').run(2000);
  t.same(scanned.rows, ['Course: do-not-leave: parts-missing'], 'three tags are not three parts');
  t.same(securities(scanned), ['secured', 'secured', 'secured'], 'nor is any of them released');
  scanned.lay('UB5.3').run(1000);
  t.same(scanned.rows, ['Course: borrowed']);
});

t.test('a book with two tags of which one is seen late has both released', async (t) => {
  const bench = new Bench().ready();
  bench.book('B1', 'Dune');
  bench.tag('UB1b', { item: 'B1', parts: 1, part: 1, usage: 'for-loan' });
  bench.card('C1').lay('UB1').run(1000);
  t.same(bench.rows, ['Dune: borrowed']);
  bench.lay('UB1b');
  t.same(bench.rows, ['Dune: working'], 'not green while the gate would cry out');
  t.match(bench.screen, { ends: { enabled: false } });
  bench.run(1000);
  t.same(bench.rows, ['Dune: borrowed']);
  t.equal(tagOf(bench, 'UB1b').security, 'released');
  t.equal(bench.log.filter((line) => line === 'ask checkout B1').length, 1);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed' });
  t.match(bench.journal.get(2), {
    kind: 'repair',
    step: 'done',
    outcome: 'completed',
    uids: ['UB1b'],
    card: null,
  });
});

t.test('a late tag that does not let itself be released is not to leave, up to the end', async (t) => {
  const bench = new Bench().ready();
  bench.book('B1', 'Dune');
  bench.tag('UB1b', { item: 'B1', parts: 1, part: 1, usage: 'for-loan' }).writes = 'refuses';
  bench.card('C1').lay('UB1').run(1000).lay('UB1b').run(2000);
  t.same(bench.rows, ['Dune: do-not-leave: unlock-failed']);
  bench.lift('UB1b').run(1000);
  t.same(bench.rows, ['Dune: do-not-leave: put-back-on-pad']);
  bench.scan('C2').run(1000);
  t.match(bench.screen, { name: 'borrow', remark: 'finish-first' });
  bench.touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', lent: 1, doNotLeave: [{ title: 'Dune' }] });
  tagOf(bench, 'UB1b').writes = 'well';
  bench.lay('UB1b').run(1000);
  t.match(bench.screen, { name: 'done', lent: 1, doNotLeave: [] }, 'laid down again it is settled');
  t.equal(tagOf(bench, 'UB1b').security, 'released');
  t.equal(bench.run(30_000).screen.name, 'start');
  t.same(bench.state.repairs, []);
});

t.test('more parts than the set has are shown, and nothing is lent before staff have looked', async (t) => {
  const bench = course();
  bench.tag('UX', { item: 'B5', parts: 4, part: 4, usage: 'for-loan' });
  bench
    .card('C1')
    .lay(...PARTS, 'UX')
    .run(2000);
  t.same(bench.rows, ['Course: refused: parts-extra']);
  t.match(bench.items[0]?.parts, { here: 3, of: 3, missing: [], extra: 1 });
  t.same(securities(bench), ['secured', 'secured', 'secured']);
  t.notOk(bench.log.includes('ask checkout B5'));
  bench.lift('UX').run(1000);
  t.same(bench.rows, ['Course: borrowed'], 'taken away, it is a set like any other');
});

t.test('a part that is too many and comes late is not released with the set', async (t) => {
  const bench = course()
    .card('C1')
    .lay(...PARTS)
    .run(2000);
  bench.tag('UX', { item: 'B5', parts: 4, part: 4, usage: 'for-loan' });
  bench.lay('UX').run(2000);
  t.match(bench.items[0]?.parts, { here: 3, of: 3, extra: 1 });
  t.equal(tagOf(bench, 'UX').security, 'secured');
});

t.test('a part too many is not counted for one that is missing', async (t) => {
  const bench = course();
  bench.tag('UX', { item: 'B5', parts: 4, part: 4, usage: 'for-loan' });
  bench.card('C1').scan('B5').run(500).lay('UB5.1', 'UB5.2', 'UX').run(2000);
  t.same(bench.rows, ['Course: do-not-leave: parts-missing']);
  t.same(securities(bench), ['secured', 'secured', 'secured']);
});

t.test('of two counts on one pad the larger one holds', async (t) => {
  const bench = new Bench().ready();
  bench.books.item('B5', 'Course');
  bench.tag('U1', { item: 'B5', parts: 2, part: 1, usage: 'for-loan' });
  bench.tag('U2', { item: 'B5', parts: 3, part: 2, usage: 'for-loan' });
  bench.card('C1').lay('U1', 'U2').run(1000);
  t.match(bench.items[0]?.parts, { here: 1, of: 3, missing: [1, 3], extra: 1 });
});

t.test(
  'a part that is lifted before it was released is not to leave, and is released when it is back',
  async (t) => {
    const bench = course()
      .card('C1')
      .lay(...PARTS)
      .run(310)
      .lift('UB5.2')
      .run(2000);
    t.same(bench.rows, ['Course: do-not-leave: put-back-on-pad']);
    t.match(bench.items[0]?.parts, { here: 2, missing: [2] }, 'and which part that is');
    bench.touch({ kind: 'finish' });
    t.match(bench.screen, { name: 'done', lent: 0, doNotLeave: [{ title: 'Course' }] });
    bench.layOn('right', 'UB5.2').run(1000);
    t.match(bench.screen, { name: 'done', lent: 1, doNotLeave: [] });
    t.same(securities(bench), ['released', 'released', 'released']);
  },
);

t.test('no part is released while another one was lifted, and the loan is undone', async (t) => {
  const bench = course().card('C1');
  bench.library = 'answers-late';
  bench
    .lay(...PARTS)
    .run(200)
    .lift('UB5.2')
    .run(2000);
  bench.letGo().run(1000);
  t.same(bench.rows, ['Course: do-not-leave: put-back-on-pad']);
  t.same(bench.released, []);
  bench.lay('UB5.2').run(1000);
  t.same(bench.rows, ['Course: borrowed'], 'back again it is whole');

  const gone = course().card('C1');
  gone.library = 'answers-late';
  gone
    .lay(...PARTS)
    .run(200)
    .lift('UB5.2')
    .run(2000);
  gone.letGo().run(1000).touch({ kind: 'finish' }).run(45_000);
  t.same(gone.released, []);
  t.equal(gone.books.get('B5').lentTo, null);
  t.match(gone.journal.get(1), { step: 'done', outcome: 'taken-back' });
});

t.test('a set that was borrowed is carried off part by part, and stays borrowed', async (t) => {
  const bench = course()
    .card('C1')
    .lay(...PARTS)
    .run(2000);
  for (const part of PARTS) {
    bench.lift(part).run(1000);
    t.same(bench.rows, ['Course: borrowed']);
    t.match(bench.items[0]?.parts, { here: 3, of: 3, missing: [] });
  }
});

t.test('a set of which one part cannot be released is taken back whole', async (t) => {
  const bench = course();
  tagOf(bench, 'UB5.2').writes = 'refuses';
  bench
    .card('C1')
    .lay(...PARTS)
    .run(5000);
  t.same(bench.rows, ['Course: refused: lock-stuck']);
  t.same(securities(bench), ['secured', 'secured', 'secured']);
  t.equal(bench.books.get('B5').lentTo, null);
});

t.test('a set that cannot be taken back because a part stays away is the staff’s in the end', async (t) => {
  const bench = course();
  tagOf(bench, 'UB5.2').writes = 'loses';
  bench
    .card('C1')
    .lay(...PARTS)
    .run(3000)
    .lift('UB5.2')
    .run(90_000);
  t.match(bench.journal.get(1), { outcome: null });
  bench.run(2 * 3_600_000);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified', card: null });
  t.equal(bench.books.get('B5').lentTo, 'C1', 'what its tags hold nobody knows, so its loan stands');
});

t.test('a set that is returned without a part stays on loan and goes to the staff with a slip', async (t) => {
  const bench = lentCourse().touch({ kind: 'return' }).lay('UB5.1', 'UB5.3').run(4000);
  t.same(bench.rows, ['Course: do-not-leave: parts-missing'], 'the other part may be on its way');
  t.same(bench.slips, []);
  bench.run(2000);
  t.same(bench.rows, ['Course: refused: set-incomplete']);
  t.equal(bench.slips.length, 1);
  t.match(bench.slips[0], /For the staff.*Course","detail":"B5.*Missing: part 2 of 3.*it stays on loan/);
  t.match(bench.slips[0], /2030/, 'with the time');
  t.notMatch(bench.slips[0], /C1|Anna|Weber/);
  t.notOk(bench.log.includes('ask checkin B5'));
  t.equal(bench.books.get('B5').lentTo, 'C1');
  t.same(securities(bench), ['released', 'released', 'released'], 'it is on loan');
  t.match(bench.journal.get(1), { kind: 'return', step: 'done', outcome: 'refused', item: 'B5', card: null });
  bench.touch({ kind: 'finish' });
  t.match(bench.screen, {
    name: 'done',
    returned: 0,
    refused: 1,
    handIn: [{ title: 'Course' }],
    undone: [],
    doNotLeave: [],
  });
  t.equal(bench.slips.length, 1, 'one slip');
});

t.test('the missing part of a return that comes after all completes it', async (t) => {
  const bench = lentCourse()
    .touch({ kind: 'return' })
    .lay('UB5.1')
    .run(8000)
    .layOn('right', 'UB5.2')
    .run(2000);
  t.same(bench.rows, ['Course: do-not-leave: parts-missing'], 'something happens, so there is time again');
  bench.layOn('right', 'UB5.3').run(1000);
  t.same(bench.rows, ['Course: returned']);
  t.same(securities(bench), ['secured', 'secured', 'secured']);
  t.equal(bench.books.get('B5').checkins, 1);
  bench.touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', returned: 1, handIn: [] });
});

t.test('who finishes at once gets the slip too; who takes the parts along again does not', async (t) => {
  const quick = lentCourse().touch({ kind: 'return' }).lay('UB5.1').run(1000).touch({ kind: 'finish' });
  t.match(quick.screen, { name: 'done', handIn: [{ title: 'Course' }] });
  t.match(quick.slips, [/part 2 of 3.*part 3 of 3/]);
  const away = lentCourse().touch({ kind: 'return' }).lay('UB5.1').run(1000).lift('UB5.1').run(10_000);
  t.same(away.rows, []);
  t.same(away.slips, []);
});

t.test(
  'the slip is printed once, however the parts are lifted and laid; another gap has another slip',
  async (t) => {
    const bench = lentCourse().touch({ kind: 'return' }).lay('UB5.1', 'UB5.2').run(6000);
    bench.lift('UB5.1', 'UB5.2').run(1000).lay('UB5.2').run(1000).lay('UB5.1').run(6000);
    t.equal(bench.slips.length, 1);
    t.same(bench.rows, ['Course: refused: set-incomplete']);
    bench.lift('UB5.1').run(6000);
    t.equal(bench.slips.length, 2);
    t.match(bench.slips[1], /part 1 of 3.*part 3 of 3/);
  },
);

const NO_PAPER = { kind: 'lost', reason: 'no paper', trouble: 'paper-out' } as const;
const PAPER = { kind: 'ready', model: 'test', paperNearEnd: false } as const;

t.test('without paper the staff are called, and the slip is printed once there is some', async (t) => {
  const printer = (bench: Bench, reading: PrinterReading) =>
    bench.event({ kind: 'printer', device: 'printer', reading });
  const bench = lentCourse();
  printer(bench, NO_PAPER);
  bench.touch({ kind: 'return' }).lay('UB5.1').run(6000);
  t.same(bench.rows, ['Course: refused: set-incomplete']);
  t.match(bench.notes.join('\n'), /No slip tells the staff/);
  t.notMatch(bench.notes.join('\n'), /Course|B5/);
  t.same(bench.state.forStaff, [1]);
  t.match(bench.journal.get(1), { item: 'B5', outcome: 'refused' }, 'which is this set');
  bench.touch({ kind: 'finish' }).lift('UB5.1').run(600_000);
  t.notMatch(JSON.stringify(bench.state.staffSlips), /Course/, 'by its barcode: no title stays');
  printer(bench, PAPER);
  t.match(
    bench.run(1000).slips,
    [/Missing: part 2 of 3.*it stays on loan/],
    'also long after the patron has gone',
  );
  printer(bench, NO_PAPER);
  printer(bench, PAPER);
  t.equal(bench.run(1000).slips.length, 1, 'once');
});

t.test(
  'a slip on which the paper ran out is printed anew, and one that holds no longer is not',
  async (t) => {
    const printer = (bench: Bench, reading: PrinterReading) =>
      bench.event({ kind: 'printer', device: 'printer', reading });
    const torn = lentCourse().touch({ kind: 'return' }).lay('UB5.1').run(5000);
    const [slip] = torn.state.staffSlips;
    t.match(slip, { stage: { kind: 'printing' } });
    printer(torn, NO_PAPER);
    const slipNumber = slip?.stage.kind === 'printing' ? slip.stage.slip : 0;
    printer(torn, { kind: 'notPrinted', slip: slipNumber, trouble: 'paper-out' });
    t.same(torn.state.forStaff, [1]);
    printer(torn, PAPER);
    torn.run(1000);
    t.equal(torn.slips.length, 2);
    t.same(torn.state.staffSlips, []);

    const whole = lentCourse();
    printer(whole, NO_PAPER);
    whole.touch({ kind: 'return' }).lay('UB5.1').run(6000).lay('UB5.2', 'UB5.3').run(2000);
    t.same(whole.rows, ['Course: returned']);
    printer(whole, PAPER);
    t.same(whole.run(1000).slips, []);
  },
);

t.test('a part too many does not keep a whole set from being returned, and the staff are told', async (t) => {
  const bench = lentCourse();
  bench.tag('UX', { item: 'B5', parts: 4, part: 4, usage: 'for-loan' }, 'released');
  bench
    .touch({ kind: 'return' })
    .lay(...PARTS, 'UX')
    .run(2000);
  t.same(bench.rows, ['Course: returned']);
  t.equal(tagOf(bench, 'UX').security, 'secured');
  t.match(bench.slips, [/Parts too many: 1.*Please check its parts/]);
});

t.test('where the settings allow it a set is lent as it is, once nothing more comes', async (t) => {
  const bench = course({ incompleteSets: 'allow' }).card('C1').lay('UB5.1', 'UB5.2').run(4000);
  t.same(bench.rows, ['Course: do-not-leave: parts-missing']);
  t.match(bench.screen, { ends: { enabled: false } }, 'it takes a moment');
  bench.run(2000);
  t.same(bench.rows, ['Course: borrowed']);
  t.match(bench.items[0]?.parts, { here: 2, of: 3, missing: [3] });
  t.same(securities(bench), ['released', 'released', 'secured']);
  bench.layOn('right', 'UB5.3').run(1000);
  t.same(bench.rows, ['Course: borrowed'], 'a part that comes later belongs to the loan');
  t.same(securities(bench), ['released', 'released', 'released']);
  t.equal(bench.log.filter((line) => line === 'ask checkout B5').length, 1);
});

t.test('where the settings allow it a set is taken back as it is, with a slip', async (t) => {
  const bench = lentCourse({ incompleteSets: 'allow' })
    .touch({ kind: 'return' })
    .lay('UB5.1', 'UB5.2')
    .run(7000);
  t.same(bench.rows, ['Course: returned']);
  t.equal(bench.books.get('B5').lentTo, null);
  t.match(bench.slips, [/Missing: part 3 of 3.*Taken back as it is/]);
  bench.lay('UB5.3').run(1000);
  t.same(securities(bench), ['secured', 'secured', 'secured'], 'also the part that comes later');
  t.equal(bench.books.get('B5').checkins, 1);
});

t.test('a return that goes on behind a card that nobody knows prints no second slip', async (t) => {
  const bench = lentCourse({ itemsWithoutCard: 'return' }).lay('UB5.1').run(6000).card('C9').run(8000);
  t.equal(bench.screen.name, 'return');
  t.same(bench.rows, ['Course: refused: set-incomplete']);
  t.equal(bench.slips.length, 1);
});

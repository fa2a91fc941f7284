// Security gates: armed while the library is open, off and armed again by hours and staff, every change written down
// before it is ordered; alarms looked up and told. No loan asks how a gate is.

import t from 'tap';
import { faultsOf, functionsOf } from '../../station-daemon/core/functions.ts';
import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import { Bench } from './bench.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const DEVICES: CoreSetup['devices'] = [
  { id: 'pad', kind: 'pad' },
  { id: 'scanner', kind: 'scanner', reads: 'any' },
  { id: 'printer', kind: 'printer' },
  { id: 'gate', kind: 'relay', outputs: ['gate', 'lamp', 'buzzer'], tellsAlarm: true },
];

const RULES: CoreSetup['gates'] = {
  ...{ whenClosed: 'off', whenStopped: 'armed', bypassMs: 30_000, buzzerMs: 3_000 },
};

const heard = (bench: Bench): Bench => {
  bench.event({ kind: 'relay', device: 'gate', reading: { kind: 'ready', model: 'test' } });
  bench.event({ kind: 'gate', device: 'gate', reading: { kind: 'ready', model: 'test' } });
  return bench.run(SECOND);
};

/** A station whose gate is there, with its first orders carried out. */
const withGate = (gates: Partial<CoreSetup['gates']> = {}, setup: Partial<CoreSetup> = {}): Bench =>
  heard(new Bench({ devices: DEVICES, gates: { ...RULES, ...gates }, ...setup }).ready());

const events = (bench: Bench): readonly string[] =>
  [...bench.gateEvents.values()].map(({ what, who, why }) => `${what}: ${who}: ${why}`);

const gateOf = ({ state }: Bench) => state.gateWork.gates[0];

const faults = ({ state }: Bench): string => faultsOf(state).join('\n');

t.test('a gate is armed at the start, written down first', async (t) => {
  const bench = withGate();
  t.same(events(bench), ['armed: start: the station starts']);
  t.ok(bench.log.indexOf('record gate armed') < bench.log.indexOf('gate armed'));
  t.match(gateOf(bench), { armed: true, away: null });
  bench.run(10 * MINUTE);
  t.equal(bench.gateEvents.size, 1, 'once');
  t.equal(bench.log.filter((line) => line === 'gate armed').length, 1);
});

t.test('it follows the opening hours as the settings say', async (t) => {
  const bench = withGate();
  bench.event({ kind: 'hours', library: 'closed' });
  bench.run(SECOND);
  t.match(gateOf(bench), { armed: false });
  bench.event({ kind: 'hours', library: 'open' });
  bench.run(SECOND);
  t.match(gateOf(bench), { armed: true });
  t.same(events(bench).slice(1), [
    'off: hours: the library has closed',
    'armed: hours: the library has opened',
  ]);
  const always = withGate({ whenClosed: 'armed' });
  always.event({ kind: 'hours', library: 'closed' });
  always.run(SECOND);
  t.equal(always.gateEvents.size, 1, 'that it stays armed is no change');
});

t.test('a card of the staff disarms it for a while, and a second time ends that', async (t) => {
  const bench = withGate();
  bench.scan('S1');
  t.match(bench.screen, { name: 'start', remark: 'gates-off' });
  bench.run(29 * SECOND);
  t.match(gateOf(bench), { armed: false });
  bench.run(2 * SECOND);
  t.match(gateOf(bench), { armed: true }, 'by itself');
  bench
    .scan('S1')
    .run(5 * SECOND)
    .scan('S1');
  t.match(bench.screen, { remark: 'gates-armed' });
  bench.run(SECOND);
  t.match(gateOf(bench), { armed: true });
  const off = 'off: staff:desk-1: bypass';
  const on = 'armed: staff:desk-1: the bypass has ended';
  t.same(events(bench).slice(1), [off, on, off, on]);
  t.notMatch(bench.notes.join() + JSON.stringify([...bench.gateEvents.values()]), 'S1', 'nowhere the card');
});

t.test('without a bypass in the settings, or with a patron here, the card does what it did', async (t) => {
  const without = withGate({ bypassMs: 0 });
  without.scan('S1');
  t.match(without.screen, { remark: 'nothing-to-release' });
  const bench = withGate();
  bench.card('C1').scan('S1').run(SECOND);
  t.match(bench.screen, { name: 'borrow', remark: 'nothing-to-release' });
  t.match(gateOf(bench), { armed: true });
  const untold = new Bench({
    devices: [...DEVICES.slice(0, 3), { id: 'gate', kind: 'gate', switches: false }],
    gates: RULES,
  }).ready();
  untold.scan('S1');
  t.match(untold.screen, { remark: 'nothing-to-release' }, 'a gate that only tells is not disarmed');
  t.equal(untold.gateEvents.size, 0);
});

t.test('it is left as the settings say when the station stops, which waits for it', async (t) => {
  const bench = withGate({ whenStopped: 'off' });
  bench.event({ kind: 'stop' });
  t.notOk(bench.log.includes('stopped'), 'not before it follows');
  bench.run(SECOND);
  t.match(gateOf(bench), { armed: false });
  t.ok(bench.log.includes('stopped'));
  t.same(events(bench).slice(1), ['off: stop: the station stops']);
});

t.test('a gate that does not follow, or is away, does not keep the station from stopping', async (t) => {
  const bench = withGate({ whenStopped: 'off' });
  bench.gateFollows = false;
  bench.event({ kind: 'stop' });
  bench.run(5 * SECOND);
  t.ok(bench.log.includes('stopped'));
  const away = withGate({ whenStopped: 'off' });
  away.event({ kind: 'gate', device: 'gate', reading: { kind: 'lost', reason: 'unplugged' } });
  away.event({ kind: 'stop' });
  t.ok(away.log.includes('stopped'), 'at once');
});

t.test(
  'while the journal cannot be written the gate is switched all the same, and each change stands there once',
  async (t) => {
    const bench = withGate();
    bench.journalWorks = false;
    bench.event({ kind: 'hours', library: 'closed' });
    bench.run(SECOND);
    t.match(gateOf(bench), { armed: false });
    t.equal(bench.gateEvents.size, 1);
    bench.event({ kind: 'hours', library: 'open' });
    bench.run(SECOND);
    bench.repairJournal().run(MINUTE);
    t.match(gateOf(bench), { armed: true });
    t.same(events(bench).slice(1), [
      'off: hours: the library has closed',
      'armed: hours: the library has opened',
    ]);
    bench.journalWorks = false;
    bench.book('B1', 'Dune');
    bench.card('C1').lay('UB1').run(SECOND);
    bench.repairJournal().run(MINUTE);
    t.equal(bench.gateEvents.size, 3, 'what was on disk long ago is not written anew');
  },
);

t.test('a gate that is away or stuck is told to the staff, and nothing else stops', async (t) => {
  const bench = withGate();
  bench.event({ kind: 'gate', device: 'gate', reading: { kind: 'lost', reason: 'unplugged' } });
  t.match(faults(bench), /Gate gate: away \(unplugged\)/);
  t.match(functionsOf(bench.state), { borrow: true, return: true, renew: true, print: true });
  heard(bench);
  t.notMatch(faults(bench), 'Gate');
  bench.event({ kind: 'gate', device: 'gate', reading: { kind: 'stuck' } });
  t.match(faults(bench), 'Gate gate: should be armed and is not');
  bench.event({ kind: 'gate', device: 'gate', reading: { kind: 'armed', armed: true } });
  t.notMatch(faults(bench), 'Gate');
});

t.test(
  'a loan is released at its tag, whatever the gate is; and a gate that is off releases nothing',
  async (t) => {
    for (const state of ['armed', 'off', 'away', 'stuck'] as const) {
      const bench = withGate();
      bench.book('B1', 'Dune');
      bench.book('B2', 'Solaris').refusal = { code: 'not-for-loan', text: null };
      if (state === 'off') bench.scan('S1');
      if (state === 'away')
        bench.event({ kind: 'gate', device: 'gate', reading: { kind: 'lost', reason: 'x' } });
      if (state === 'stuck') bench.event({ kind: 'gate', device: 'gate', reading: { kind: 'stuck' } });
      bench
        .card('C1')
        .lay('UB1', 'UB2')
        .run(3 * SECOND);
      t.same(bench.rows, ['Dune: borrowed', 'Solaris: refused: not-for-loan'], state);
      t.equal(bench.tagOf('B1').security, 'released');
      t.equal(bench.tagOf('B2').security, 'secured');
      t.ok(bench.log.includes('pad UB1 released'), 'by its tag');
    }
  },
);

const alarm = (bench: Bench, item: string | null, uid: string | null = null): void =>
  bench.event({ kind: 'gate', device: 'gate', reading: { kind: 'alarm', item, uid } });

t.test('an alarm with an item is looked up and told: armed, not on loan', async (t) => {
  const bench = withGate();
  bench.book('B1', 'Dune');
  alarm(bench, 'B1');
  bench.run(SECOND);
  t.match(faults(bench), 'Gate gate: sounded for item B1 (Dune), armed, not on loan.');
  t.ok(bench.log.includes('buzzer on 3000'));
  t.match(events(bench).at(-1), 'alarm: gate');
  t.match([...bench.gateEvents.values()].at(-1), { item: 'B1' });
  t.notMatch(bench.notes.join(), /Dune|B1/, 'the log names no title and no item');
  bench.run(11 * MINUTE);
  t.notMatch(faults(bench), 'sounded', 'it is told for a while');
  t.equal(bench.state.gateWork.alarmCount, 1);
});

t.test('of an item on loan no title is kept: it is somebody’s', async (t) => {
  const bench = withGate();
  bench.book('B1', 'Dune').lentTo = 'C1';
  alarm(bench, 'B1');
  bench.run(SECOND);
  t.match(faults(bench), 'Gate gate: sounded for item B1, armed though on loan.');
  t.notMatch(JSON.stringify(bench.state.gateWork), 'Dune');
});

t.test('while the library system is away an alarm waits, and is looked up when it is back', async (t) => {
  const bench = withGate();
  bench.book('B1', 'Dune');
  bench.loseLibrary();
  alarm(bench, 'B1');
  t.match(faults(bench), 'has yet to say whether it is on loan');
  bench.findLibrary().run(SECOND);
  t.match(faults(bench), '(Dune), armed, not on loan');
  alarm(bench, 'B9');
  bench.run(SECOND);
  t.match(faults(bench), 'item B9, armed; the library system does not say');
});

t.test('the same thing at the gate is one alarm; a contact that closes is one without an item', async (t) => {
  const bench = withGate();
  for (let times = 0; times < 5; times += 1) {
    alarm(bench, null, 'E004');
    bench.run(SECOND);
  }
  t.equal(bench.state.gateWork.alarmCount, 1);
  t.match(faults(bench), 'sounded for the tag E004. See who is at the door.');
  const sounding = (on: boolean) =>
    bench.event({ kind: 'gate', device: 'gate', reading: { kind: 'sounding', sounding: on } });
  sounding(true);
  sounding(true);
  bench.run(5 * SECOND);
  sounding(false);
  t.equal(bench.state.gateWork.alarmCount, 2);
  for (let item = 0; item < 100; item += 1) alarm(bench, `X${item}`);
  t.equal(bench.state.gateWork.alarms.length, 20, 'the latest ones are told');
});

t.test('a lamp is lit while a patron waits for help', async (t) => {
  const bench = withGate();
  t.ok(bench.log.includes('lamp off for good'));
  bench.touch({ kind: 'help' });
  t.equal(bench.log.at(-1), 'lamp on for good');
  bench.run(11 * MINUTE);
  t.equal(bench.log.filter((line) => line.startsWith('lamp')).length, 3);
  t.equal(bench.log.filter((line) => line === 'lamp off for good').length, 2);
});

// Nobody is here: slides after a while, and what ends them; a library that is closed; a call for the staff; the mode
// for children.

import t from 'tap';
import type { CoreEvent } from '../../station-daemon/core/event.ts';
import { faultsOf } from '../../station-daemon/core/functions.ts';
import { Bench } from './bench.ts';

const MINUTE = 60_000;

const bench = (setup = {}) => {
  const made = new Bench({ attractMs: 2 * MINUTE, ...setup }).ready();
  made.book('B1', 'Dune');
  return made;
};
const after = (made: Bench, event: CoreEvent): Bench => {
  made.event(event);
  return made;
};
const attracts = ({ screen }: Bench) => screen.name === 'start' && screen.attract;

t.test('slides are shown once nothing has happened for a while, and not before', async (t) => {
  const made = bench();
  made.run(2 * MINUTE - 10);
  t.notOk(attracts(made));
  made.run(20);
  t.ok(attracts(made));
  t.notOk(attracts(bench({ attractMs: null }).run(20 * MINUTE)), 'never without any');
});

t.test('a touch, a scan, a card or an item ends them, and the wait begins anew', async (t) => {
  const idle = () => bench().run(3 * MINUTE);
  const touched = idle().touch({ kind: 'continue' });
  t.match(touched.screen, { name: 'start', attract: false });
  touched.run(2 * MINUTE - 10);
  t.notOk(attracts(touched));
  touched.run(20);
  t.ok(attracts(touched));
  t.equal(idle().scan('C1').screen.name, 'identify');
  t.match(idle().lay('UB1').run(100).screen, { name: 'start', itemsWaiting: 1, attract: false });
  const failed = after(idle(), {
    kind: 'scanner',
    device: 'scanner',
    reading: { kind: 'discarded', bytes: 3, reason: 'no barcode' },
  });
  t.match(failed.screen, { remark: 'scan-not-understood', attract: false });
});

t.test('nothing lies over what somebody should see', async (t) => {
  const lying = bench()
    .lay('UB1')
    .run(10 * MINUTE);
  t.match(lying.screen, { name: 'start', itemsWaiting: 1, attract: false });
  t.notOk(
    attracts(
      bench()
        .loseLibrary()
        .run(10 * MINUTE),
    ),
    'the library system is away',
  );
  const comfort = bench()
    .run(3 * MINUTE)
    .touch({ kind: 'language', language: 'vi' });
  t.match(comfort.run(30_000).screen, { language: 'vi', attract: false });
  t.ok(attracts(comfort.run(5 * MINUTE)), 'once the choice has gone back');
  const done = bench().card('C1').lay('UB1').run(1_000).touch({ kind: 'finish' });
  done.lift('UB1').run(25_000);
  t.match(done.screen, { name: 'start', attract: false });
  t.ok(attracts(done.run(2 * MINUTE)));
  const noPaper = after(bench(), {
    kind: 'printer',
    device: 'printer',
    reading: { kind: 'lost', trouble: 'paper-out', reason: 'no paper' },
  });
  t.ok(attracts(noPaper.run(3 * MINUTE)), 'that no receipt can be printed is told when there is one');
});

t.test('while the library is closed nobody begins, and who has begun can finish', async (t) => {
  const made = bench().card('C1');
  made.event({ kind: 'doors', doors: 'closed' });
  t.equal(made.screen.name, 'borrow');
  made.lay('UB1').run(1_000);
  t.match(made.screen, { name: 'borrow', tally: { done: 1, of: 1 } });
  made.touch({ kind: 'finish' }).lift('UB1');
  t.equal(made.screen.name, 'done');
  made.run(25_000);
  t.match(made.screen, { name: 'out-of-service', why: 'closed' });
  for (const kind of ['borrow', 'return', 'renew', 'account'] as const) made.touch({ kind });
  made.scan('C1').scan('B1').lay('UB1').run(1_000);
  t.match(made.screen, { name: 'out-of-service', why: 'closed' });
  made.event({ kind: 'doors', doors: 'open' });
  t.match(made.run(1_000).screen, { name: 'start', itemsWaiting: 1 });
});

t.test('the staff are called once a minute at most, and told of it longer than the screen is', async (t) => {
  const made = bench().touch({ kind: 'help' });
  t.match(made.screen, { name: 'help', staff: 'not-called' });
  t.match(faultsOf(made.state), ['A patron asks for help at the screen.']);
  for (let times = 0; times < 5; times += 1) made.touch({ kind: 'callStaff' });
  t.match(made.screen, { name: 'help', staff: 'called' });
  t.match(faultsOf(made.state), ['A patron calls the staff to the screen.']);
  t.equal(made.state.staffCalls.count, 1);
  t.equal(made.notes.filter((note) => note.includes('calls the staff')).length, 1);
  made.touch({ kind: 'continue' }).run(61_000);
  t.match(made.touch({ kind: 'help' }).screen, { staff: 'not-called' });
  made.touch({ kind: 'callStaff' });
  t.equal(made.state.staffCalls.count, 2);
});

t.test('the mode for children is as the library wants it, and goes back with the session', async (t) => {
  const childrens = ({ screen }: Bench) => screen.display.children;
  const turned = (made: Bench, children: 'on' | 'off') =>
    made.touch({ kind: 'display', display: { ...made.screen.display, children } });
  t.equal(childrens(turned(bench({ children: 'never' }), 'on')), 'off');
  const offered = turned(bench({ children: 'offered' }), 'on');
  t.equal(childrens(offered), 'on');
  t.equal(childrens(offered.run(5 * MINUTE)), 'off');
  const school = bench({ children: 'on' });
  t.equal(childrens(school), 'on');
  t.equal(childrens(turned(school, 'off')), 'off');
  t.equal(childrens(school.run(5 * MINUTE)), 'on');
});

// The one loop with its queue, its clock and its barrier.

import t from 'tap';
import type { JournalEntry } from '../../station-daemon/core/journal-entry.ts';
import { systemClock } from '../../station-daemon/shell/clock.ts';
import { createLog, REDACTED_KEYS, redactAll } from '../../station-daemon/shell/log.ts';
import { type CarriedOut, createLoop, type Loop, type LoopFault } from '../../station-daemon/shell/loop.ts';
import { createRecorder } from '../../station-daemon/shell/recorder.ts';
import { until } from './until.ts';

interface Event {
  readonly kind: 'bytes' | 'touch' | 'bad';
  readonly name: string;
}

interface Command {
  readonly kind: 'do' | 'record';
  readonly name: string;
}

interface Bench {
  readonly loop: Loop<readonly string[], Event>;
  readonly done: string[];
  readonly faults: LoopFault[];
  readonly full: number[];
  carryOut: (command: Command) => CarriedOut;
  push(name: string, kind?: Event['kind']): void;
}

/** A loop whose state is the names of its events; each event gives two deeds with a barrier between them. */
function bench(limit = 1_000): Bench {
  const done: string[] = [];
  const faults: LoopFault[] = [];
  const full: number[] = [];
  const loop = createLoop<readonly string[], Event, Command>({
    start: [],
    step: (state, event) => {
      if (event.kind === 'bad') throw new Error('a fault of the step');
      const { name } = event;
      return {
        state: [...state, name],
        commands: [
          { kind: 'do', name: `${name} before` },
          { kind: 'record', name },
          { kind: 'do', name: `${name} after` },
        ],
      };
    },
    now: () => ({ ticks: 0, wall: 0, utcOffsetMinutes: 0 }),
    carryOut: (command) => {
      done.push(command.name);
      return made.carryOut(command);
    },
    isBarrier: (command) => command.kind === 'record',
    queue: { limit, mayDrop: (event) => event.kind === 'bytes', onFull: (dropped) => full.push(dropped) },
    onFault: (fault) => faults.push(fault),
  });
  const made: Bench = {
    loop,
    done,
    faults,
    full,
    carryOut: () => 'goOn',
    push: (name, kind = 'touch') => loop.push({ kind, name }),
  };
  return made;
}

t.test('the loop', async (t) => {
  t.test('carries the commands of a step out in order, before the next event', async (t) => {
    const { push, done, loop } = bench();
    push('a');
    push('b');
    t.same(done, ['a before', 'a', 'a after', 'b before', 'b', 'b after']);
    t.same(loop.state, ['a', 'b']);
  });

  t.test('lets an event that a command brings wait until the step is done', async (t) => {
    const made = bench();
    made.carryOut = ({ name }) => {
      if (name === 'a before') made.push('b');
      return 'goOn';
    };
    made.push('a');
    t.same(made.done, ['a before', 'a', 'a after', 'b before', 'b', 'b after']);
  });

  t.test('does nothing of what stands behind a barrier that does not hold', async (t) => {
    const made = bench();
    made.carryOut = ({ kind, name }) => {
      if (kind !== 'record' || name !== 'a') return 'goOn';
      made.push('failed');
      return 'stopHere';
    };
    made.push('a');
    t.same(made.done, ['a before', 'a', 'failed before', 'failed', 'failed after']);
  });

  t.test('works on what cannot wait before anything that waits', async (t) => {
    const made = bench();
    made.carryOut = ({ name }) => {
      if (name === 'a before') for (const later of ['b', 'c']) made.push(later);
      if (name !== 'a' && name !== 'b') return 'goOn';
      made.loop.pushFirst({ kind: 'touch', name: `${name} failed` });
      return 'stopHere';
    };
    made.push('a');
    t.same(made.loop.state, ['a', 'a failed', 'b', 'b failed', 'c']);
    made.loop.pushFirst({ kind: 'touch', name: 'd' });
    t.same(made.loop.state.at(-1), 'd', 'at once where nothing waits');
    made.loop.stop();
    made.loop.pushFirst({ kind: 'touch', name: 'e' });
    t.same(made.loop.state.at(-1), 'd');
  });

  t.test('goes on after a command that throws, but not past a barrier that throws', async (t) => {
    const made = bench();
    made.carryOut = ({ kind, name }) => {
      if (name === 'a before' || (kind === 'record' && name === 'b')) throw new Error('broken');
      return 'goOn';
    };
    made.push('a');
    made.push('b');
    t.same(made.done, ['a before', 'a', 'a after', 'b before', 'b']);
    t.match(made.faults, [{ kind: 'commandThrew' }, { kind: 'commandThrew' }]);
  });

  t.test('keeps its state when a step throws', async (t) => {
    const { push, loop, faults } = bench();
    push('a');
    push('x', 'bad');
    push('b');
    t.same(loop.state, ['a', 'b']);
    t.match(faults, [{ kind: 'stepThrew', error: { message: 'a fault of the step' } }]);
  });

  t.test('drops only device bytes when the queue is full, and says so once', async (t) => {
    const made = bench(10);
    made.carryOut = ({ name }) => {
      if (name === 'first before') {
        for (let count = 0; count < 25; count += 1) made.push(`bytes${count}`, 'bytes');
        for (let count = 0; count < 5; count += 1) made.push(`touch${count}`);
      }
      return 'goOn';
    };
    made.push('first');
    t.equal(made.loop.state.filter((name) => name.startsWith('bytes')).length, 10);
    t.equal(made.loop.state.filter((name) => name.startsWith('touch')).length, 5);
    t.equal(made.loop.dropped, 15);
    t.same(made.full, [1]);
    t.equal(made.loop.waiting, 0);
  });

  t.test('gives timers and sockets their turn under a flood', async (t) => {
    const made = bench(100);
    let running = true;
    made.carryOut = ({ name }) => {
      if (running && name.endsWith('after')) made.push('again');
      return 'goOn';
    };
    setTimeout(() => {
      running = false;
    }, 5);
    made.push('first');
    await until('the flood was stopped by a timer', () => !running && made.loop.waiting === 0);
    t.ok(made.loop.state.length > 256);
  });

  t.test('takes nothing in after its stop, but ends the step', async (t) => {
    const made = bench();
    made.carryOut = ({ name }) => {
      if (name === 'a before') {
        made.push('b');
        made.loop.stop();
      }
      return 'goOn';
    };
    made.push('a');
    made.push('c');
    t.same(made.done, ['a before', 'a', 'a after']);
  });
});

const ENTRY: JournalEntry = {
  transaction: 1,
  kind: 'loan',
  step: 'intended',
  item: '30001',
  card: '20001',
  uids: [],
  outcome: null,
  offline: null,
  at: 0,
};

t.test('the recorder', async (t) => {
  t.test(
    'holds back what follows an entry that was not written, and tells when it can write again',
    async (t) => {
      let works = true;
      const told: string[] = [];
      const recorder = createRecorder({
        record: () => {
          if (!works) throw new Error('disk full');
        },
        probe: () => {
          if (!works) throw new Error('disk full');
        },
        onFailed: (reason) => told.push(reason),
        onBack: () => told.push('back'),
        probeEveryMs: 5,
      });
      t.teardown(() => recorder.stop());
      t.equal(recorder.record(ENTRY), 'goOn');
      works = false;
      t.equal(recorder.record(ENTRY), 'stopHere');
      t.equal(recorder.record(ENTRY), 'stopHere');
      t.same(told, ['disk full', 'disk full']);
      works = true;
      await until('the probe found it', () => told.length === 3);
      t.same(told, ['disk full', 'disk full', 'back']);
      t.equal(recorder.record(ENTRY), 'goOn');
      t.equal(told.length, 3, 'told once');
    },
  );

  t.test('finds out at the start whether the journal can write', async (t) => {
    let works = false;
    const told: string[] = [];
    const recorder = createRecorder({
      record: () => {},
      probe: () => {
        if (!works) throw new Error('disk full');
      },
      onFailed: (reason) => told.push(reason),
      onBack: () => told.push('back'),
      probeEveryMs: 5,
    });
    t.teardown(() => recorder.stop());
    recorder.check();
    t.same(told, ['disk full']);
    works = true;
    await until('the probe found it', () => told.length === 2);
    recorder.check();
    t.same(told, ['disk full', 'back']);
  });

  t.test('takes an entry that was written as the sign that the journal is back', async (t) => {
    let works = false;
    const told: string[] = [];
    const recorder = createRecorder({
      record: () => {
        if (!works) throw new Error('disk full');
      },
      probe: () => t.fail('the probe comes much later'),
      onFailed: (reason) => told.push(reason),
      onBack: () => told.push('back'),
      probeEveryMs: 1_000_000,
    });
    t.teardown(() => recorder.stop());
    recorder.record(ENTRY);
    works = true;
    t.equal(recorder.record(ENTRY), 'goOn');
    t.same(told, ['disk full', 'back']);
  });
});

t.test('the clock', async (t) => {
  const clock = systemClock();
  t.teardown(() => clock.clearAlarm());
  const first = clock.now();
  t.ok(Math.abs(first.wall - Date.now()) < 1_000);
  t.equal(first.utcOffsetMinutes, -new Date().getTimezoneOffset());
  t.ok(Number.isInteger(first.ticks));

  const fired: string[] = [];
  clock.setAlarm(first.ticks + 5, () => fired.push('replaced'));
  const due = clock.now().ticks + 20;
  let firedAt = 0;
  clock.setAlarm(due, () => {
    firedAt = clock.now().ticks;
    fired.push('second');
  });
  t.same(fired, [], 'never from inside');
  await until('the alarm came', () => fired.length > 0);
  t.same(fired, ['second'], 'a later alarm replaces an earlier one');
  t.ok(firedAt >= due, 'never too early');

  clock.setAlarm(0, () => fired.push('past'));
  await until('an alarm in the past comes at once', () => fired.includes('past'));

  // Node fires timers beyond 2^31 ms at once; an alarm in two months is not due now.
  clock.setAlarm(clock.now().ticks + 60 * 24 * 3_600_000, () => fired.push('too early'));
  clock.setAlarm(clock.now().ticks + 5, () => fired.push('cleared'));
  clock.clearAlarm();
  const before = performance.now();
  await until('time passed', () => performance.now() - before > 30);
  t.same(fired, ['second', 'past']);
});

t.test('the log', async (t) => {
  t.test('writes one JSON object a line, without what is on the list', async (t) => {
    const lines: string[] = [];
    const log = createLog({ level: 'debug', to: (line) => lines.push(line), station: 'main-01' });
    log.info('checkout', {
      order: 3,
      card: '29001',
      deep: [{ Pin: '1234', Title: 'Dune', count: 2 }],
      path: '/dev/x',
    });
    log.warn('no data');
    log.error('failed', { error: new TypeError('broken') });
    log.debug('frame', { bytes: 12, raw: Uint8Array.of(1, 2, 3) });
    const [first, second, third, fourth] = lines.map((line): unknown => JSON.parse(line));
    t.match(first, {
      level: 'info',
      station: 'main-01',
      message: 'checkout',
      order: 3,
      card: '[redacted]',
      deep: [{ Pin: '[redacted]', Title: '[redacted]', count: 2 }],
      path: '/dev/x',
    });
    t.match(second, { level: 'warn', message: 'no data' });
    t.match(third, { level: 'error', error: { type: 'TypeError', message: 'broken' } });
    t.match(fourth, { bytes: 12, raw: '[3 bytes]' });
    t.ok(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1));
  });

  t.test('keeps to its level', async (t) => {
    const lines: string[] = [];
    const log = createLog({ level: 'warn', to: (line) => lines.push(line), station: 'x' });
    log.info('not this');
    log.warn('this');
    t.equal(lines.length, 1);
  });

  t.test('redacts every key of the list, at any depth and in any case, and survives circles', async (t) => {
    for (const key of REDACTED_KEYS) {
      for (const name of [key, key.toUpperCase()]) {
        t.notMatch(JSON.stringify(redactAll({ [name]: 'HUSH', in: [{ [name]: { of: 'HUSH' } }] })), 'HUSH');
      }
    }
    const circle: Record<string, unknown> = { a: 1 };
    circle['self'] = circle;
    t.ok(JSON.stringify(redactAll(circle)).length > 0);
  });
});

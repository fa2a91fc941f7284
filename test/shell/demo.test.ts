// The simulator's devices and library system as the daemon meets them: as ttys and over TCP.

import { existsSync, lstatSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Moment } from '../../protocols/moment.ts';
import { type ConnectionActor, createAcsServer } from '../../station-daemon/shell/demo/acs-server.ts';
import { createPtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import { runActor } from '../../station-daemon/shell/demo/run-actor.ts';
import type { LineEvent } from '../../station-daemon/shell/line.ts';
import { openSerialLine } from '../../station-daemon/shell/serial-line.ts';
import { until } from './until.ts';

const now = (): Moment => ({ ticks: performance.now(), wall: Date.now(), utcOffsetMinutes: 0 });

/** An actor that says each byte back after so many milliseconds, and closes at a zero. */
function echo(afterMs: number): ConnectionActor {
  return {
    receive: (bytes, { ticks }) =>
      bytes.includes(0)
        ? [{ kind: 'close', atTicks: ticks }]
        : [{ kind: 'send', atTicks: ticks + afterMs, bytes }],
    wake: () => [],
  };
}

t.test('an actor', async (t) => {
  t.test('has what it wants done in the order of ticks, and not before', async (t) => {
    const done: string[] = [];
    const began = now().ticks;
    const running = runActor(
      {
        receive: () => [
          { kind: 'send', atTicks: began + 30, bytes: Uint8Array.of(3) },
          { kind: 'wake', atTicks: began + 20 },
          { kind: 'send', atTicks: began + 10, bytes: Uint8Array.of(1) },
          { kind: 'send', atTicks: began + 10, bytes: Uint8Array.of(2) },
        ],
        wake: ({ ticks }) => {
          done.push(ticks >= began + 20 ? 'woken' : 'too early');
          return [{ kind: 'close', atTicks: ticks }];
        },
      },
      {
        now,
        send: (bytes) => done.push(`sent ${bytes.join()} ${now().ticks >= began + 10}`),
        close: () => done.push('closed'),
      },
    );
    running.receive(Uint8Array.of());
    await until('all is done', () => done.length === 5);
    t.same(done, ['sent 1 true', 'sent 2 true', 'woken', 'closed', 'sent 3 true']);
  });

  t.test('has nothing done any more when its line was cut', async (t) => {
    const done: string[] = [];
    const running = runActor(echo(10), { now, send: (bytes) => done.push(bytes.join()), close: () => {} });
    running.receive(Uint8Array.of(1));
    running.cut();
    running.receive(Uint8Array.of(2));
    await until('the second came', () => done.length > 0);
    t.same(done, ['2']);
  });
});

t.test('a simulated device is a tty that the daemon opens, unplugs and finds again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-demo-'));
  const path = join(folder, 'deeper', 'pad');
  const reader = runActor(echo(1), { now, send: (bytes) => device.send(bytes), close: () => {} });
  const device = createPtyDevice({ path, onBytes: reader.receive });
  t.ok(lstatSync(path).isSymbolicLink());
  t.ok(device.plugged);
  // Bytes while nobody has it open must not come back to the device as an echo.
  device.send(Uint8Array.of(0x41, 0x0d));
  const events: LineEvent[] = [];
  const heard = () => events.flatMap((event) => (event.kind === 'bytes' ? [...event.bytes] : []));
  const count = (kind: LineEvent['kind']) => events.filter((event) => event.kind === kind).length;
  const line = openSerialLine({
    path,
    baudRate: 38_400,
    parity: 'even',
    lineMode: null,
    listener: (event) => events.push(event),
  });
  t.teardown(async () => {
    await line.close();
    device.unplug();
  });
  await until('it is open', () => count('opened') === 1);
  line.send(Uint8Array.of(1, 2, 255));
  await until('the answer came', () => heard().length >= 3);
  t.same(heard().slice(-3), [1, 2, 255]);

  device.unplug();
  t.notOk(device.plugged);
  t.notOk(existsSync(path));
  t.notOk(device.send(Uint8Array.of(1)));
  device.unplug();
  await until('the loss was told', () => count('closed') === 1);
  device.plug();
  device.plug();
  await until('it is back', () => count('opened') === 2, 3_000);
  line.send(Uint8Array.of(7));
  await until('it answers again', () => heard().at(-1) === 7);

  await line.close();
  const again = openSerialLine({
    path,
    baudRate: 9_600,
    parity: 'none',
    lineMode: null,
    listener: (event) => events.push(event),
  });
  t.teardown(() => again.close());
  await until('another daemon opens it', () => count('opened') === 3);
  again.send(Uint8Array.of(9));
  await until('it answers there too', () => heard().at(-1) === 9);
});

t.test('a device takes no place that belongs to something else', async (t) => {
  const path = join(mkdtempSync(join(tmpdir(), 'lendstation-demo-')), 'file');
  writeFileSync(path, 'mine');
  t.throws(() => createPtyDevice({ path, onBytes: () => {} }), /not a symbolic link/);
});

interface Client {
  readonly socket: Socket;
  heard: string;
  closed: boolean;
}

function client(test: Test, port: number): Client {
  const socket = connect(port, '127.0.0.1');
  const made: Client = { socket, heard: '', closed: false };
  socket.on('data', (chunk) => {
    made.heard += String(chunk);
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    made.closed = true;
  });
  test.teardown(() => socket.destroy());
  return made;
}

t.test('a simulated library system answers, goes away and comes back on its port', async (t) => {
  let gone = 0;
  const server = createAcsServer({
    accept: () => ({
      ...echo(1),
      disconnected: () => {
        gone += 1;
      },
    }),
    now,
  });
  t.teardown(() => server.stop());
  const port = await server.start();
  t.equal(await server.start(), port);
  const first = client(t, port);
  const second = client(t, port);
  first.socket.write('99');
  second.socket.write('93');
  await until('both were answered', () => first.heard === '99' && second.heard === '93');
  second.socket.write(Uint8Array.of(0));
  await until('the actor closed one', () => second.closed && gone === 1);
  t.notOk(first.closed);

  await server.stop();
  await until('the other was cut', () => first.closed && gone === 2);
  const refused = client(t, port);
  await until('a new one is refused', () => refused.closed);
  await server.stop();

  t.equal(await server.start(), port, 'the same port');
  const third = client(t, port);
  third.socket.write('99');
  await until('it answers again', () => third.heard === '99');
});

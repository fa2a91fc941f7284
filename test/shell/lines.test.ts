// Lines to the outside, tried on real pseudo terminals and real sockets.

import { mkdtempSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { createPtyDevice, type PtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import type { LineEvent } from '../../station-daemon/shell/line.ts';
import { LineCutter } from '../../station-daemon/shell/line-cutter.ts';
import {
  openSerialLine,
  type SerialLine,
  type SerialLineSetup,
} from '../../station-daemon/shell/serial-line.ts';
import { createTcpLine, type TcpLine } from '../../station-daemon/shell/tcp-line.ts';
import { until } from './until.ts';

const AWKWARD = Uint8Array.of(0x00, 0xff, 0x0d, 0x0a, 0x11, 0x13, 0x04, 0x80);

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, value) => value);

/** Collects what a line says. */
class Heard {
  readonly events: LineEvent[] = [];
  readonly listener = (event: LineEvent): void => {
    this.events.push(event);
  };

  count(kind: LineEvent['kind']): number {
    return this.events.filter((event) => event.kind === kind).length;
  }

  get chunks(): string[] {
    return this.events.flatMap((event) => (event.kind === 'bytes' ? [hex(event.bytes)] : []));
  }

  get bytes(): string {
    return this.chunks.join('');
  }

  get reasons(): string[] {
    return this.events.flatMap((event) => (event.kind === 'closed' ? [event.reason] : []));
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

interface Bench {
  readonly device: PtyDevice;
  readonly line: SerialLine;
  readonly heard: Heard;
  /** What the device got, in hexadecimal digits. */
  readonly got: () => string;
}

/** A device that is plugged in and a line that is open. */
async function bench(test: Test, options: Partial<SerialLineSetup> = {}): Promise<Bench> {
  const path = join(mkdtempSync(join(tmpdir(), 'lendstation-line-')), 'pad');
  let got = '';
  const device = createPtyDevice({ path, onBytes: (bytes) => (got += hex(bytes)) });
  const heard = new Heard();
  const line = openSerialLine({
    path,
    baudRate: 38_400,
    parity: 'even',
    lineMode: null,
    listener: heard.listener,
    ...options,
  });
  test.teardown(async () => {
    await line.close();
    device.unplug();
  });
  await until('the line is open', () => heard.count('opened') === 1);
  return { device, line, heard, got: () => got };
}

t.test('a serial line', async (t) => {
  t.test('passes every byte unchanged both ways at 38400 8E1', async (t) => {
    const { device, line, heard, got } = await bench(t);
    t.ok(line.send(AWKWARD));
    t.ok(device.send(AWKWARD));
    await until('both have it', () => got() === hex(AWKWARD) && heard.bytes === hex(AWKWARD));
    line.send(ALL_BYTES);
    device.send(ALL_BYTES);
    await until('all bytes came through', () => got().length === 528 && heard.bytes.length === 528);
    t.equal(got(), hex(AWKWARD) + hex(ALL_BYTES));
    t.equal(heard.bytes, hex(AWKWARD) + hex(ALL_BYTES));
  });

  t.test('is back within 3 s of its path, which then leads to another device', async (t) => {
    const { device, line, heard, got } = await bench(t);
    for (let time = 1; time <= 3; time += 1) {
      device.unplug();
      await until('the loss was told', () => heard.count('closed') >= time, 3_000);
      device.plug();
      await until('the line is back', () => heard.count('opened') === time + 1, 3_000);
    }
    line.send(Uint8Array.of(0x80));
    device.send(Uint8Array.of(0x04));
    await until('it works again', () => got() === '80' && heard.bytes === '04');
    t.equal(heard.count('opened'), 4);
  });

  t.test('notices an unplug at any moment, also in the middle of traffic both ways', async (t) => {
    const { device, line, heard } = await bench(t);
    for (let time = 1; time <= 25; time += 1) {
      // Pieces of many sizes in both directions right up to the unplug, so that reads and writes are under way.
      for (let piece = 0; piece < time % 5; piece += 1) {
        device.send(new Uint8Array(1 + 997 * piece));
        line.send(new Uint8Array(1 + 499 * piece));
        await new Promise((resolve) => setImmediate(resolve));
      }
      device.unplug();
      device.plug();
      await until(`it is back after unplug ${time}`, () => heard.count('opened') === time + 1, 3_000);
    }
    t.equal(heard.count('opened'), 26);
  });

  t.test('drops what is written while it is closed, and never sends it later', async (t) => {
    const { device, line, heard, got } = await bench(t);
    device.unplug();
    line.send(Uint8Array.of(0x01));
    await until('the loss was told', () => heard.count('closed') === 1);
    t.notOk(line.send(Uint8Array.of(0x02)));
    device.plug();
    await until('the line is back', () => heard.count('opened') === 2);
    t.ok(line.send(Uint8Array.of(0x03)));
    await until('something arrives', () => got().length > 0);
    t.equal(got(), '03');
  });

  t.test('takes only so much where the device does not read', async (t) => {
    const { line, heard } = await bench(t);
    const piece = new Uint8Array(16 * 1024);
    let taken = 0;
    // Nothing is handed on within this turn, so the line has to hold it or to drop it.
    while (line.send(piece)) taken += piece.length;
    t.ok(taken <= 64 * 1024, `${taken} bytes were held`);
    t.ok(taken >= piece.length);
    t.equal(heard.count('closed'), 0);
  });

  t.test('says once why it cannot be opened, and opens when the path appears', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'lendstation-line-'));
    const path = join(folder, 'late');
    const heard = new Heard();
    const line = openSerialLine({
      path,
      baudRate: 9_600,
      parity: 'none',
      lineMode: null,
      listener: heard.listener,
    });
    t.teardown(() => line.close());
    await until('its absence was told', () => heard.count('closed') === 1);
    const before = performance.now();
    await until('several tries went by', () => performance.now() - before > 700);
    t.same(heard.reasons, ['no such path']);
    const device = createPtyDevice({ path, onBytes: () => {} });
    t.teardown(() => device.unplug());
    await until('it is open', () => heard.count('opened') === 1, 3_000);
  });

  t.test('tells a path that is no serial line', async (t) => {
    const path = join(mkdtempSync(join(tmpdir(), 'lendstation-line-')), 'file');
    writeFileSync(path, 'not a tty');
    const heard = new Heard();
    const line = openSerialLine({
      path,
      baudRate: 9_600,
      parity: 'none',
      lineMode: null,
      listener: heard.listener,
    });
    t.teardown(() => line.close());
    await until('it was told', () => heard.count('closed') === 1);
    t.match(heard.reasons, [/ioctl/i]);
  });

  t.test('follows a symbolic link that leads to another device while the old one still lives', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'lendstation-line-'));
    const first = createPtyDevice({ path: join(folder, 'first'), onBytes: () => {} });
    let got = '';
    const second = createPtyDevice({ path: join(folder, 'second'), onBytes: (bytes) => (got += hex(bytes)) });
    const path = join(folder, 'link');
    symlinkSync(first.path, path);
    const heard = new Heard();
    const line = openSerialLine({
      path,
      baudRate: 9_600,
      parity: 'none',
      lineMode: null,
      listener: heard.listener,
    });
    t.teardown(async () => {
      await line.close();
      first.unplug();
      second.unplug();
    });
    await until('the first is open', () => heard.count('opened') === 1);
    symlinkSync(second.path, `${path}.new`);
    renameSync(`${path}.new`, path);
    await until('the second is open', () => heard.count('opened') === 2, 3_000);
    line.send(Uint8Array.of(0x55));
    await until('the second has it', () => got === '55');
    t.equal(heard.count('closed'), 1);
  });

  t.test('in line mode gives one line a chunk, and a 10 kB line does no harm', async (t) => {
    const { device, heard } = await bench(t, { lineMode: { terminator: 0x0d, longestBytes: 100 } });
    device.send(Buffer.from('123'));
    device.send(Buffer.from('456\r789\r'));
    for (let piece = 0; piece < 10; piece += 1) device.send(new Uint8Array(1_000).fill(0x41));
    device.send(Buffer.from('\r\u00ffok\r', 'latin1'));
    await until('the line after it came', () => heard.count('bytes') === 3);
    t.same(heard.chunks, [hex(Buffer.from('123456\r')), hex(Buffer.from('789\r')), 'ff6f6b0d']);
    t.match(
      heard.events.filter((event) => event.kind === 'discarded'),
      [{ kind: 'discarded', bytes: 10_001 }],
    );
  });

  t.test('closes for good and says nothing more', async (t) => {
    const { device, line, heard } = await bench(t);
    await line.close();
    const told = heard.events.length;
    t.notOk(line.send(AWKWARD));
    device.unplug();
    device.plug();
    const before = performance.now();
    await until('a reopening would have shown', () => performance.now() - before > 600);
    t.equal(heard.events.length, told);
  });
});

t.test('cut lines are the same however the bytes were split', async () => {
  const lines = fc.array(fc.uint8Array({ maxLength: 12 }).map((line) => line.filter((byte) => byte !== 13)));
  fc.assert(
    fc.property(lines, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (texts, sizes) => {
      const all = Buffer.concat(texts.flatMap((text) => [Buffer.from(text), Buffer.of(13)]));
      const cut: string[] = [];
      let discarded = 0;
      const cutter = new LineCutter({
        terminator: 13,
        longestBytes: 8,
        onLine: (line) => cut.push(hex(line)),
        onDiscarded: (bytes) => {
          discarded += bytes;
        },
      });
      for (let at = 0, turn = 0; at < all.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        cutter.push(all.subarray(at, at + size));
        at += size;
      }
      const kept = texts.filter((text) => text.length < 8);
      const tooLong = texts.filter((text) => text.length >= 8);
      const lost = tooLong.reduce((sum, text) => sum + text.length + 1, 0);
      return cut.join() === kept.map((text) => `${hex(text)}0d`).join() && discarded === lost;
    }),
  );
});

interface TcpBench {
  readonly server: Server;
  readonly sockets: Socket[];
  readonly line: TcpLine;
  readonly heard: Heard;
  readonly got: () => string;
}

async function tcpBench(test: Test): Promise<TcpBench> {
  const sockets: Socket[] = [];
  let got = '';
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      got += hex(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const heard = new Heard();
  const { port } = addressOf(server);
  const line = createTcpLine({ host: '127.0.0.1', port, connectTimeoutMs: 2_000, listener: heard.listener });
  test.teardown(() => {
    line.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { server, sockets, line, heard, got: () => got };
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return address;
}

t.test('a TCP line', async (t) => {
  t.test('connects only when asked, and passes bytes both ways', async (t) => {
    const { sockets, line, heard, got } = await tcpBench(t);
    t.notOk(line.send(AWKWARD), 'not open yet');
    t.equal(heard.events.length, 0);
    line.open();
    await until('it is open', () => heard.count('opened') === 1 && sockets.length === 1);
    t.ok(line.send(ALL_BYTES));
    sockets[0]?.write(ALL_BYTES);
    await until('both have it', () => got() === hex(ALL_BYTES) && heard.bytes === hex(ALL_BYTES));
    t.equal(heard.count('opened'), 1);
  });

  t.test('tells a refusal, a loss, and opens again on demand', async (t) => {
    const { server, sockets, line, heard } = await tcpBench(t);
    line.open();
    await until('it is open', () => sockets.length === 1 && heard.count('opened') === 1);
    sockets[0]?.end();
    await until('the end was told', () => heard.count('closed') === 1);
    line.open();
    await until('it is open again', () => sockets.length === 2 && heard.count('opened') === 2);
    sockets[1]?.resetAndDestroy();
    await until('the reset was told', () => heard.count('closed') === 2);
    server.close();
    line.open();
    await until('the refusal was told', () => heard.count('closed') === 3);
    t.match(heard.reasons, ['closed by the other side', /ECONNRESET/, /ECONNREFUSED/]);
  });

  t.test('says nothing after its own close, but what was written still arrives', async (t) => {
    const { sockets, line, heard, got } = await tcpBench(t);
    line.open();
    await until('it is open', () => heard.count('opened') === 1 && sockets.length === 1);
    let ended = false;
    sockets[0]?.on('end', () => {
      ended = true;
    });
    line.send(AWKWARD);
    line.close();
    t.notOk(line.send(AWKWARD));
    await until('the server saw the end', () => ended);
    t.equal(got(), hex(AWKWARD));
    t.equal(heard.count('closed'), 0);
  });

  t.test('gives up a connection that does not come in time', async (t) => {
    const { server, heard } = await tcpBench(t);
    const { port } = addressOf(server);
    const line = createTcpLine({ host: '127.0.0.1', port, connectTimeoutMs: 1, listener: heard.listener });
    t.teardown(() => line.close());
    line.open();
    // The time passes before Node looks at its sockets again, so the connection is surely too late.
    const opened = performance.now();
    while (performance.now() - opened < 20);
    await until('it was told', () => heard.events.length > 0);
    t.same(heard.events, [{ kind: 'closed', reason: 'no connection within 1 ms' }]);
    t.notOk(line.send(AWKWARD));
  });

  t.test('opening anew leaves the old connection without a word', async (t) => {
    const { sockets, line, heard } = await tcpBench(t);
    line.open();
    await until('it is open', () => heard.count('opened') === 1 && sockets.length === 1);
    line.open();
    await until('it is open again', () => heard.count('opened') === 2 && sockets.length === 2);
    sockets[0]?.write('late');
    sockets[1]?.write('now');
    await until('bytes came', () => heard.bytes.length > 0);
    t.equal(heard.bytes, hex(Buffer.from('now')));
    t.equal(heard.count('closed'), 0);
  });

  t.test('drops a connection that takes nothing in', async (t) => {
    const { sockets, line, heard } = await tcpBench(t);
    line.open();
    await until('it is open', () => heard.count('opened') === 1 && sockets.length === 1);
    sockets[0]?.pause();
    const piece = new Uint8Array(128 * 1024);
    await until('it was given up', () => {
      line.send(piece);
      return heard.count('closed') === 1;
    });
    t.same(heard.reasons, ['the other side takes nothing in']);
  });
});

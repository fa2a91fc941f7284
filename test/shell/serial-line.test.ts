// Serial lines, tried on real pseudo terminals.

import { mkdtempSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { createPtyDevice, type PtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import { LineCutter } from '../../station-daemon/shell/line-cutter.ts';
import {
  openSerialLine,
  type SerialLine,
  type SerialLineSetup,
} from '../../station-daemon/shell/serial-line.ts';
import { ALL_BYTES, AWKWARD, Heard, hex } from './heard.ts';
import { until } from './until.ts';

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
    t.same(heard.reasons, ['it is no serial port']);
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

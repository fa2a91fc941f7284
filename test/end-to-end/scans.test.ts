// Scans as they come to a whole station, through a real tty and through the page's socket: good ones, and whatever
// else a scanner, a cable or a page may send. Between the station and its library system somebody listens.

import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { io } from 'socket.io-client';
import t, { type Test } from 'tap';
import { parse, stringify } from 'yaml';
import { INTENT_MESSAGE, SCREEN_MESSAGE } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { createPtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import { until } from '../shell/until.ts';
import { startBench, untilAsync } from './bench.ts';

/** Passes the station's requests on to a port, and keeps what was sent. */
async function listenBefore(t: Test, portAfter: () => number) {
  let sent = '';
  const server = createServer((station) => {
    const library = connect(portAfter(), '127.0.0.1');
    station.on('data', (bytes) => {
      sent += bytes.toString('latin1');
    });
    station.pipe(library).pipe(station);
    for (const end of [station, library]) {
      end.on('error', () => {});
      end.on('close', () => {
        station.destroy();
        library.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, sent: () => sent };
}

/** A station whose scanner is in the test's hand, and its page. */
async function startCounter(t: Test) {
  let libraryPort = 0;
  const wire = await listenBefore(t, () => libraryPort);
  let path = '';
  const bench = await startBench(t, (box) => {
    path = join(dirname(box.settingsFile), 'hand-scanner');
    const settings = parse(readFileSync(box.settingsFile, 'utf8'));
    libraryPort = settings.library.port;
    settings.library.port = wire.port;
    settings.scans.checkDigits = { mod10: 'check' };
    settings.devices = [
      { id: 'hand', kind: 'scanner', driver: 'line', path, prefix: '\x02', suffix: '\x03' },
    ];
    settings.tags = { security: 'none' };
    writeFileSync(box.settingsFile, stringify(settings));
  });
  const scanner = createPtyDevice({ path, onBytes: () => {} });
  t.teardown(() => scanner.unplug());
  await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
  await untilAsync('its scanner is open', async () => (await bench.ready()).reasons.length === 0);
  const page = io(bench.daemon.url, { transports: ['websocket'] });
  t.teardown(() => page.close());
  let screen: Screen | null = null;
  page.on(SCREEN_MESSAGE, (shown: Screen) => {
    screen = shown;
  });
  const shows = (what: string, fits: (screen: Screen) => boolean) =>
    until(what, () => screen !== null && fits(screen));
  await shows('the start', ({ name }) => name === 'start');
  const shelf = bench.box.desk.shelf();
  const card = shelf.cards.find(({ tale }) => tale === 'plain')?.card ?? '';
  const items = shelf.books
    .filter(({ tale, onTable }) => tale === 'plain' && onTable)
    .map(({ item }) => item);
  const scan = async (text: string) => {
    const bytes = Buffer.from(text, 'latin1');
    for (let at = 0; at < bytes.length; at += 16_384) {
      const piece = bytes.subarray(at, at + 16_384);
      await until('the line takes it', () => scanner.send(piece));
    }
  };
  const rss = () => {
    const status = readFileSync(`/proc/${bench.daemon.process.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  };
  return { wire, page, shows, scan, card, items, rss };
}

const borrowed = (count: number) => (screen: Screen) =>
  screen.name === 'borrow' && screen.items.filter(({ status }) => status === 'borrowed').length === count;

/** All that went to the library system is lines of printable text. */
const isClean = (sent: string): boolean => /^(?:[ -~]*\r)+$/.test(sent);

t.test(
  'whatever comes through the tty, good scans are understood and nothing else goes further',
  async (t) => {
    const { wire, shows, scan, card, items, rss } = await startCounter(t);
    await scan(`\x02]F0A${card}B\x03\r`);
    await shows('the patron is known', ({ name }) => name === 'borrow');
    const [first = '', second = '', third = ''] = items;
    for (const junk of [
      `${first}\x00`,
      `\x1b[2J${first}`,
      `${first}|AA0`,
      `x\r99\r${first}x`.replaceAll('\r', '\x0b'),
      '\x00'.repeat(300),
      'x'.repeat(10_240),
      first.slice(0, -1) + ((Number(first.slice(-1)) + 1) % 10),
    ])
      await scan(`\x02${junk}\x03\r`);
    await scan(`\x02${first}\x03\r`);
    await shows('the first book is lent', borrowed(1));
    const before = rss();
    const endless = '1234567890abcdef'.repeat(65_536);
    for (let mebibyte = 0; mebibyte < 16; mebibyte += 1) await scan(endless);
    await scan(`\r\x02${second}\x03\r`);
    await shows('the second book is lent', borrowed(2));
    const grown = rss() - before;
    t.ok(grown < 12, `16 MiB without an end were held nowhere: ${grown.toFixed(1)} MiB more`);
    await scan(`A${third}B\r`);
    await shows('without what is around it, too', borrowed(3));
    t.ok(isClean(wire.sent()));
    const asked = wire.sent().match(/\|AB[^|]*/g) ?? [];
    t.same(new Set(asked), new Set([first, second, third].map((item) => `|AB${item}`)));
  },
);

t.test('what a page types is read in the same way', async (t) => {
  const { wire, page, shows, card, items } = await startCounter(t);
  const type = (text: unknown) => page.emit(INTENT_MESSAGE, { kind: 'typed', text });
  type(`A${card}B`);
  await shows('the patron is known', ({ name }) => name === 'borrow');
  const [first = '', second = ''] = items;
  for (const text of [
    `${first}|AA0`,
    `${first}\x00`,
    `\x1b${first}`,
    `${first}\r99`,
    '1'.repeat(65),
    '',
    7,
    null,
  ])
    type(text);
  type(`]F0A${first}B`);
  await shows('the first book is lent', borrowed(1));
  const put = new Promise<void>((out) => page.once('disconnect', () => out()));
  type('1'.repeat(10_240));
  await put;
  await until('the page is back', () => page.connected);
  type(second);
  await shows('the second book is lent', borrowed(2));
  t.ok(isClean(wire.sent()));
  t.same(new Set(wire.sent().match(/\|AB[^|]*/g)), new Set([first, second].map((item) => `|AB${item}`)));
});

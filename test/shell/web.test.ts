// The web server as a browser, a monitoring system and a stranger meet it.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import t, { type Test } from 'tap';
import type { DeskDeed, DeskShelf, DeskTable } from '../../protocols/screen/desk.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { createMetrics } from '../../station-daemon/shell/metrics.ts';
import { admissionTo } from '../../station-daemon/shell/web/admission.ts';
import { readDeed, readIntent } from '../../station-daemon/shell/web/intents.ts';
import { createRate } from '../../station-daemon/shell/web/rate.ts';
import { createWeb, type Web, type WebSetup } from '../../station-daemon/shell/web/web.ts';
import type { StationHealth } from '../../station-daemon/station/rim.ts';
import { until } from './until.ts';

const WELL: StationHealth = {
  borrow: true,
  return: true,
  renew: true,
  print: true,
  reasons: [],
  transactionsOpen: 0,
};

const START: Screen = {
  name: 'start',
  language: 'en',
  languages: ['en', 'vi'],
  display: { contrast: 'normal', text: 'normal', reach: 'normal', time: 'normal' },
  stationName: 'Test',
  notices: [],
  countdown: null,
  remark: null,
  itemsWaiting: 0,
  can: { borrow: true, return: true, renew: true },
};

const SHELF: DeskShelf = { books: [], cards: [] };

const TABLE: DeskTable = {
  onPad: [],
  carriedOut: [],
  items: [],
  gate: { alarm: false, item: null },
  slips: [],
  parts: { library: 'working', pad: 'working', scanner: 'working', printer: 'working' },
  paper: 'full',
  libraryDelayMs: 0,
};

interface Bench {
  readonly web: Web;
  readonly url: string;
  readonly port: number;
  readonly intents: Intent[];
  readonly dropped: string[];
  readonly faults: unknown[];
}

async function bench(test: Test, options: Partial<WebSetup> = {}): Promise<Bench> {
  const uiDir = mkdtempSync(join(tmpdir(), 'lendstation-ui-'));
  writeFileSync(join(uiDir, 'index.html'), '<!doctype html><title>patron</title>');
  writeFileSync(join(uiDir, 'desk.html'), '<!doctype html><title>desk</title>');
  writeFileSync(join(uiDir, '.secret'), 'not for anybody');
  mkdirSync(join(uiDir, 'assets'));
  writeFileSync(join(uiDir, 'assets', 'patron-abc123.js'), 'export {};');
  const intents: Intent[] = [];
  const dropped: string[] = [];
  const faults: unknown[] = [];
  const web = await createWeb({
    host: '127.0.0.1',
    port: 0,
    uiDir,
    version: '1.2.3',
    health: () => WELL,
    metrics: async () => ({ contentType: 'text/plain', text: 'lendstation_x 1\n' }),
    desk: null,
    onIntent: (intent) => intents.push(intent),
    onDropped: (why) => dropped.push(why),
    onFault: (error) => faults.push(error),
    ...options,
  });
  test.teardown(() => web.close());
  const { url, port } = await web.listen();
  return { web, url, port, intents, dropped, faults };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Asks for a path with any headers, also with those that `fetch` would not send. */
function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** A page's live line. */
function page(test: Test, url: string, namespace = '/', headers: Record<string, string> = {}): Socket {
  const socket = io(new URL(namespace, url).href, {
    reconnection: false,
    transports: ['websocket'],
    extraHeaders: headers,
    forceNew: true,
  });
  test.teardown(() => socket.disconnect());
  return socket;
}

t.test('pages are served from the built folder', async (t) => {
  const { port } = await bench(t);
  const patron = await ask(port, '/');
  t.equal(patron.status, 200);
  t.match(patron.body, 'patron');
  t.match(patron.headers['content-type'], 'text/html');
  t.equal(patron.headers['cache-control'], 'no-store');
  const asset = await ask(port, '/assets/patron-abc123.js');
  t.equal(asset.status, 200);
  t.match(asset.headers['cache-control'], 'immutable');
  t.match(asset.headers['content-type'], 'javascript');
  for (const path of [
    '/desk',
    '/desk.html',
    '/DESK.HTML',
    '/index.html',
    '/.secret',
    '/../package.json',
    '/%2e%2e/x',
    '/%00',
    '/nothing',
  ]) {
    const { status } = await ask(port, path);
    t.ok(status === 404 || status === 400 || status === 403, `${path}: ${status}`);
  }
});

t.test('the desk is there only with a simulator', async (t) => {
  const { port } = await bench(t, { desk: { shelf: () => SHELF, table: () => TABLE, onDeed: () => {} } });
  const desk = await ask(port, '/desk');
  t.equal(desk.status, 200);
  t.match(desk.body, 'desk');
});

t.test('a station whose pages were not built says so', async (t) => {
  const { port } = await bench(t, { uiDir: join(tmpdir(), 'lendstation-no-such-folder') });
  t.match(await ask(port, '/'), { status: 503, body: /not been built/ });
  t.match(await ask(port, '/healthz'), { status: 200 });
});

t.test('every answer forbids what was not served by the station', async (t) => {
  const { port } = await bench(t);
  for (const path of [
    '/',
    '/staff',
    '/healthz',
    '/nothing',
    '/assets/patron-abc123.js',
    '/socket.io/?EIO=4&transport=polling',
  ]) {
    const { headers } = await ask(port, path);
    const policy = String(headers['content-security-policy']);
    t.match(policy, "default-src 'none'", path);
    t.match(policy, "script-src 'self'", path);
    t.match(policy, "frame-ancestors 'self'", path);
    t.match(policy, "frame-src 'self'", path);
    t.notMatch(policy, /unsafe|\*|data:/, path);
    t.equal(headers['x-content-type-options'], 'nosniff', path);
    t.equal(headers['access-control-allow-origin'], undefined, path);
  }
});

t.test('other names and other pages are refused', async (t) => {
  const { port } = await bench(t);
  const paths = [
    '/',
    '/staff',
    '/healthz',
    '/readyz',
    '/metrics',
    '/nothing',
    '/socket.io/?EIO=4&transport=polling',
  ];
  for (const path of paths) {
    for (const headers of [
      { host: 'evil.example' },
      { host: `evil.example:${port}` },
      { host: '127.0.0.1.evil.example' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${port + 1}` },
      { origin: `http://localhost:${port}` },
    ]) {
      const { status, body } = await ask(port, path, headers);
      t.ok(status === 403 || status === 400, `${path} ${JSON.stringify(headers)}: ${status} ${body}`);
    }
    t.not(
      (await ask(port, path, { host: `localhost:${port}`, origin: `http://localhost:${port}` })).status,
      403,
    );
  }
});

t.test('the check of names knows the configured host and its ways of being written', async (t) => {
  const named = admissionTo('Kiosk.Library.example');
  t.ok(named({ host: 'kiosk.library.example:8090', origin: 'http://kiosk.library.example:8090' }).ok);
  t.ok(named({ host: 'localhost', origin: undefined }).ok);
  t.ok(named({ host: '[::1]:8090', origin: undefined }).ok);
  t.notOk(named({ host: 'library.example', origin: undefined }).ok);
  t.ok(admissionTo('fd00::1')({ host: '[fd00::1]:8090', origin: undefined }).ok);
  t.notOk(admissionTo('0.0.0.0')({ host: '0.0.0.0:8090', origin: undefined }).ok);
  t.notOk(named({ host: undefined, origin: undefined }).ok);
  t.notOk(named({ host: '', origin: undefined }).ok);
  t.notOk(named({ host: 'user@localhost', origin: undefined }).ok);
  t.notOk(named({ host: 'localhost', origin: 'file://' }).ok);
});

t.test('how the station stands can be asked for', async (t) => {
  let health = WELL;
  const { port } = await bench(t, { health: () => health });
  t.match(await ask(port, '/healthz'), {
    status: 200,
    body: /^\{"status":"ok","version":"1\.2\.3","uptimeSeconds":\d+\}$/,
  });
  t.match(await ask(port, '/readyz'), {
    status: 200,
    body: '{"borrow":true,"return":true,"renew":true,"print":true,"reasons":[]}',
  });
  health = { ...WELL, print: false, reasons: ['The printer has no paper: put a roll in.'] };
  t.match(await ask(port, '/readyz'), {
    status: 200,
    body: '{"borrow":true,"return":true,"renew":true,"print":false,"reasons":["The printer has no paper: put a roll in."]}',
  });
  health = { ...WELL, borrow: false, transactionsOpen: 2, reasons: ['The library system <b>away</b>.'] };
  t.match(await ask(port, '/readyz'), { status: 503, body: /"borrow":false,"return":true/ });
  const staff = await ask(port, '/staff');
  t.match(staff.body, 'The library system &lt;b&gt;away&lt;/b&gt;.');
  t.match(staff.body, /<th scope="row">Borrow<\/th><td>does not work<\/td>/);
  t.match(staff.body, /<th scope="row">Receipts<\/th><td>works<\/td>/);
  t.match(staff.body, '2: the station is still working');
  t.match(await ask(port, '/metrics'), { status: 200, body: 'lendstation_x 1\n' });
});

t.test('a fault in an answer is told to the log and not to the asker', async (t) => {
  const { port, faults } = await bench(t, {
    health: () => {
      throw new Error('card 2900 is broken');
    },
  });
  const { status, body } = await ask(port, '/readyz');
  t.equal(status, 500);
  t.notMatch(body, '2900');
  t.equal(faults.length, 1);
  t.ok((await ask(port, '/healthz')).status === 200, 'all else goes on');
});

t.test('a body is not read', async (t) => {
  const { port } = await bench(t);
  const long = await ask(
    port,
    '/healthz',
    { 'content-type': 'application/json' },
    'POST',
    `"${'x'.repeat(5_000)}"`,
  );
  t.ok(long.status >= 400 && long.status < 500, String(long.status));
});

t.test('a screen is shown on every page, and at once on one that comes later', async (t) => {
  const { web, url } = await bench(t);
  const first: Screen[] = [];
  page(t, url).on('screen', (screen: Screen) => first.push(screen));
  await until('it is connected', () => web.pages === 1);
  web.show(START);
  await until('it has the screen', () => first.length === 1);
  t.same(first[0], START);

  web.show({ ...START, countdown: { leftMs: 60_000, warning: false } });
  const before = performance.now();
  await until('some time passed', () => performance.now() - before > 50);
  const second: Screen[] = [];
  page(t, url).on('screen', (screen: Screen) => second.push(screen));
  await until('the late page has it', () => second.length === 1);
  const left = second[0]?.countdown?.leftMs ?? 0;
  t.ok(left > 50_000 && left <= 59_950, `${left} ms are left`);
});

t.test('touches come in, and all else is dropped and counted', async (t) => {
  const { web, url, intents, dropped } = await bench(t);
  const socket = page(t, url);
  await until('it is connected', () => web.pages === 1);
  const wrong: unknown[] = [
    { kind: 'open-the-doors' },
    { kind: 'borrow', also: 1 },
    { kind: 'typed', text: 'x'.repeat(65) },
    { kind: 'typed', text: '12\r34' },
    'borrow',
    null,
    ['borrow'],
    undefined,
    { kind: 'renewOne', row: -1 },
    { kind: 'language', language: 'xx' },
  ];
  for (const message of wrong) socket.emit('intent', message);
  socket.emit('deed', { kind: 'liftAll' });
  socket.emit('intent', { kind: 'borrow' });
  await until('the right one came', () => intents.length === 1);
  t.same(intents, [{ kind: 'borrow' }]);
  t.same(dropped, Array(wrong.length + 1).fill('not-understood'));
});

t.test('a page that sends too much is slowed down, and put out when it goes on', async (t) => {
  const { web, url, intents, dropped } = await bench(t);
  const socket = page(t, url);
  await until('it is connected', () => web.pages === 1);
  for (let time = 0; time < 300; time += 1) socket.emit('intent', { kind: 'continue' });
  await until('it was put out', () => web.pages === 0);
  t.ok(intents.length >= 20 && intents.length < 40, `${intents.length} came through`);
  t.equal(dropped.length, 200);
  const fat = page(t, url);
  await until('another is connected', () => web.pages === 1);
  fat.emit('intent', { kind: 'typed', text: 'x'.repeat(10_000) });
  await until('a message that is too long ends the line', () => web.pages === 0);
  t.ok((await ask(Number(new URL(url).port), '/healthz')).status === 200);
});

t.test('a live line from another page or name is refused', async (t) => {
  const { web, url, port } = await bench(t);
  for (const headers of [{ origin: 'http://evil.example' }, { host: 'evil.example' }]) {
    let refused = false;
    page(t, url, '/', headers).on('connect_error', () => {
      refused = true;
    });
    await until('it was refused', () => refused);
  }
  t.equal(web.pages, 0);
  page(t, url, '/', { origin: `http://127.0.0.1:${port}` });
  await until('its own page is let in', () => web.pages === 1);
  t.equal(web.pages, 1);
});

t.test("the desk's table goes out and its deeds come in", async (t) => {
  const deeds: DeskDeed[] = [];
  const { web, url, dropped, intents } = await bench(t, {
    desk: { shelf: () => SHELF, table: () => TABLE, onDeed: (deed) => deeds.push(deed) },
  });
  const heard: [string, unknown][] = [];
  const desk = page(t, url, '/desk');
  desk.onAny((name: string, content: unknown) => heard.push([name, content]));
  await until('shelf and table came', () => heard.length === 2);
  t.same(heard, [
    ['shelf', SHELF],
    ['table', TABLE],
  ]);
  web.showTable({ ...TABLE, onPad: ['30001'] });
  await until('the change came', () => heard.length === 3);
  desk.emit('deed', { kind: 'lay', item: '' });
  desk.emit('deed', { kind: 'lay', item: '30001' });
  await until('the deed came', () => deeds.length === 1);
  t.same(deeds, [{ kind: 'lay', item: '30001' }]);
  t.same(dropped, ['not-understood']);
  t.same(intents, []);
});

t.test('without a desk there is no live line to it', async (t) => {
  const { url } = await bench(t);
  let refused = '';
  page(t, url, '/desk').on('connect_error', (error) => {
    refused = error.message;
  });
  await until('it was refused', () => refused !== '');
  t.match(refused, 'Invalid namespace');
});

t.test('closing ends every connection at once', async (t) => {
  const { web, url, port } = await bench(t);
  const socket = page(t, url);
  await until('it is connected', () => socket.connected);
  const began = performance.now();
  await web.close();
  t.ok(performance.now() - began < 2_000);
  await until('the page noticed', () => !socket.connected);
  await t.rejects(ask(port, '/healthz'));
});

t.test('a port that is taken is told', async (t) => {
  const { port } = await bench(t);
  const web = await createWeb({
    host: '127.0.0.1',
    port,
    uiDir: '/nowhere',
    version: '1',
    health: () => WELL,
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    desk: null,
    onIntent: () => {},
    onDropped: () => {},
    onFault: () => {},
  });
  t.teardown(() => web.close());
  await t.rejects(web.listen(), { code: 'EADDRINUSE' });
});

t.test('each intent and each deed of the contract is understood', async (t) => {
  const intents: Intent[] = [
    { kind: 'borrow' },
    { kind: 'return' },
    { kind: 'renew' },
    { kind: 'account' },
    { kind: 'renewAll' },
    { kind: 'renewOne', row: 3 },
    { kind: 'pin', pin: '1234' },
    { kind: 'printReceipt' },
    { kind: 'noReceipt' },
    { kind: 'finish' },
    { kind: 'help' },
    { kind: 'cancel' },
    { kind: 'continue' },
    { kind: 'language', language: 'vi' },
    { kind: 'display', display: { contrast: 'high', text: 'large', reach: 'low', time: 'more' } },
    { kind: 'typed', text: '29001234567890' },
  ];
  for (const intent of intents) t.same(readIntent(intent), intent, intent.kind);
  const deeds: DeskDeed[] = [
    { kind: 'lay', item: '1' },
    { kind: 'lift', item: '1' },
    { kind: 'liftAll' },
    { kind: 'carryOut', item: '1' },
    { kind: 'bringBack', item: '1' },
    { kind: 'showCard', card: '2' },
    { kind: 'scanItem', item: '1' },
    { kind: 'switch', part: 'library', to: 'away' },
    { kind: 'paper', to: 'out' },
    { kind: 'delay', libraryDelayMs: 300 },
  ];
  for (const deed of deeds) t.same(readDeed(deed), deed, deed.kind);
});

t.test('a rate lets a burst pass and then so many a second', async (t) => {
  let now = 0;
  const within = createRate({ burst: 3, perSecond: 2 }, () => now);
  t.same([within(), within(), within(), within()], [true, true, true, false]);
  now = 500;
  t.same([within(), within()], [true, false]);
  now = 100_000;
  t.same([within(), within(), within(), within()], [true, true, true, false]);
});

t.test('metrics are named after the station and count what they are told', async (t) => {
  const metrics = createMetrics({
    version: '1.2.3',
    health: () => ({ ...WELL, print: false, transactionsOpen: 2 }),
    pages: () => 1,
    eventsDropped: () => 7,
  });
  metrics.event('intent', 2);
  metrics.journalWrite('written', 1);
  metrics.messageDropped('too-many');
  metrics.fault('stepThrew');
  const { text, contentType } = await metrics.text();
  t.match(contentType, 'text/plain');
  const names = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  t.same(
    names.filter((line) => !line.startsWith('lendstation_')),
    [],
  );
  for (const line of [
    'lendstation_info{version="1.2.3"} 1',
    'lendstation_function_up{function="borrow"} 1',
    'lendstation_function_up{function="print"} 0',
    'lendstation_transactions_open 2',
    'lendstation_pages_connected 1',
    'lendstation_device_bytes_dropped 7',
    'lendstation_events_total{kind="intent"} 1',
    'lendstation_journal_write_seconds_count{outcome="written"} 1',
    'lendstation_messages_dropped_total{why="too-many"} 1',
    'lendstation_faults_total{kind="stepThrew"} 1',
  ]) {
    t.ok(names.includes(line), line);
  }
});

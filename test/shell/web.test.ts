// The web server as a browser, a monitoring system and a stranger meet it.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { BOARD_MESSAGE, EMPTY_BOARD } from '../../protocols/screen/board.ts';
import { INTENT_MESSAGE } from '../../protocols/screen/intent.ts';
import { createMetrics } from '../../station-daemon/shell/metrics.ts';
import { admissionTo } from '../../station-daemon/shell/web/admission.ts';
import { createWeb } from '../../station-daemon/shell/web/web.ts';
import { until } from './until.ts';
import { ask, bench, PAGE, page, SHELF, TABLE, WELL } from './web-bench.ts';

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

t.test("a library's own looks are served, under the same rules as all else", async (t) => {
  const { port } = await bench(t, {
    brand: {
      css: ':root { --accent: #7a1f3d; }',
      logo: { type: 'image/svg+xml', bytes: Buffer.from('<svg/>') },
      photo: null,
    },
  });
  t.match(await ask(port, '/brand/colours.css'), {
    status: 200,
    headers: { 'content-type': /text\/css/ },
    body: /#7a1f3d/,
  });
  t.match(await ask(port, '/brand/logo'), {
    status: 200,
    headers: { 'content-type': 'image/svg+xml', 'content-security-policy': /default-src 'none'/ },
    body: '<svg/>',
  });
  t.match(await ask(port, '/brand/photo'), { status: 404 }, 'where there is none');
  const plain = await bench(t);
  t.match(
    await ask(plain.port, '/brand/colours.css'),
    { status: 200, body: '' },
    'the page always asks for it',
  );
});

t.test('slides are served by their addresses, and nothing else of their folder', async (t) => {
  const bytes = Buffer.from('a picture');
  const { port } = await bench(t, {
    slide: (id) => (id === '0123456789abcdef' ? { type: 'image/webp', bytes } : null),
  });
  const found = await ask(port, '/slides/0123456789abcdef');
  t.match(found, { status: 200, body: 'a picture', headers: { 'content-type': 'image/webp' } });
  t.match(found.headers, { 'cache-control': 'private, max-age=86400', 'x-content-type-options': 'nosniff' });
  for (const path of ['', 'other', '..%2f..%2fetc%2fpasswd', '0123456789abcdef/x'])
    t.equal((await ask(port, `/slides/${path}`)).status, 404, path);
});

t.test('a page is told what the library tells everybody, at once and after each change', async (t) => {
  const { web, url, intents } = await bench(t);
  const told: unknown[] = [];
  const socket = page(t, url);
  socket.on(BOARD_MESSAGE, (board) => told.push(board));
  await until('the empty board', () => told.length === 1);
  t.same(told, [EMPTY_BOARD]);
  web.showBoard({ ...EMPTY_BOARD, opening: { kind: 'open', until: null } });
  await until('the next one', () => told.length === 2);
  t.match(told.at(-1), { opening: { kind: 'open' } });
  socket.emit(INTENT_MESSAGE, { kind: 'callStaff' });
  await until('the call', () => intents.length === 1);
  t.same(intents, [{ kind: 'callStaff' }]);
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
    t.match(policy, "worker-src 'self'", path);
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
  const reasons = ['The library system <b>away</b>.'];
  health = { ...WELL, ready: false, borrow: false, transactionsOpen: 2, reasons };
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

t.test('a port that is taken is told', async (t) => {
  const { port } = await bench(t);
  const web = await createWeb({
    host: '127.0.0.1',
    port,
    uiDir: '/nowhere',
    version: '1',
    health: () => WELL,
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    brand: { css: '', logo: null, photo: null },
    page: PAGE,
    slide: () => null,
    desk: null,
    onIntent: () => {},
    onDropped: () => {},
    onFault: () => {},
  });
  t.teardown(() => web.close());
  await t.rejects(web.listen(), { code: 'EADDRINUSE' });
});

t.test('metrics are named after the station and count what they are told', async (t) => {
  const metrics = createMetrics({
    version: '1.2.3',
    health: () => ({ ...WELL, print: false, transactionsOpen: 2, offlineWaiting: 4, staffCalls: 6 }),
    journal: () => ({ forStaff: 3, toCheck: 2, unreadable: 4, setAside: 1 }),
    pages: () => 1,
    silentPages: () => 5,
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
    'lendstation_offline_waiting 4',
    'lendstation_transactions_for_staff 3',
    'lendstation_transactions_to_check 2',
    'lendstation_transactions_unreadable 4',
    'lendstation_staff_calls 6',
    'lendstation_pages_silent 5',
    'lendstation_journals_set_aside 1',
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

// Book covers from a provider: what is asked, what is taken, and how little is kept.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import t, { type Test } from 'tap';
import { coverAddress } from '../../station-daemon/settings/cover-address.ts';
import { createCoverKeeper } from '../../station-daemon/shell/covers/cover-keeper.ts';
import { faults, settings, withLine } from '../settings/checked.ts';
import { until } from './until.ts';
import { ask, bench } from './web-bench.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A provider on a free port: how it answers by path, and what it was asked. */
async function provider(test: Test, answers: Readonly<Record<string, Answer>>) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { asked, origin: `http://127.0.0.1:${port}` };
}

const png: Answer = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PNG);

t.test('an item has an address, by its number or its ISBN', async (t) => {
  t.equal(coverAddress('https://c.example/{id}.jpg', '30001/A?'), 'https://c.example/30001%2FA%3F.jpg');
  t.equal(coverAddress('https://c.example/{isbn}', '9780141322575'), 'https://c.example/9780141322575');
  t.equal(coverAddress('https://c.example/{isbn}', '9780141322576'), null, 'a wrong check digit');
  t.equal(coverAddress('https://c.example/{isbn}', '30001'), null);
});

t.test('the settings take an address with a place for the item, and nothing else', async (t) => {
  const branding = (url: string) => withLine('ttyUSB0 }', `branding: { covers: "${url}" }`);
  for (const good of ['https://c.example/{isbn}-M.jpg?default=false', 'http://10.0.0.5:81/c/{id}'])
    t.equal(settings(branding(good)).branding.covers, good);
  for (const bad of [
    'https://c.example/x.jpg',
    'file:///{id}',
    'https://me:pw@c.example/{id}',
    'c.example/{id}',
  ])
    t.match(faults(branding(bad)).join(), /branding\.covers: .*allowed: an address/, bad);
});

t.test('a cover is asked for once, without a word about anybody, and kept in memory', async (t) => {
  const { asked, origin } = await provider(t, { '/1': png });
  const keeper = createCoverKeeper({ url: `${origin}/{id}`, nowMs: () => 0 });
  const [one, other] = await Promise.all([keeper.coverOf('1'), keeper.coverOf('1')]);
  t.match(one, { type: 'image/png' }, 'by its first bytes, whatever the provider calls it');
  t.same(one?.bytes, new Uint8Array(PNG));
  t.equal(other, one, 'while it is fetched, nobody asks anew');
  t.equal(await keeper.coverOf('1'), one);
  t.equal(asked.length, 1);
  const { cookie, referer, authorization } = asked[0]?.headers ?? {};
  t.same([cookie, referer, authorization], [undefined, undefined, undefined]);
});

t.test('what is no image of the size of a cover is none', async (t) => {
  const { asked, origin } = await provider(t, {
    '/page': (response) => response.end('<html>not here</html>'),
    '/svg': (response) => response.end('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    '/large': (response) => response.end(Buffer.concat([PNG, Buffer.alloc(600 * 1024)])),
    '/endless': (response) => {
      response.write(PNG);
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) {}
      };
      response.on('drain', pour);
      pour();
    },
    '/cut': (response) =>
      response.writeHead(200, { 'content-length': 999 }).write(PNG, () => response.destroy()),
    '/error': (response) => response.writeHead(500).end(PNG),
    '/file': (response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
    '/round': (response) => response.writeHead(302, { location: '/round' }).end(),
    '/moved': (response) => response.writeHead(302, { location: '/here' }).end(),
    '/here': png,
  });
  let nowMs = 0;
  const keeper = createCoverKeeper({ url: `${origin}/{id}`, nowMs: () => nowMs });
  for (const item of ['page', 'svg', 'large', 'endless', 'cut', 'error', 'file', 'round', 'gone'])
    t.equal(await keeper.coverOf(item), null, item);
  t.match(await keeper.coverOf('moved'), { type: 'image/png' });
  const before = asked.length;
  await keeper.coverOf('gone');
  t.equal(asked.length, before, 'that there is none is believed for a while');
  nowMs = 600_001;
  await keeper.coverOf('gone');
  t.equal(asked.length, before + 1);
});

t.test('an account of 30 gets all its covers, and the provider six questions at a time', async (t) => {
  const items = Array.from({ length: 30 }, (_unused, item) => String(item));
  let [now, most] = [0, 0];
  const slowly: Answer = (response, request) => {
    now += 1;
    most = Math.max(most, now);
    setImmediate(() => {
      now -= 1;
      png(response, request);
    });
  };
  const { asked, origin } = await provider(
    t,
    Object.fromEntries(items.map((item) => [`/${item}`, slowly] as const)),
  );
  const keeper = createCoverKeeper({ url: `${origin}/{id}`, nowMs: () => 0 });
  const covers = await Promise.all(items.map((item) => keeper.coverOf(item)));
  t.equal(covers.filter((cover) => cover !== null).length, 30);
  t.equal(asked.length, 30);
  t.equal(most <= 6, true, `${most} at a time`);
});

t.test('a provider that is slow or away costs nothing but the cover', async (t) => {
  const items = Array.from({ length: 72 }, (_unused, item) => String(item));
  const { asked, origin } = await provider(
    t,
    Object.fromEntries(items.map((item) => [`/${item}`, () => {}] as const)),
  );
  let nowMs = 0;
  const keeper = createCoverKeeper({ url: `${origin}/{id}`, nowMs: () => nowMs });
  const first = items.slice(0, 8).map((item) => keeper.coverOf(item));
  const others = items.slice(8, 70).map((item) => keeper.coverOf(item));
  t.same(
    await Promise.all(items.slice(70).map((item) => keeper.coverOf(item))),
    [null, null],
    'the queue has an end',
  );
  nowMs = 10_000;
  t.same([...new Set(await Promise.all([...first, ...others]))], [null]);
  t.equal(asked.length, 6, 'whoever waited too long is not asked for any more');
  nowMs = 0;
  void keeper.coverOf('8');
  await until('it is asked for now', () => asked.length === 7);
  const nobody = createCoverKeeper({ url: 'http://127.0.0.1:1/{id}', nowMs: () => 0 });
  t.equal(await nobody.coverOf('1'), null);
});

t.test('no more than 64 are kept, the latest used ones', async (t) => {
  const items = Array.from({ length: 65 }, (_unused, item) => String(item));
  const { asked, origin } = await provider(
    t,
    Object.fromEntries(items.map((item) => [`/${item}`, png] as const)),
  );
  const keeper = createCoverKeeper({ url: `${origin}/{id}`, nowMs: () => 0 });
  for (const item of items.slice(0, 64)) await keeper.coverOf(item);
  await keeper.coverOf('0');
  await keeper.coverOf('64');
  await keeper.coverOf('0');
  t.equal(asked.length, 65);
  await keeper.coverOf('1');
  t.equal(asked.length, 66, 'the one that nobody looked at for the longest time had gone');
});

t.test('a page has a cover by the number of its row, and the browser keeps none', async (t) => {
  const asked: number[] = [];
  const cover = async (row: number) => {
    asked.push(row);
    return row === 7 ? ({ type: 'image/png', bytes: PNG } as const) : null;
  };
  const { port } = await bench(t, { cover });
  const found = await ask(port, '/cover/7');
  t.match(found.headers, { 'content-type': 'image/png', 'cache-control': 'no-store' });
  t.equal((await ask(port, '/cover/8')).status, 204);
  t.equal((await ask(port, '/cover/..%2f7')).status, 204);
  t.same(asked, [7, 8], 'only numbers are looked up');
  const { port: without } = await bench(t);
  t.equal((await ask(without, '/cover/7')).status, 404);
});

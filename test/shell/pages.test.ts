// The live line between the station and its pages: screens go out, touches come in.

import { createServer } from 'node:http';
import { Server } from 'socket.io';
import t from 'tap';
import type { DeskDeed } from '../../protocols/screen/desk.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { readDeed, readIntent } from '../../station-daemon/shell/web/intents.ts';
import { createPageWatch, SILENT_MS, silentPageWarnings } from '../../station-daemon/shell/web/page-watch.ts';
import { createRate } from '../../station-daemon/shell/web/rate.ts';
import { until } from './until.ts';
import { ask, bench, PAGE, page, SHELF, START, TABLE } from './web-bench.ts';

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

t.test('a page is told what the settings say before its first screen', async (t) => {
  const { web, url } = await bench(t, { page: { ...PAGE, profile: 'school' } });
  web.show(START);
  const told: unknown[] = [];
  page(t, url).onAny((name: string, content: { readonly profile?: string }) =>
    told.push([name, content.profile]),
  );
  await until('all came', () => told.length === 3);
  t.same(told, [
    ['setup', 'school'],
    ['board', undefined],
    ['screen', undefined],
  ]);
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
  t.equal(dropped.length, 201, 'what it may lose, and one more');
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

t.test('a page that hangs is noticed after 15 s, and when it answers again', async (t) => {
  let now = 0;
  const { web, url, intents } = await bench(t, { nowMs: () => now });
  const socket = page(t, url);
  await until('it is connected', () => web.pages === 1);
  await until('it has a screen line', () => socket.connected);
  now = SILENT_MS;
  t.equal(web.silentPages, 0);
  now += 1;
  t.equal(web.silentPages, 1);
  socket.emit('intent', { kind: 'continue' });
  await until('it was heard', () => intents.length === 1);
  t.equal(web.silentPages, 0);
  t.same(silentPageWarnings(0), []);
  t.match(silentPageWarnings(1).join(), /has not answered for 15 s; restart the browser/);
});

t.test('a page that was cut off because it hangs is not forgotten until one comes back', async (t) => {
  const http = createServer();
  const sockets = new Server(http, { pingInterval: 20, pingTimeout: 40 });
  t.teardown(() => sockets.close());
  const watch = createPageWatch(() => 0);
  sockets.on('connection', (socket) => watch.add(socket));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const address = http.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const hung = page(t, url);
  await until('it is connected', () => hung.connected);
  hung.io.engine.transport.send = () => {};
  await until('it was cut off', () => watch.silent === 1);
  const restarted = page(t, url);
  await until('another one is there', () => restarted.connected);
  t.equal(watch.silent, 0);
  restarted.disconnect();
  await until('it went', () => sockets.of('/').sockets.size === 0);
  t.equal(watch.silent, 0, 'one that says goodbye does not hang');
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

t.test('each intent and each deed of the contract is understood', async (t) => {
  const intents: Intent[] = [
    { kind: 'borrow' },
    { kind: 'return' },
    { kind: 'renew' },
    { kind: 'account' },
    { kind: 'renewAll' },
    { kind: 'renewOne', row: 3 },
    // Numbers count on for as long as the station runs.
    { kind: 'renewOne', row: 90_000_000 },
    { kind: 'pin', pin: '1234' },
    { kind: 'printReceipt' },
    { kind: 'noReceipt' },
    { kind: 'finish' },
    { kind: 'help' },
    { kind: 'cancel' },
    { kind: 'continue' },
    { kind: 'language', language: 'vi' },
    {
      kind: 'display',
      display: {
        theme: 'contrast',
        text: 'large',
        reach: 'low',
        time: 'more',
        voice: 'alone',
        children: 'off',
      },
    },
    {
      kind: 'display',
      display: {
        theme: 'light',
        text: 'largest',
        reach: 'normal',
        time: 'normal',
        voice: 'off',
        children: 'off',
      },
    },
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

// A station whose disk is full: it lends and takes back nothing, says so, and goes on by itself when there is space.

import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { readAll } from '../../station-daemon/shell/journal/read-journal.ts';
import { lend } from '../../station-daemon/simulator/world/circulation.ts';
import type { WorldItem } from '../../station-daemon/simulator/world/world.ts';
import { type Bench, LENDSTATION, readiness, startBench, startCommand, untilAsync } from './bench.ts';
import { joinAsPage, type Page } from './page.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';
import { clearTable } from './visits.ts';

const SECURED = 0x07;
const ON_LOAN = 0xc2;

/** A station that is ready, with its data on a disk that can be filled. */
async function onSmallDisk(
  test: Parameters<typeof startBench>[0],
): Promise<{ readonly bench: Bench; readonly disk: SmallDisk }> {
  const disks: SmallDisk[] = [];
  const bench = await startBench(test, (box) => {
    disks.push(smallDisk(join(dirname(box.settingsFile), 'data')));
  });
  const [disk] = disks;
  if (disk === undefined) throw new Error('no disk');
  test.teardown(async () => disk.close());
  await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
  return { bench, disk };
}

/** Shows a card, lays a book, and waits for what comes of it. */
async function borrow(
  bench: Bench,
  page: Page,
  { card, item, status }: { readonly card: string; readonly item: string; readonly status: string },
): Promise<void> {
  bench.do({ kind: 'showCard', card });
  await page.until('the patron is known', ({ name }) => name === 'borrow');
  bench.do({ kind: 'lay', item });
  await page.until(
    `the book is ${status}`,
    (screen) => screen.name === 'borrow' && screen.items[0]?.status === status,
  );
}

/** Lays a book back, waits for what comes of it, and goes with whatever was not taken. */
async function giveBack(
  bench: Bench,
  page: Page,
  { item, status }: { readonly item: string; readonly status: 'returned' | 'refused' },
): Promise<void> {
  page.touch({ kind: 'return' });
  bench.do({ kind: 'lay', item });
  await page.until(
    `the book is ${status}`,
    (screen) => screen.name === 'return' && screen.items[0]?.status === status,
  );
  await clearTable(bench, bench.daemon);
  page.touch({ kind: 'finish' });
  await page.until('it is summed up', ({ name }) => name === 'done');
  page.touch({ kind: 'finish' });
  await page.until('it is over', ({ name }) => name !== 'done');
}

/** Makes a loan of a book without the station: the library system says so, and its tag. */
function lentBook({ box }: Bench, item: string): WorldItem {
  const book = box.world.items.get(item);
  const [patron] = box.world.patrons.values();
  if (book === undefined || patron === undefined) throw new Error('no such book');
  lend(book, patron, Date.now() + 86_400_000);
  for (const tag of book.tags) tag.afi = ON_LOAN;
  return book;
}

async function stopped({ process, ended }: Bench['daemon']): Promise<number | string> {
  process.kill('SIGTERM');
  return ended;
}

t.test('a full disk stops what would be forgotten, and for no longer than it is full', async (t) => {
  const { bench, disk } = await onSmallDisk(t);
  const { box, daemon } = bench;
  t.comment(disk.kind);
  const shelf = box.desk.shelf();
  const item = shelf.books.find(({ tale, onTable }) => tale === 'plain' && onTable)?.item ?? '';
  const card = shelf.cards.find(({ tale }) => tale === 'plain')?.card ?? '';
  const book = box.world.items.get(item);
  const page = joinAsPage(daemon);

  const lent = shelf.books.filter(({ tale, onTable }) => tale === 'plain' && onTable)[1]?.item ?? '';
  const back = lentBook(bench, lent);
  await giveBack(bench, page, { item: lent, status: 'returned' });
  t.same([back.standing.borrower, back.tags[0]?.afi], [null, SECURED], 'while there is space');
  lentBook(bench, lent);
  disk.fill(daemon.process.pid);
  await giveBack(bench, page, { item: lent, status: 'refused' });
  t.ok(back.standing.borrower !== null && back.tags[0]?.afi === ON_LOAN, 'a return is not half taken');
  await page.until('the screen says it', ({ name }) => name === 'out-of-service');
  disk.clear(daemon.process.pid);
  await page.until('it works again', (screen) => screen.name === 'start' && screen.can.return);
  await giveBack(bench, page, { item: lent, status: 'returned' });
  t.same([back.standing.borrower, back.tags[0]?.afi], [null, SECURED], 'but whole, when there is space');

  disk.fill(daemon.process.pid);
  await borrow(bench, page, { card, item, status: 'refused' });
  t.match(await bench.ready(), { borrow: false, return: false, renew: false });
  t.match((await bench.ready()).reasons.join(), /Journal: cannot be written/);
  t.equal(book?.standing.borrower, null, 'no loan');
  t.equal(book?.tags[0]?.afi, SECURED, 'and no tag released');
  page.touch({ kind: 'finish' });
  await page.until('it is summed up', ({ name }) => name === 'done');
  page.touch({ kind: 'finish' });
  await page.until(
    'the screen says it',
    (screen) => screen.name === 'out-of-service' && screen.why === 'nothing-works',
  );

  bench.do({ kind: 'liftAll' });
  disk.clear(daemon.process.pid);
  await page.until('it works again', (screen) => screen.name === 'start' && screen.can.borrow);
  await borrow(bench, page, { card, item, status: 'borrowed' });
  t.equal(book?.standing.borrower, card);
  page.close();
  t.equal(await stopped(daemon), 0);
  const journal = join(dirname(box.settingsFile), 'data/journal.sqlite');
  t.ok(readAll(journal, 9).entries.every(({ step }) => step === 'done'));
});

t.test('full at the start, it waits for space with its pages open', async (t) => {
  const { bench, disk } = await onSmallDisk(t);
  t.equal(await stopped(bench.daemon), 0);
  disk.fill(undefined);
  const start = disk.command(LENDSTATION, ['start', '--config', bench.box.settingsFile]);
  const late = await startCommand(...start);
  t.teardown(async () => {
    late.process.kill('SIGKILL');
    await late.ended;
  });
  const full = await readiness(late);
  t.match(full, { borrow: false, return: false, reasons: [/Journal: cannot be opened/] });
  const waiting = joinAsPage(late);
  await waiting.until('it is out of service', ({ name }) => name === 'out-of-service');
  waiting.close();
  disk.clear(late.process.pid);
  // Between the two stations nobody answers for a moment.
  const ready = async () => (await readiness(late).catch(() => full)).borrow;
  await untilAsync('it starts by itself', ready, 20_000);
  const served = joinAsPage(late);
  await served.until('at the same address', ({ name }) => name === 'start');
  served.close();
  t.equal(await stopped(late), 0);
});

t.test(
  'a journal of a newer programme keeps it out of service with advice, until it is seen to',
  async (t) => {
    const bench = await startBench(t);
    await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
    t.equal(await stopped(bench.daemon), 0);
    const journal = join(dirname(bench.box.settingsFile), 'data/journal.sqlite');
    const newer = new Database(journal);
    newer.exec('ALTER TABLE transactions ADD COLUMN shelf TEXT; PRAGMA user_version = 99');
    newer.close();
    const late = await bench.startAgain();
    const told = await readiness(late);
    t.match(told, { borrow: false, reasons: [/version 99.* Start the newer programme .* starts by itself/] });
    const page = joinAsPage(late);
    await page.until('it is out of service', ({ name }) => name === 'out-of-service');
    page.close();
    renameSync(journal, `${journal}.kept`);
    const ready = async () => (await readiness(late).catch(() => told)).borrow;
    await untilAsync('it starts by itself', ready, 20_000);
    t.equal(await stopped(late), 0);
  },
);

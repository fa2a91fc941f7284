// The library system cut off from a whole station: returns are taken in, the process is killed in between, and when
// the library system is back each is checked in once, with its real time.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { parse, stringify } from 'yaml';
import { readAll, readForStaff } from '../../station-daemon/shell/journal/read-journal.ts';
import { lend } from '../../station-daemon/simulator/world/circulation.ts';
import { until } from '../shell/until.ts';
import { type Bench, type DaemonProcess, startBench, untilAsync } from './bench.ts';
import { type Heard, type OverheardLine, overhear } from './overheard.ts';
import { joinAsPage, type Page } from './page.ts';

const SECURED = 0x07;
const ON_LOAN = 0xc2;

/** A station whose library system can be overheard. */
async function overheardBench(
  test: Parameters<typeof startBench>[0],
): Promise<{ readonly bench: Bench; readonly line: OverheardLine }> {
  const lines: OverheardLine[] = [];
  test.teardown(async () => {
    for (const line of lines) line.close();
  });
  const bench = await startBench(test, async (box) => {
    const settings = parse(readFileSync(box.settingsFile, 'utf8'));
    const line = await overhear(settings.library.port);
    lines.push(line);
    settings.library.port = line.port;
    writeFileSync(box.settingsFile, stringify(settings));
  });
  const [line] = lines;
  if (line === undefined) throw new Error('nobody listens');
  return { bench, line };
}

/** Books of the shelf that are on loan, their tags released. */
function lentBooks({ box }: Bench, many: number): readonly string[] {
  const [patron] = box.world.patrons.values();
  const plain = box.desk.shelf().books.filter(({ tale, onTable }) => tale === 'plain' && onTable);
  return plain.slice(0, many).map(({ item }) => {
    const book = box.world.items.get(item);
    if (book === undefined || patron === undefined) throw new Error('no such book');
    lend(book, patron, Date.now() + 86_400_000);
    for (const tag of book.tags) tag.afi = ON_LOAN;
    return item;
  });
}

const metric = async ({ url }: DaemonProcess, name: string): Promise<string | undefined> =>
  new RegExp(`^lendstation_${name} (\\d+)$`, 'm').exec(await (await fetch(`${url}metrics`)).text())?.[1];

/** Returns these; gives the time before and after. */
async function giveBack(
  bench: Bench,
  page: Page,
  items: readonly string[],
): Promise<readonly [number, number]> {
  const from = Date.now();
  await page.until('returns work', ({ name }) => name === 'start' || name === 'return');
  page.touch({ kind: 'return' });
  for (const item of items) bench.do({ kind: 'lay', item });
  await page.until(
    'all are taken in',
    (screen) => screen.name === 'return' && screen.tally.done === items.length,
  );
  return [from, Date.now()];
}

/** The local time of characters 4 to 21 of a check-in, its return date from 22. */
function returnDateOf({ line }: Heard): number {
  const [, year, month, day, hour, minute, second] =
    /^09.{19}(\d{4})(\d\d)(\d\d) {4}(\d\d)(\d\d)(\d\d)/.exec(line)?.map(Number) ?? [];
  return new Date(year ?? 0, (month ?? 0) - 1, day, hour, minute, second).getTime();
}

t.test('cut off, killed and back again: each return is checked in once, with its real time', async (t) => {
  const { bench, line } = await overheardBench(t);
  const { box } = bench;
  await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
  const items = lentBooks(bench, 3);
  const [first = '', second = '', third = ''] = items;
  bench.do({ kind: 'switch', part: 'library', to: 'away' });
  await untilAsync('it knows', async () => !(await bench.ready()).borrow);
  t.match(await bench.ready(), { borrow: false, return: true, renew: false });

  const page = joinAsPage(bench.daemon);
  const earlier = await giveBack(bench, page, [first, second]);
  page.close();
  for (const item of [first, second])
    t.ok(
      box.world.items.get(item)?.tags.every(({ afi }) => afi === SECURED),
      'its tag is armed',
    );
  t.equal(await metric(bench.daemon, 'offline_waiting'), '2');
  t.match((await bench.ready()).reasons, [/away/, /2 returns and loans were made without/]);
  bench.daemon.process.kill('SIGKILL');
  await bench.daemon.ended;
  bench.do({ kind: 'liftAll' });

  const again = await bench.startAgain();
  await untilAsync('returns work again', async () => (await bench.ready()).return);
  t.equal(await metric(again, 'offline_waiting'), '2', 'nothing is forgotten');
  const nextPage = joinAsPage(again);
  const later = await giveBack(bench, nextPage, [third]);
  nextPage.close();
  t.equal(line.heard.filter(({ line: said }) => said.startsWith('09')).length, 0);

  // Back, it carries the first check-in out and dies before its answer; so does the station.
  box.faults.acs.plan({ on: '09', occurrence: 1, what: { kind: 'closeAfter' } });
  line.onRequest = ({ line: said }) => {
    if (said.startsWith('09')) again.process.kill('SIGKILL');
  };
  bench.do({ kind: 'switch', part: 'library', to: 'working' });
  t.equal(await again.ended, 'SIGKILL');
  line.onRequest = () => {};
  const last = await bench.startAgain();
  await untilAsync('all is told', async () => (await metric(last, 'offline_waiting')) === '0', 30_000);

  const checkins = line.heard.filter(({ line: said }) => said.startsWith('09'));
  const itemOf = ({ line: said }: Heard) => /\|AB([^|]*)\|/.exec(said)?.[1];
  const journal = join(dirname(box.settingsFile), 'data/journal.sqlite');
  const told = readAll(journal, 3).entries;
  const inOrder = told.map(({ item }) => item).toReversed();
  t.same(checkins.map(itemOf), inOrder, 'each once, in the order of their return');
  for (const [index, checkin] of checkins.entries()) {
    t.match(checkin.line, /^09Y/, 'not to be refused any more');
    const [from, to] = index < 2 ? earlier : later;
    const returned = returnDateOf(checkin);
    t.ok(returned >= from - 1_000 && returned <= to, `returned ${new Date(returned).toISOString()}`);
    t.ok(returned < checkin.at - 1_000, 'which is not the time of telling');
    t.ok(checkin.line.slice(3, 21) === checkin.line.slice(21, 39), 'as date of the transaction too');
  }
  for (const item of items) t.equal(box.world.items.get(item)?.standing.borrower, null);
  t.ok(told.every(({ step, outcome }) => step === 'done' && outcome === 'completed'));
  t.same(readForStaff(journal, 9).entries, []);
});

t.test(
  'what the library system refuses when it is back is with the staff, until they have settled it',
  async (t) => {
    const { bench } = await overheardBench(t);
    await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
    const [item = ''] = lentBooks(bench, 1);
    bench.do({ kind: 'switch', part: 'library', to: 'away' });
    await untilAsync('it knows', async () => !(await bench.ready()).borrow);
    const page = joinAsPage(bench.daemon);
    await giveBack(bench, page, [item]);
    page.close();
    // Meanwhile it was deleted from the catalogue.
    const { items } = bench.box.world;
    if (items instanceof Map) items.delete(item);
    bench.do({ kind: 'switch', part: 'library', to: 'working' });
    await untilAsync('it was told', async () => (await metric(bench.daemon, 'offline_waiting')) === '0');
    await until('it is with the staff', () => bench.daemon.written().includes('staff have to put it right'));
    t.equal(await metric(bench.daemon, 'transactions_for_staff'), '1');
    t.match((await bench.ready()).reasons, [/1 transaction waits for staff/]);
    const journal = join(dirname(bench.box.settingsFile), 'data/journal.sqlite');
    t.match(readForStaff(journal, 9).entries, [{ item, step: 'for-staff' }]);
    t.notMatch(bench.daemon.written(), item, 'nothing of it in the log');
  },
);

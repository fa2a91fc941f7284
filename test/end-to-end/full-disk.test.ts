// A station whose disk is full: it lends and takes back nothing, says so, and goes on by itself when there is space.

import { dirname, join } from 'node:path';
import t from 'tap';
import { readJournal } from '../../station-daemon/shell/journal/read-journal.ts';
import { LENDSTATION, readiness, startBench, startCommand, untilAsync } from './bench.ts';
import { joinAsPage } from './page.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

t.test(
  'a full disk stops everything that would be forgotten, and nothing for longer than it is full',
  async (t) => {
    const disks: SmallDisk[] = [];
    const bench = await startBench(t, (box) => {
      disks.push(smallDisk(join(dirname(box.settingsFile), 'data')));
    });
    const { box, daemon } = bench;
    const [disk] = disks;
    if (disk === undefined) throw new Error('no disk');
    t.teardown(async () => disk.close());
    t.comment(disk.kind);
    await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
    const shelf = box.desk.shelf();
    const [book, other] = shelf.books.filter(({ tale, onTable }) => tale === 'plain' && onTable);
    const card = shelf.cards.find(({ tale }) => tale === 'plain')?.card ?? '';
    const item = book?.item ?? '';
    const lentTo = (barcode: string) => box.world.items.get(barcode)?.standing.borrower;
    const afi = () => box.world.items.get(item)?.tags[0]?.afi;
    const journal = join(dirname(box.settingsFile), 'data/journal.sqlite');

    const page = joinAsPage(daemon);
    disk.fill(daemon.process.pid);
    bench.do({ kind: 'showCard', card });
    await page.until('the patron is known', ({ name }) => name === 'borrow');
    bench.do({ kind: 'lay', item });
    await untilAsync('it is noticed', async () => !(await bench.ready()).borrow);
    const full = await bench.ready();
    t.match(full, { borrow: false, return: false, renew: false });
    t.ok(full.reasons.some((reason) => /Journal: cannot be written/.test(reason)));
    await page.until(
      'the book is refused',
      (screen) => screen.name === 'borrow' && screen.items[0]?.status === 'refused',
    );
    t.equal(lentTo(item), null, 'no loan');
    t.equal(afi(), 0x07, 'and no tag released');
    page.touch({ kind: 'finish' });
    await page.until('the screen says it', ({ name }) => name === 'done');
    page.touch({ kind: 'finish' });
    await page.until(
      'clearly',
      (screen) => screen.name === 'out-of-service' && screen.why === 'nothing-works',
    );
    page.touch({ kind: 'return' });
    bench.do({ kind: 'lay', item: other?.item ?? '' });

    bench.do({ kind: 'liftAll' });
    disk.clear(daemon.process.pid);
    await untilAsync('it works again', async () => (await bench.ready()).borrow);
    await page.until('the screen too', (screen) => screen.name === 'start' && screen.can.borrow);
    bench.do({ kind: 'showCard', card });
    await page.until('the patron is known', ({ name }) => name === 'borrow');
    bench.do({ kind: 'lay', item });
    await page.until(
      'the book is lent',
      (screen) => screen.name === 'borrow' && screen.items[0]?.status === 'borrowed',
    );
    t.equal(lentTo(item), card);
    page.close();
    daemon.process.kill('SIGTERM');
    t.equal(await daemon.ended, 0);

    // Full at the start, it waits for space with its pages open.
    disk.fill(undefined);
    const late = await startCommand(...disk.command(LENDSTATION, ['start', '--config', box.settingsFile]));
    t.teardown(async () => {
      late.process.kill('SIGKILL');
      await late.ended;
    });
    t.match(await readiness(late), { borrow: false, return: false, reasons: [/Journal: cannot be opened/] });
    const waiting = joinAsPage(late);
    await waiting.until('out of service', (screen) => screen.name === 'out-of-service');
    waiting.close();
    disk.clear(late.process.pid);
    await untilAsync(
      'it starts by itself',
      async () => (await readiness(late).catch(() => full)).borrow,
      20_000,
    );
    const served = joinAsPage(late);
    await served.until('at the same address', (screen) => screen.name === 'start');
    served.close();
    late.process.kill('SIGTERM');
    t.equal(await late.ended, 0);
    t.ok(readJournal(journal, { which: 'all', limit: 9 }).every(({ step }) => step === 'done'));
  },
);

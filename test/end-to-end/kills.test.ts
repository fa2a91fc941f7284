// The station killed in the middle of things, some times at random moments. Many more by `scripts/soak kills`.

import t from 'tap';
import { lend, takeBack } from '../../station-daemon/simulator/world/circulation.ts';
import { startBench } from './bench.ts';
import { chance } from './chance.ts';
import { killAgainAndAgain } from './kills.ts';
import { noVisits, playersOf, watchForDoubles } from './visits.ts';

t.test('killed at random moments, the station loses nothing and does nothing twice', async (t) => {
  const bench = await startBench(t);
  const seed = Date.now() % 1_000_000;
  t.comment(`seed ${seed}`);
  const { told, lost, doubled } = await killAgainAndAgain(bench, {
    kills: 8,
    random: chance(seed),
    say: (line) => t.comment(line),
  });
  t.same(lost, []);
  t.same(doubled, []);
  t.ok(told > 0, 'some were told as done before the kill');

  const [book] = playersOf(bench).books;
  const [patron] = bench.box.world.patrons.values();
  if (book === undefined || patron === undefined) throw new Error('nobody is there');
  takeBack(book, 'main');
  const counts = noVisits();
  watchForDoubles([book], counts);
  lend(book, patron, Date.now());
  takeBack(book, 'main');
  t.same(counts.doubled, [], 'and whoever watches for that');
  takeBack(book, 'main');
  lend(book, patron, Date.now());
  lend(book, patron, Date.now());
  t.match(counts.doubled, [/taken back twice/, /lent twice/], 'sees it');
});

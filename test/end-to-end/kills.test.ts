// The station killed in the middle of things, some times at random moments. Many more by `scripts/soak kills`.

import t from 'tap';
import { startBench } from './bench.ts';
import { chance } from './chance.ts';
import { killAgainAndAgain } from './kills.ts';

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
});

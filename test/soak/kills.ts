// The station killed hundreds of times in the middle of things. Run by `scripts/soak kills`; not one of the tests.

import { parseArgs } from 'node:util';
import { chance } from '../end-to-end/chance.ts';
import { killAgainAndAgain } from '../end-to-end/kills.ts';
import { say, withBench } from './with-bench.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});

await withBench(async (bench) => {
  const kills = Number(values.kills);
  const random = chance(Number(values.seed));
  const { transactions, told, lost, doubled } = await killAgainAndAgain(bench, { kills, random, say });
  for (const sentence of [...lost, ...doubled]) say(sentence);
  say(
    `${kills} kills, ${transactions} transactions, ${told} told as done: lost ${lost.length}, doubled ${doubled.length}`,
  );
  return lost.length + doubled.length === 0 ? 'well' : 'not well';
});

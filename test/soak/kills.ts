// The station killed hundreds of times in the middle of things. Run by `scripts/soak kills`; not one of the tests.

import { parseArgs } from 'node:util';
import { startBench } from '../end-to-end/bench.ts';
import { chance } from '../end-to-end/chance.ts';
import { killAgainAndAgain } from '../end-to-end/kills.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});
const say = (line: string) => void process.stdout.write(`${line}\n`);
const teardowns: (() => Promise<void>)[] = [];
const bench = await startBench({ teardown: (end) => teardowns.push(end) });
const { transactions, told, lost, doubled } = await killAgainAndAgain(bench, {
  kills: Number(values.kills),
  random: chance(Number(values.seed)),
  say,
});
for (const sentence of [...lost, ...doubled]) say(sentence);
say(
  `${values.kills} kills, ${transactions} transactions, ${told} told as done: lost ${lost.length}, doubled ${doubled.length}`,
);
for (const end of teardowns) await end();
process.exit(lost.length + doubled.length === 0 ? 0 : 1);

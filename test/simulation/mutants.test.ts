// The simulation sees mistakes. All of them, and how many nights each takes: `npx lendstation simulate --mutants`.

import t from 'tap';
import { MISTAKES } from './mistakes/all.ts';
import { catchMistake, withMistake } from './planted.ts';

/** Mistakes that break something in nearly every night. */
const COARSE = [
  'no-read-back',
  'not-journalled',
  'armed-too-early',
  'printer-stops-lending',
  'patron-kept',
  'never-times-out',
];
const FEW_SEEDS = 40;

t.test('every mistake changes something that the station says just once', async (t) => {
  t.equal(new Set(MISTAKES.map(({ name }) => name)).size, MISTAKES.length, 'each has a name of its own');
  for (const mistake of MISTAKES) t.not(await withMistake(mistake), '', mistake.name);
});

t.test('a mistake that is planted is seen within few nights', async (t) => {
  const coarse = MISTAKES.filter(({ name }) => COARSE.includes(name));
  t.equal(coarse.length, COARSE.length);
  for (const mistake of coarse) {
    const caught = await catchMistake(mistake, FEW_SEEDS);
    t.match(caught, { breach: { promise: mistake.breaks } }, mistake.name);
  }
});

t.test('what is to be changed and is not there is told', async (t) => {
  const mistake = { name: 'none', what: '', breaks: 1, find: 'export', replace: '' } as const;
  const elsewhere = { ...mistake, file: 'station-daemon/core/claims.ts', find: 'nowhere in the station' };
  await t.rejects(withMistake(elsewhere), /says this 0 times/);
  await t.rejects(catchMistake({ ...mistake, file: 'station-daemon/main.ts' }, 1), /no part of a night/);
});

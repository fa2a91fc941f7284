// A bench for the length of a soak: whatever happens to it, no daemon is left running.

import { type Bench, startBench } from '../end-to-end/bench.ts';

/** Runs with a bench, ends it, and exits: 0 where `run` says that all was well, 1 where not or where it threw. */
export async function withBench(
  run: (bench: Bench) => Promise<'well' | 'not well'>,
  before?: Parameters<typeof startBench>[1],
): Promise<never> {
  const teardowns: (() => Promise<void>)[] = [];
  let outcome: 'well' | 'not well' = 'not well';
  try {
    outcome = await run(await startBench({ teardown: (end) => teardowns.push(end) }, before));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  for (const end of teardowns) await end();
  process.exit(outcome === 'well' ? 0 : 1);
}

/** A line for whoever watches. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

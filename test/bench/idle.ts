// What a station costs that nobody uses: the built daemon's share of one core while its pad looks over a field that is
// empty, and one in which 30 tags lie. Library system and devices are the simulator's, behind TCP and ttys of another
// process. Run by scripts/bench idle; not one of the tests. Linux only. Ends with status 1 where it is too much.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { layItem } from '../../station-daemon/simulator/world/field.ts';
import { startBench, untilAsync } from '../end-to-end/bench.ts';
import { until } from '../shell/until.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' } } });
const MEASURED_MS = Number(values.seconds) * 1_000;
/** Reading, first screens, and the work of compiler and memory after a start are over by then. */
const SETTLING_MS = 15_000;
const TAGS = 30;
/** In parts of a core. */
const MOST = { empty: 0.02, full: 0.05 } as const;

const CLOCK_TICK_MS = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

const teardowns: (() => Promise<void> | void)[] = [];
const bench = await startBench({ teardown: (end) => teardowns.push(end) });
const { world } = bench.box;
await untilAsync('the station serves', async () => (await bench.ready()).borrow);
const empty = await share('an empty field', MOST.empty);
const books = [...world.items.values()].filter(
  ({ about, tags }) => about.tale === 'plain' && tags.length === 1,
);
for (const { about } of books.slice(0, TAGS)) layItem(world, about.barcode);
await untilAsync(`${TAGS} tags are read`, async () => (await tagsOnPads()) === TAGS);
const full = await share(`${TAGS} tags in the field`, MOST.full);
for (const end of teardowns) await end();
process.exit(empty && full ? 0 : 1);

/** Measures and tells the share of a core; false where it is too much. */
async function share(what: string, most: number): Promise<boolean> {
  await pass(SETTLING_MS);
  const before = cpuMs();
  const began = performance.now();
  await pass(MEASURED_MS);
  const used = (cpuMs() - before) / (performance.now() - began);
  const percent = (part: number) => `${(100 * part).toFixed(2)} %`;
  process.stdout.write(`${what}: ${percent(used)} of a core, at most ${percent(most)}\n`);
  return used < most;
}

/** User and system time of the daemon so far, in steps of the system's clock: fields 14 and 15 of its stat (proc(5)). */
function cpuMs(): number {
  const stat = readFileSync(`/proc/${bench.daemon.process.pid}/stat`, 'utf8');
  // The second field is a name in brackets, in which anything may stand.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS;
}

async function tagsOnPads(): Promise<number> {
  const metrics = await (await fetch(`${bench.daemon.url}metrics`)).text();
  return Number(/^lendstation_tags_on_pads (\d+)$/m.exec(metrics)?.[1]);
}

async function pass(ms: number): Promise<void> {
  const end = performance.now() + ms;
  await until('the time has passed', () => performance.now() >= end, ms + 10_000);
}

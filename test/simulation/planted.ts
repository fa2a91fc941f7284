// The simulation in a build of its own, with one mistake planted in the station: how long until a judge sees it?

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { drawPlan } from '../../station-daemon/simulation/plan/draw-plan.ts';
import type { Breach, play } from '../../station-daemon/simulation/play.ts';
import type { Mistake } from './mistakes/mistake.ts';

/** What a build gives. */
interface Simulation {
  readonly drawPlan: typeof drawPlan;
  readonly play: typeof play;
}

/** The first seed whose night breaks a promise, and how. */
export interface Caught {
  readonly seed: number;
  readonly breach: Breach;
}

const ROOT = join(import.meta.dirname, '../..');

const ENTRY = `
export { drawPlan } from './station-daemon/simulation/plan/draw-plan.ts';
export { play } from './station-daemon/simulation/play.ts';
`;

/** Plays the nights of the seeds from 1 on, with a mistake in the station. Null where none of so many shows it. */
export async function catchMistake(mistake: Mistake, seeds: number): Promise<Caught | null> {
  const { drawPlan, play } = await simulationWith(mistake);
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { breach } = play(drawPlan(seed));
    if (breach !== null) return { seed, breach };
  }
  return null;
}

/** The text of its file with the mistake. Throws where the file does not say what is to be changed, or says it twice. */
export async function withMistake({ name, file, find, replace }: Mistake): Promise<string> {
  const text = await readFile(join(ROOT, file), 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1) {
    throw new Error(
      `${name}: ${file} says this ${times} times and not once. Plant it anew in test/simulation/mistakes:\n${find}`,
    );
  }
  return text.replace(find, () => replace);
}

async function simulationWith(mistake: Mistake): Promise<Simulation> {
  const planting = plant(mistake);
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: ROOT },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
    plugins: [planting.plugin],
  });
  if (!planting.isPlanted())
    throw new Error(`${mistake.name}: no part of a night is made of ${mistake.file}`);
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

function plant(mistake: Mistake): { readonly plugin: Plugin; readonly isPlanted: () => boolean } {
  let planted = false;
  const path = join(ROOT, mistake.file);
  const plugin: Plugin = {
    name: 'plant',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async (loaded) => {
        if (loaded.path !== path) return null;
        planted = true;
        return { contents: await withMistake(mistake), loader: 'ts' };
      });
    },
  };
  return { plugin, isPlanted: () => planted };
}

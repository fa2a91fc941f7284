// `lendstation simulate --mutants`: tests the simulation itself, by mistakes planted in the station. They are no part of
// what is installed: only where the project's own tests lie beside it can they be planted.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root.ts';

const RUNNER = 'test/simulation/mutants.ts';

/**
 * Plants one mistake after the other and tells how many nights each took to be seen.
 * @param root the folder of the package
 * @returns the exit status: 0 where each was seen, else 1
 */
export function simulateMutants(out: (text: string) => void, root: string = PACKAGE_ROOT): Promise<number> {
  const missing = [RUNNER, 'node_modules/tsx', 'node_modules/esbuild'].find(
    (path) => !existsSync(join(root, path)),
  );
  if (missing !== undefined) {
    out(
      `--mutants plants mistakes in the sources, and ${missing} is not there: run it in a checkout of the project, after npm install.\n`,
    );
    return Promise.resolve(1);
  }
  const runner = spawn(process.execPath, ['--import', 'tsx', RUNNER], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  runner.stdout.setEncoding('utf8').on('data', out);
  return new Promise((resolve, reject) => {
    runner.on('error', reject);
    runner.on('close', (status) => resolve(status ?? 1));
  });
}

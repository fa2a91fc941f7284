// A station as a process: runs until it is told to stop.

import { reasonOf } from '../line.ts';
import { type Daemon, type DaemonSetup, startDaemon } from './daemon.ts';

const STOPPED = 0;
const FAILED = 1;

/**
 * Runs a station until SIGTERM or SIGINT; a second signal ends the process at once.
 * @param onReady told when the pages can be opened
 * @returns the process's exit status
 */
export async function serve(setup: DaemonSetup, onReady: (daemon: Daemon) => void): Promise<number> {
  let daemon: Daemon;
  try {
    daemon = await startDaemon(setup);
  } catch (error) {
    setup.log.error('The station cannot start', { reason: reasonOf(error) });
    return FAILED;
  }
  onReady(daemon);
  await signalled();
  await daemon.stop();
  return STOPPED;
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(FAILED));
        resolve();
      });
    }
  });
}

// A station as a process: runs until it is told to stop.

import { reasonOf } from '../line.ts';
import type { Daemon, DaemonSetup } from './daemon.ts';
import { startPatiently } from './patient-start.ts';

const STOPPED = 0;
const FAILED = 1;
/** Service managers and people wait 5 s. */
const LONGEST_STOP_MS = 4_900;

/**
 * Runs a station until SIGTERM or SIGINT; a second signal ends the process at once.
 * @param onReady told when the pages can be opened
 * @param onFailed told why the station cannot start
 * @returns the process's exit status
 */
export async function serve(
  setup: DaemonSetup,
  onReady: (daemon: Daemon) => void,
  onFailed: (reason: string) => void,
): Promise<number> {
  let daemon: Daemon;
  try {
    daemon = await startPatiently(setup);
  } catch (error) {
    setup.log.error('The station cannot start', { reason: reasonOf(error) });
    onFailed(reasonOf(error));
    return FAILED;
  }
  onReady(daemon);
  await signalled();
  // Whatever hangs, the process is gone in time; what is unfinished is in the journal.
  setTimeout(() => process.exit(FAILED), LONGEST_STOP_MS).unref();
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

// When the session has to be woken, and how long a request waits.

import type { Job } from './job.ts';
import { SESSION } from './setup.ts';
import type { LibraryState } from './state.ts';

/** A request waits from when it was asked for, or from the loss of the connection. In ticks. */
export const patienceEnds = ({ lost: loss }: LibraryState, { since }: Job): number =>
  Math.max(since, loss?.since ?? Number.NEGATIVE_INFINITY) + SESSION.patienceMs;

/** The next tick at which something is due; null for none. */
export function wakeTick(state: LibraryState, ticks: number): number | null {
  const moments: number[] = [];
  if (state.exchange !== null) moments.push(state.exchange.deadline);
  if (state.link.kind === 'down') moments.push(state.link.retryAt);
  if (state.link.kind === 'connecting') moments.push(state.link.deadline);
  if (state.link.kind === 'ready' && state.exchange === null)
    moments.push(state.lastHeard + state.setup.heartbeatMs, ...state.jobs.map(({ notBefore }) => notBefore));
  if (state.lost !== null && state.told?.kind !== 'away')
    moments.push(state.lost.since + SESSION.awayAfterMs);
  if (state.link.kind !== 'ready') moments.push(...state.jobs.map((job) => patienceEnds(state, job)));
  const ahead = moments.filter((moment) => moment > ticks);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

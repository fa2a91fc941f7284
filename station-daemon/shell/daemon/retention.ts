// Deletes what the journal has kept long enough, a little at a time: the station works on meanwhile.

export interface RetentionSetup {
  /** Deletes at most so many of what ended before a time (ms since 1970); tells how many. */
  readonly forget: (before: number, most: number) => number;
  readonly keepDays: number;
  readonly wall: () => number;
  /** When the latest entry was written, by the same clock; null where there is none. */
  readonly latestAt: () => number | null;
  /** Ms of a clock that nobody sets. */
  readonly ticks: () => number;
  readonly onFailed: (error: unknown) => void;
  readonly everyMs?: number;
}

const DAY_MS = 86_400_000;
const EVERY_MS = 60 * 60 * 1_000;
/** So many take a few milliseconds. */
const AT_A_TIME = 100;
/** Between two pieces. */
const PAUSE_MS = 200;

/** Begins at once and goes on until the function that it returns is called. */
export function startRetention({
  forget,
  keepDays,
  wall,
  latestAt,
  ticks,
  onFailed,
  everyMs = EVERY_MS,
}: RetentionSetup): () => void {
  let timer: NodeJS.Timeout;
  const next = (ms: number): void => {
    timer = setTimeout(look, ms);
    timer.unref();
  };
  /** Since when the clock shows a time at which everything would be deleted. */
  let aheadSince: number | null = null;
  /** A clock that was set wrong is set right again; a station that stood still for so long goes on standing still. */
  const isClockDoubtful = (): boolean => {
    const latest = latestAt();
    const isAhead = latest !== null && wall() - latest > keepDays * DAY_MS;
    if (!isAhead) aheadSince = null;
    else aheadSince ??= ticks();
    return aheadSince !== null && ticks() - aheadSince < DAY_MS;
  };
  const look = (): void => {
    try {
      if (isClockDoubtful()) return next(everyMs);
      const forgotten = forget(wall() - keepDays * DAY_MS, AT_A_TIME);
      next(forgotten < AT_A_TIME ? everyMs : PAUSE_MS);
    } catch (error) {
      onFailed(error);
      next(everyMs);
    }
  };
  next(0);
  return () => clearTimeout(timer);
}

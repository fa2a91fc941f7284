// Deletes what the journal has kept long enough, a little at a time: the station works on meanwhile.

export interface RetentionSetup {
  /** Deletes at most so many of what ended before a time (ms since 1970); tells how many. */
  readonly forget: (before: number, most: number) => number;
  readonly keepDays: number;
  readonly wall: () => number;
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
  onFailed,
  everyMs = EVERY_MS,
}: RetentionSetup): () => void {
  let timer: NodeJS.Timeout;
  const next = (ms: number): void => {
    timer = setTimeout(look, ms);
    timer.unref();
  };
  const look = (): void => {
    try {
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

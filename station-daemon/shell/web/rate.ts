// How much a page may say: a bucket that a burst empties and that time fills again.

export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Returns a function that says whether one more is within the rate. */
export function createRate({ burst, perSecond }: Rate, nowMs: () => number): () => boolean {
  let left = burst;
  let filledAt = nowMs();
  return () => {
    const now = nowMs();
    left = Math.min(burst, left + ((now - filledAt) * perSecond) / 1_000);
    filledAt = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

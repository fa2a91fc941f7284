// Watches what is to be warned of on the line to the library system, and tells each warning once.

import { type LineFacts, lineWarnings } from '../library-line/line-warnings.ts';

export interface LineWatchSetup extends LineFacts {
  /** Told once for each warning, as soon as it is seen. */
  readonly onWarning: (warning: string) => void;
}

export interface LineWatch {
  /** What is to be warned of now. */
  warnings(): readonly string[];
  /** Something has changed, e.g. there is a new connection. */
  look(): void;
  stop(): void;
}

/** Often enough for what is counted in days. */
const LOOK_EVERY_MS = 60 * 60 * 1_000;

/** Begins to watch; what is to be warned of from the start is told at once. */
export function createLineWatch({ onWarning, ...facts }: LineWatchSetup): LineWatch {
  let told: readonly string[] = [];
  const warnings = () => lineWarnings(facts);
  const look = (): void => {
    const now = warnings();
    for (const warning of now) if (!told.includes(warning)) onWarning(warning);
    told = now;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  look();
  return { warnings, look, stop: () => clearInterval(timer) };
}

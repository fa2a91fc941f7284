// What the tester found out, one finding a fact: how good that is, what it is, and what to do about it.

/** `failed`: the station cannot work so. `warning`: it works, but somebody should know. `note`: merely good to know. */
export type Level = 'ok' | 'note' | 'warning' | 'failed';

export interface Finding {
  readonly level: Level;
  /** What was looked at, e.g. `Login (93)`. */
  readonly topic: string;
  readonly text: string;
  /** What to do; null where there is nothing to do. */
  readonly advice: string | null;
  /** Further lines, e.g. a table. */
  readonly details: readonly string[];
}

const without =
  (level: 'ok' | 'note') =>
  (topic: string, text: string, details: readonly string[] = []): Finding => ({
    level,
    topic,
    text,
    advice: null,
    details,
  });

const withAdvice =
  (level: 'warning' | 'failed') =>
  (topic: string, text: string, advice: string, details: readonly string[] = []): Finding => ({
    level,
    topic,
    text,
    advice,
    details,
  });

/** All is as it should be. */
export const ok = without('ok');
/** Neither good nor bad. */
export const note = without('note');
/** It works so, but not as well as it could. */
export const warning = withAdvice('warning');
/** It does not work so. */
export const failed = withAdvice('failed');

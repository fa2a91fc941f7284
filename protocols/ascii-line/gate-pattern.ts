// How a security gate that speaks in lines of text tells its alarms and how it is armed: a pattern, written by a person
// (config/gates/), with regular expressions with named groups.

import type { LineCommand, LineForm } from './pattern.ts';

/** A gate's pattern. What is null it cannot do. */
export interface GatePattern {
  /** What the staff page calls the gate. */
  readonly name: string;
  readonly lines: LineForm;
  /** Matches a line that tells of an alarm; groups `item` and `uid` where it tells them. */
  readonly alarm: string;
  /** Matches a line that tells its counters; groups `in` and `out`. */
  readonly counter: string | null;
  /** How it is armed and disarmed, and the line that confirms it. Without it, it is always armed, or by a relay. */
  readonly arming: { readonly arm: LineCommand; readonly disarm: LineCommand } | null;
  /** Milliseconds that a confirmation may take. */
  readonly answerMs: number;
}

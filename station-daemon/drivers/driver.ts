// The one form that every device driver has. A driver is a pure machine between a serial line's bytes and
// the words of protocols/devices/: it opens nothing, waits for nothing and knows no other driver.

import type { Moment } from '../../protocols/moment.ts';

/** How often a driver looks whether something is new: `eager` while somebody is at the station, `calm` else. */
export type Pace = 'calm' | 'eager';

/** What happens to a driver. */
export type DriverEvent<Order> =
  /** The serial line is open; nothing was sent on it yet. */
  | { readonly kind: 'opened' }
  /** The serial line is gone (unplugged, closed, refused). `reason` is the system's own word for it. */
  | { readonly kind: 'closed'; readonly reason: string }
  /** Bytes came in, split anywhere. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The moment of the last `wakeAt` has come (or passed). */
  | { readonly kind: 'wake' }
  /** Somebody has come to the station, or has gone. Told to pads alone; it holds until it is told anew. */
  | { readonly kind: 'pace'; readonly pace: Pace }
  /** The station wants something. */
  | { readonly kind: 'order'; readonly order: Order };

/** What a driver wants done. */
export type DriverCommand<Reading> =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  | { readonly kind: 'tell'; readonly reading: Reading }
  /** Send a `wake` at this tick. A later `wakeAt` replaces an earlier one; null takes it back. */
  | { readonly kind: 'wakeAt'; readonly ticks: number | null }
  /** Something worth a line in the log, without any identifier: a frame that was not understood, a retry. */
  | { readonly kind: 'note'; readonly text: string; readonly bytes?: number };

/** A step's outcome: the machine's next state, and what it wants done, in order. */
export interface Step<State, Command> {
  readonly state: State;
  readonly commands: readonly Command[];
}

/** A device model's driver, made for one configured device. */
export interface Driver<State, Order, Reading> {
  readonly start: State;
  step(state: State, event: DriverEvent<Order>, now: Moment): Step<State, DriverCommand<Reading>>;
}

// A driver with its state inside, so that devices of different makes can stand in one list.

import type { Moment } from '../../protocols/moment.ts';
import type { Driver, DriverCommand, DriverEvent } from '../drivers/driver.ts';

/** A driver at work. `step` leaves it as it is and gives the one that follows. */
export interface RunningDriver<Order, Reading> {
  step(
    event: DriverEvent<Order>,
    now: Moment,
  ): { readonly next: RunningDriver<Order, Reading>; readonly commands: readonly DriverCommand<Reading>[] };
}

/** A driver as it starts, or as it stands in `state`. */
export function running<State, Order, Reading>(
  driver: Driver<State, Order, Reading>,
  state: State = driver.start,
): RunningDriver<Order, Reading> {
  return {
    step(event, now) {
      const { state: after, commands } = driver.step(state, event, now);
      return { next: running(driver, after), commands };
    },
  };
}

// What every screen's drawing is given.

import type { Screen } from '../../../protocols/screen/screen.ts';
import type { Received } from '../station-link.ts';

/** The screen by its own type, and the same with the time at which it came. */
export interface ViewProps<S extends Screen> {
  readonly screen: S;
  readonly received: Received;
}

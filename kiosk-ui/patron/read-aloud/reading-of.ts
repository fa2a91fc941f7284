// What decides that a screen is read aloud from its beginning. Pure.

import type { Screen } from '../../../protocols/screen/screen.ts';

/** Another text for another screen, and for another state of one that then has other words: its loans have come. */
export function readingOf(screen: Screen): string {
  switch (screen.name) {
    case 'start':
      return `start ${screen.itemsWaiting} ${screen.itemsFromBefore}`;
    case 'identify':
      return `identify ${screen.purpose} ${screen.state}`;
    case 'pin':
      return `pin ${screen.entry} ${screen.state}`;
    case 'account':
      return `account ${screen.state}`;
    case 'done':
      return `done ${screen.receipt}`;
    case 'out-of-service':
      return `out-of-service ${screen.why}`;
    case 'borrow':
    case 'return':
    case 'help':
      return screen.name;
  }
}

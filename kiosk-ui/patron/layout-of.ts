// What decides where things stand on the screen. When it changes, taps rest for a moment. Pure.

import type { BorrowScreen, ReturnScreen, Screen } from '../../protocols/screen/screen.ts';
import { feeQuestionOf } from './fee-asked.ts';

/** A text that is the same for two screens exactly when their controls stand at the same places. */
export function layoutOf(screen: Screen): string {
  const frame = [
    screen.name,
    screen.display.text,
    screen.display.reach,
    screen.notices.length,
    'patron' in screen && screen.patron.blocked !== null,
    screen.countdown?.warning === true,
    feeRowOf(screen),
  ];
  return [...frame, ...contentOf(screen)].join(' ');
}

/** A question about a fee stands above the end buttons, and another remark beside it moves it. */
function feeRowOf(screen: Screen): string {
  const asked = feeQuestionOf(screen);
  return asked === null ? '' : `fee ${asked.row} ${screen.remark !== null}`;
}

function listOf({
  items,
  itemsFromBefore,
  ends,
}: BorrowScreen | ReturnScreen): readonly (string | boolean)[] {
  return [items.length > 0, itemsFromBefore > 0, ends.print, ...ends.switchTo];
}

function contentOf(screen: Screen): readonly (string | number | boolean)[] {
  switch (screen.name) {
    case 'start':
      return [screen.itemsWaiting > 0, screen.attract, screen.display.children];
    case 'borrow':
      return [...listOf(screen), screen.holdsReady > 0];
    case 'return':
      return listOf(screen);
    case 'account':
      return [
        ...[screen.state, screen.holds.length > 0, screen.ends.print],
        ...screen.loans.map(({ row }) => row),
        ...screen.ends.switchTo,
      ];
    case 'done':
      return [
        screen.canPrint,
        screen.doNotLeave.length,
        screen.undone.length,
        screen.handIn.length,
        screen.notReturned.length,
        screen.places.length,
        screen.notRenewed.length,
        screen.itemsOnPad > 0,
      ];
    case 'identify':
    case 'pin':
    case 'help':
    case 'out-of-service':
      return [];
  }
}

// A slip for the staff that goes with what is handed in, until it is on paper.

import type { SlipLine } from '../../protocols/devices/printer.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { DeviceId } from './event.ts';
import { type RoutedItem, routeSlipOf } from './route-slip.ts';
import { type SetToCheck, setSlipOf } from './set-slip.ts';
import type { CoreSetup } from './setup.ts';

/** A slip that is not on paper yet. */
export interface StaffSlip {
  /** The transaction that the staff are called to while nothing is printed. */
  readonly transaction: number;
  readonly content: SlipContent;
  /** When the item was handed in. */
  readonly since: Moment;
  /** How often a printer did not get to its end. */
  readonly failures: number;
  readonly stage: SlipStage;
}

/** What it is about. */
export type SlipContent = SetToCheck | RoutedItem;

type SlipStage =
  /** For a printer that works. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'printing'; readonly slip: number; readonly device: DeviceId }
  /** The printer did not get to its end: another one may, or this one once it tells that it is well. */
  | { readonly kind: 'failed'; readonly device: DeviceId };

/** What stands on it, in the library's own language. */
export function linesOf(
  { content, since }: StaffSlip,
  { languages: [language], stationName }: CoreSetup,
): readonly SlipLine[] {
  switch (content.kind) {
    case 'set':
      return setSlipOf(content, language, stationName, since);
    case 'route':
      return routeSlipOf(content, language, stationName, since);
  }
}

// What every answer of the library system is made from.

import type { Moment } from '../../../protocols/moment.ts';
import { sip2Date } from '../../../protocols/sip2/dates.ts';
import type { World } from '../world/world.ts';
import type { AcsSettings } from './settings.ts';

/** The library system at the moment of a request. */
export interface Desk {
  readonly world: World;
  readonly settings: AcsSettings;
  readonly now: Moment;
  /** Item properties (CH) that stations have told, by barcode. */
  readonly properties: Map<string, string>;
}

/** The desk's date in SIP2's form, local time. */
export const today = ({ now }: Desk): string => sip2Date(now);

/** A due date in SIP2's form, local time as it is kept today; '' for none. */
export const dueText = (dueWall: number | null, { now }: Desk): string =>
  dueWall === null ? '' : sip2Date({ ...now, wall: dueWall });

/** An amount as SIP2 writes it, with a decimal point. */
export const amountText = (cents: number): string => (cents / 100).toFixed(2);

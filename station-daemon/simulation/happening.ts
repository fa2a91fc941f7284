// What happens in a night, as far as a promise may be kept or broken by it.

import type { Screen } from '../../protocols/screen/screen.ts';
import type { JournalEntry } from '../core/journal-entry.ts';
import type { Standing, WorldItem, WorldTag } from '../simulator/world/world.ts';
import type { StationCommand, StationEvent } from '../station/rim.ts';
import type { StationState } from '../station/station.ts';
import type { Part } from './plan/trouble.ts';

export type Happening =
  /** The station has dealt with an event, and its commands were carried out. */
  | { readonly kind: 'stepped'; readonly event: StationEvent; readonly state: StationState }
  | { readonly kind: 'threw'; readonly event: StationEvent; readonly error: string }
  /** An entry is on disk. */
  | { readonly kind: 'recorded'; readonly entry: JournalEntry }
  | { readonly kind: 'shown'; readonly screen: Screen }
  | { readonly kind: 'noted'; readonly note: Extract<StationCommand, { kind: 'note' }> }
  /** The station said something to the library system. */
  | { readonly kind: 'said'; readonly bytes: Uint8Array; readonly line: string }
  /** The library system said something, and the station heard it. */
  | { readonly kind: 'heard'; readonly bytes: Uint8Array }
  /** The books of the library system were changed by a message. */
  | {
      readonly kind: 'booked';
      readonly item: WorldItem;
      readonly before: Standing;
      readonly after: Standing;
      readonly line: string;
    }
  /** The security of a tag is another one: `afi`. */
  | { readonly kind: 'tagWritten'; readonly item: WorldItem; readonly tag: WorldTag; readonly afi: number }
  /** The books were changed at another desk. */
  | { readonly kind: 'elsewhere'; readonly item: WorldItem }
  /** The journal is another one, and knows nothing; the station is told next. */
  | { readonly kind: 'journalDamaged' }
  | { readonly kind: 'laid' | 'lifted'; readonly item: WorldItem }
  /** A patron goes out with it. `theirs`: the screen told them so. */
  | { readonly kind: 'carriedOut'; readonly item: WorldItem; readonly theirs: boolean }
  | { readonly kind: 'slipCameOut'; readonly lines: readonly string[] }
  /** A patron comes; these parts are broken, and since then nothing else has changed. */
  | { readonly kind: 'visitBegan'; readonly broken: readonly Part[]; readonly sinceMs: number }
  /** The programme is gone, or there again. */
  | { readonly kind: 'stationDied' | 'stationStarted' }
  /** Nothing is broken any more, and everything that could come to an end has had the time for it. */
  | { readonly kind: 'settled'; readonly state: StationState }
  /** It never came to rest. */
  | { readonly kind: 'neverSettled'; readonly why: string }
  /** After everything, one more patron borrowed and returned an item. The printer alone may still be in trouble. */
  | {
      readonly kind: 'lastVisit';
      readonly borrowed: boolean;
      readonly returned: boolean;
      readonly printerWorks: boolean;
    };

// The station's outer edge: every event that the shell may bring in, every command that it must carry out.
// Inside this edge all is pure; the shell and the simulation are its two outsides.

import type { DrawnLine, SlipLine } from '../../protocols/devices/printer.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import type { JournalEntry } from '../core/journal-entry.ts';

/** A device's `id` in the settings. */
export type DeviceId = string;

/** What comes in. */
export type StationEvent =
  | { readonly kind: 'deviceOpened'; readonly device: DeviceId }
  | { readonly kind: 'deviceClosed'; readonly device: DeviceId; readonly reason: string }
  | { readonly kind: 'deviceBytes'; readonly device: DeviceId; readonly bytes: Uint8Array }
  | { readonly kind: 'libraryOpened' }
  | { readonly kind: 'libraryClosed'; readonly reason: string }
  | { readonly kind: 'libraryBytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'intent'; readonly intent: Intent }
  /** The library has opened or closed, where the station rests while it is closed. */
  | { readonly kind: 'doors'; readonly doors: 'open' | 'closed' }
  /** A sensor of a book drop's machine. */
  | { readonly kind: 'sensor'; readonly input: string; readonly on: boolean }
  | { readonly kind: 'wake' }
  /** The journal could not write (`record` failed): lending must stop until it can. */
  | { readonly kind: 'journalFailed'; readonly reason: string }
  | { readonly kind: 'journalBack' }
  /** The journal's file was damaged, and a new one has begun: what is unfinished has to be written into it. */
  | { readonly kind: 'journalReplaced' }
  /** Cards that nothing is lent to while the library system is away; null where the list cannot be read. */
  | { readonly kind: 'blockedCards'; readonly cards: ReadonlySet<string> | null }
  /** What `draw` asked for. A line that could not be drawn comes back as it was. */
  | { readonly kind: 'drawn'; readonly slip: number; readonly lines: readonly (SlipLine | DrawnLine)[] }
  /** End cleanly: finish or roll back what is in work, take in nothing new. */
  | { readonly kind: 'stop' };

/** What goes out. Carried out in order; `record` is a barrier: what follows waits until it is on disk. */
export type StationCommand =
  | { readonly kind: 'sendToDevice'; readonly device: DeviceId; readonly bytes: Uint8Array }
  /** Open the line to the library system; answered by `libraryOpened` or `libraryClosed`. */
  | { readonly kind: 'connectLibrary' }
  | { readonly kind: 'disconnectLibrary' }
  | { readonly kind: 'sendToLibrary'; readonly bytes: Uint8Array }
  /** Switch a part of a book drop's machine. */
  | { readonly kind: 'actuate'; readonly relay: string; readonly on: boolean; readonly forMs: number | null }
  | { readonly kind: 'record'; readonly entry: JournalEntry }
  | { readonly kind: 'show'; readonly screen: Screen }
  /** Draw these lines of a slip, which its printer has no letters for; answered by `drawn`. */
  | {
      readonly kind: 'draw';
      readonly slip: number;
      readonly lines: readonly SlipLine[];
      readonly widthDots: number;
    }
  /** The one alarm of the whole station: a later one replaces it. */
  | { readonly kind: 'wakeAt'; readonly ticks: number | null }
  /** A line for the log. `data` never holds a PIN, name, card number or title. */
  | {
      readonly kind: 'note';
      readonly level: 'debug' | 'info' | 'warn';
      readonly text: string;
      readonly data: NoteData;
    }
  /** All transactions have ended after `stop`; the process may go. */
  | { readonly kind: 'stopped' };

export type NoteData = Readonly<Record<string, string | number | boolean | null>>;

/** How each part of the station stands; for /readyz, /metrics and the staff page. */
export interface StationHealth {
  /** All that anybody comes for can be done: at a book drop that is returns. A missing printer costs none of it. */
  readonly ready: boolean;
  readonly borrow: boolean;
  readonly return: boolean;
  readonly renew: boolean;
  readonly print: boolean;
  /** One sentence a fault, for staff: what, which device, what to do. */
  readonly reasons: readonly string[];
  readonly transactionsOpen: number;
  /** Returns and loans that were made without the library system, and that it has yet to be told of. */
  readonly offlineWaiting: number;
  /** Tags that lie on the pads, a moment's blinking included; null until the pads that work have looked. */
  readonly tagsOnPads: number | null;
  /** How often patrons have called the staff to the screen since the start. */
  readonly staffCalls: number;
}

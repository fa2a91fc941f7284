// What the core hears and what it wants done. Nothing else moves in or out of it.

import type { PadOrder, PadReading } from '../../protocols/devices/pad.ts';
import type { PrinterReading, Slip } from '../../protocols/devices/printer.ts';
import type { ScannerReading } from '../../protocols/devices/scanner.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { LibraryAnswer, LibraryOrder, LibraryStatus } from './library-port.ts';

/** A device's `id` in the settings. */
export type DeviceId = string;

export type Doors = 'open' | 'closed';

export type CoreEvent =
  | { readonly kind: 'pad'; readonly device: DeviceId; readonly reading: PadReading }
  | { readonly kind: 'scanner'; readonly device: DeviceId; readonly reading: ScannerReading }
  | { readonly kind: 'printer'; readonly device: DeviceId; readonly reading: PrinterReading }
  | { readonly kind: 'libraryStatus'; readonly status: LibraryStatus }
  | { readonly kind: 'libraryAnswered'; readonly order: number; readonly answer: LibraryAnswer }
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'journal'; readonly works: boolean }
  /** The journal's file was damaged, and a new one has begun: it knows nothing. */
  | { readonly kind: 'journalReplaced' }
  /** Cards that nothing is lent to without the library system; null where the list cannot be had. */
  | { readonly kind: 'blockedCards'; readonly cards: ReadonlySet<string> | null }
  /** The library has opened or closed, at a station that rests while it is closed. */
  | { readonly kind: 'doors'; readonly doors: Doors }
  /** A sensor of a book drop's machine, by its name. */
  | { readonly kind: 'sensor'; readonly input: string; readonly on: boolean }
  | { readonly kind: 'wake' }
  | { readonly kind: 'stop' };

export type CoreCommand =
  | { readonly kind: 'ask'; readonly order: LibraryOrder }
  | { readonly kind: 'pad'; readonly device: DeviceId; readonly order: PadOrder }
  | { readonly kind: 'print'; readonly device: DeviceId; readonly slip: Slip }
  /** Nobody waits for this slip any more: what of it is not on paper need not come. */
  | { readonly kind: 'withdrawSlip'; readonly device: DeviceId; readonly slip: number }
  /** A barrier: what follows waits until the journal has it on disk. */
  | { readonly kind: 'record'; readonly entry: JournalEntry }
  /** Switches a part of a book drop's machine, by its name; with `forMs` for so long only. */
  | { readonly kind: 'actuate'; readonly relay: string; readonly on: boolean; readonly forMs: number | null }
  | { readonly kind: 'note'; readonly text: string; readonly data: NoteData }
  /** After `stop`: everything has ended. */
  | { readonly kind: 'stopped' };

/** What a log line may carry: never a PIN, a name, a card number or a title. */
export type NoteData = Readonly<Record<string, string | number | boolean | null>>;

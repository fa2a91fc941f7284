// What the core hears and what it wants done. Nothing else moves in or out of it.

import type { GateOrder, GateReading } from '../../protocols/devices/gate.ts';
import type { PadOrder, PadReading } from '../../protocols/devices/pad.ts';
import type { PrinterReading, Slip } from '../../protocols/devices/printer.ts';
import type { RelayReading } from '../../protocols/devices/relay.ts';
import type { ScannerReading } from '../../protocols/devices/scanner.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { GateEntry } from './gate/gate-entry.ts';
import type { BoardOutput } from './gate/outputs.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { LibraryAnswer, LibraryOrder, LibraryStatus } from './library-port.ts';

/** A device's `id` in the settings. */
export type DeviceId = string;

export type Doors = 'open' | 'closed';

export type CoreEvent =
  | { readonly kind: 'pad'; readonly device: DeviceId; readonly reading: PadReading }
  | { readonly kind: 'scanner'; readonly device: DeviceId; readonly reading: ScannerReading }
  | { readonly kind: 'printer'; readonly device: DeviceId; readonly reading: PrinterReading }
  | { readonly kind: 'gate'; readonly device: DeviceId; readonly reading: GateReading }
  | { readonly kind: 'relay'; readonly device: DeviceId; readonly reading: RelayReading }
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
  /** The library has opened or closed by its hours, whatever the station does meanwhile. */
  | { readonly kind: 'hours'; readonly library: Doors }
  | { readonly kind: 'wake' }
  | { readonly kind: 'stop' };

export type CoreCommand =
  | { readonly kind: 'ask'; readonly order: LibraryOrder }
  | { readonly kind: 'pad'; readonly device: DeviceId; readonly order: PadOrder }
  | { readonly kind: 'print'; readonly device: DeviceId; readonly slip: Slip }
  /** Nobody waits for this slip any more: what of it is not on paper need not come. */
  | { readonly kind: 'withdrawSlip'; readonly device: DeviceId; readonly slip: number }
  | { readonly kind: 'gate'; readonly device: DeviceId; readonly order: GateOrder }
  /** Switches what hangs on a relay board; with `forMs` for so long only. */
  | {
      readonly kind: 'switch';
      readonly device: DeviceId;
      readonly output: BoardOutput;
      readonly on: boolean;
      readonly forMs: number | null;
    }
  /** A barrier: what follows waits until the journal has it on disk. */
  | { readonly kind: 'record'; readonly entry: JournalEntry }
  /** A barrier too. */
  | { readonly kind: 'recordGate'; readonly entry: GateEntry }
  | { readonly kind: 'note'; readonly text: string; readonly data: NoteData }
  /** After `stop`: everything has ended. */
  | { readonly kind: 'stopped' };

/** What a log line may carry: never a PIN, a name, a card number or a title. */
export type NoteData = Readonly<Record<string, string | number | boolean | null>>;

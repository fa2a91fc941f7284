// What can go wrong in a night, as data. Times are milliseconds since the doors opened; occurrences count from 1.

import type { MessageCode } from '../../../protocols/sip2/table.ts';
import type { AcsFault } from '../../simulator/acs/settings.ts';
import type { PlannedReaderFault } from '../../simulator/reader/faults.ts';

export type Trouble =
  /** The library system deals with one request in its own way. */
  | {
      readonly kind: 'library';
      readonly on: MessageCode;
      readonly occurrence: number;
      readonly what: AcsFault;
    }
  /** Something happens to one message on its way. */
  | {
      readonly kind: 'network';
      readonly way: 'request' | 'answer';
      readonly on: MessageCode;
      readonly occurrence: number | 'every';
      readonly what: NetworkFault;
    }
  /** No connection comes about, and those that there are break. */
  | { readonly kind: 'libraryAway'; readonly atMs: number; readonly forMs: number }
  /** What is said reaches nobody, in both directions, and no connection breaks. */
  | { readonly kind: 'halfOpen'; readonly atMs: number; readonly forMs: number }
  | { readonly kind: 'lineCut'; readonly atMs: number }
  | {
      readonly kind: 'librarySlow';
      readonly atMs: number;
      readonly forMs: number;
      readonly delayMs: number;
    }
  | { readonly kind: 'reader'; readonly fault: PlannedReaderFault }
  | {
      readonly kind: 'unplugged';
      readonly device: DeviceName;
      readonly atMs: number;
      readonly forMs: number;
    }
  | {
      readonly kind: 'noise';
      readonly device: DeviceName;
      readonly atMs: number;
      readonly bytes: readonly number[];
    }
  /** From now on a tag of the item takes no writes. */
  | { readonly kind: 'worn'; readonly item: number; readonly atMs: number }
  /** The roll ends after so many lines. */
  | { readonly kind: 'paperEnds'; readonly afterLines: number }
  | { readonly kind: 'coverOpen'; readonly atMs: number; readonly forMs: number }
  | { readonly kind: 'powerCut'; readonly cut: PowerCut }
  | { readonly kind: 'diskFull'; readonly atMs: number; readonly forMs: number }
  /** The disk is full when this entry is to be written. */
  | { readonly kind: 'writeFails'; readonly occurrence: number; readonly forMs: number }
  /** The journal's file is damaged: it is set aside, and a new one knows nothing. */
  | { readonly kind: 'journalDamaged'; readonly atMs: number }
  /** At another desk an item is lent to a patron, or taken in. */
  | {
      readonly kind: 'elsewhere';
      readonly item: number;
      readonly to: number | 'shelf';
      readonly atMs: number;
    }
  /** Ended cleanly and started again. */
  | { readonly kind: 'restart'; readonly atMs: number }
  | { readonly kind: 'clockJumps'; readonly atMs: number; readonly byMs: number }
  | { readonly kind: 'zoneChanges'; readonly atMs: number; readonly toMinutes: number };

/** What can be broken for a while. */
export type Part = DeviceName | 'library' | 'disk';

export type DeviceName = 'pad' | 'scanner' | 'printer';

export type NetworkFault =
  /** It never arrives, and the connection breaks. */
  | { readonly kind: 'lost' }
  /** It arrives, and then the connection breaks. */
  | { readonly kind: 'cutBehind' }
  /** Nobody hears of it, and the connection stays. */
  | { readonly kind: 'swallowed' }
  | { readonly kind: 'late'; readonly byMs: number }
  /** It comes once more after a while. */
  | { readonly kind: 'echo'; readonly afterMs: number }
  | { readonly kind: 'pieces'; readonly pieceBytes: number; readonly pauseMs: number }
  /** One character of it is another one. */
  | { readonly kind: 'damaged'; readonly at: number }
  /** Of a checkout: it is carried out only in the moment in which it is made again. */
  | { readonly kind: 'stuck' }
  /** Control characters of a printer stand in its title. */
  | { readonly kind: 'evilTitle' };

/** The station stops dead, at one of the things that it does. */
export interface PowerCut {
  readonly at: CutAt;
  readonly occurrence: number;
  /** `before`: it is not done any more; of an entry of the journal: nobody knows whether it was written. */
  readonly side: 'before' | 'after';
  /** Of an entry that was being written: whether it is there afterwards. */
  readonly inFlight: 'kept' | 'lost';
  /** `power`: reader and printer go too. `process`: the programme alone. */
  readonly what: 'power' | 'process';
  readonly offMs: number;
}

/** What the station does, as far as it can be cut there. */
export type CutAt =
  | 'record'
  | 'sendToLibrary'
  | 'sendToPad'
  | 'show'
  | 'step'
  /** It writes down that it tells of what was done without the library system, or says it. */
  | 'replay';

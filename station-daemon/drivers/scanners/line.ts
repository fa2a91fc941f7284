// The driver for scanners that send one line a scan. The line itself may be cut by the serial line; what comes here
// may still be split anywhere, too long, or no text at all.

import { type Affixes, withoutAffixes } from '../../../protocols/barcodes/affixes.ts';
import { LONGEST_SCAN } from '../../../protocols/barcodes/scan.ts';
import type { ScannerReading } from '../../../protocols/devices/scanner.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { Driver, DriverCommand, DriverEvent, Step } from '../driver.ts';

/** How the scanner is set to send its scans. CR and LF end one in any case. */
export interface LineScannerSettings extends Affixes {
  readonly lineEnd: 'any' | 'CR' | 'LF' | 'TAB' | 'ETX';
}

const CR = 0x0d;
const LF = 0x0a;
const ENDS = {
  any: [CR, LF],
  CR: [CR, LF],
  LF: [CR, LF],
  TAB: [CR, LF, 0x09],
  ETX: [CR, LF, 0x03],
} as const satisfies Readonly<Record<LineScannerSettings['lineEnd'], readonly number[]>>;

/** A scan without its end must be complete within this. */
const UNENDED_MS = 200;

/** A scanner that sends nothing but noise is told of once in this time: each telling is a step and a line in the log. */
const DISCARDED_EVERY_MS = 1_000;

export interface LineScannerState {
  readonly bytes: readonly number[];
  /** Bytes of a line that is too long already and is being passed over. */
  readonly overlong: number;
  /** When what has no end counts as ended; null while there is nothing. */
  readonly endsAt: number | null;
  /** This scanner ends its scans: what has no end is half a scan. */
  readonly ends: boolean;
  /** Bytes that were thrown away since that was told last, and when it may be told again. */
  readonly discarded: { readonly bytes: number; readonly reason: string; readonly tellAt: number };
}

const EMPTY: LineScannerState = {
  bytes: [],
  overlong: 0,
  endsAt: null,
  ends: false,
  discarded: { bytes: 0, reason: '', tellAt: Number.NEGATIVE_INFINITY },
};

type ScannerStep = Step<LineScannerState, DriverCommand<ScannerReading>>;

/** A driver for any scanner that ends each scan with a character of its own, or with a pause. */
export function lineScanner(settings: LineScannerSettings): Driver<LineScannerState, never, ScannerReading> {
  return {
    start: EMPTY,
    step: (state, event, now) => {
      const turn = new ScannerTurn(settings, state, now);
      turn.hear(event);
      return turn.ended();
    },
  };
}

/** One step while it is made. */
class ScannerTurn {
  readonly #settings: LineScannerSettings;
  readonly #now: Moment;
  readonly #commands: DriverCommand<ScannerReading>[] = [];
  #state: LineScannerState;

  constructor(settings: LineScannerSettings, state: LineScannerState, now: Moment) {
    this.#settings = settings;
    this.#state = state;
    this.#now = now;
  }

  hear(event: DriverEvent<never>): void {
    switch (event.kind) {
      case 'opened':
        this.#state = EMPTY;
        return this.#tell({ kind: 'ready', model: 'line scanner' });
      case 'closed':
        this.#state = EMPTY;
        return this.#tell({ kind: 'lost', reason: event.reason });
      case 'bytes':
        return this.#bytesCame(event.bytes);
      case 'wake':
        return this.#pauseCame();
      case 'pace':
      case 'order':
        return;
    }
  }

  ended(): ScannerStep {
    this.#tellDiscarded();
    const { discarded, endsAt } = this.#state;
    const alarms = [endsAt, discarded.bytes > 0 ? discarded.tellAt : null].filter((at) => at !== null);
    this.#commands.push({ kind: 'wakeAt', ticks: alarms.length === 0 ? null : Math.min(...alarms) });
    return { state: this.#state, commands: this.#commands };
  }

  #tellDiscarded(): void {
    const { bytes, reason, tellAt } = this.#state.discarded;
    if (bytes === 0 || this.#now.ticks < tellAt) return;
    this.#tell({ kind: 'discarded', bytes, reason });
    const next = this.#now.ticks + DISCARDED_EVERY_MS;
    this.#state = { ...this.#state, discarded: { bytes: 0, reason: '', tellAt: next } };
  }

  #bytesCame(bytes: Uint8Array): void {
    const { prefix, suffix, lineEnd } = this.#settings;
    const longest = LONGEST_SCAN + prefix.length + suffix.length;
    const marks: readonly number[] = ENDS[lineEnd];
    let { bytes: line, overlong, ends } = this.#state;
    for (const byte of bytes) {
      if (marks.includes(byte)) {
        this.#scan(line, overlong);
        ends ||= line.length > 0;
        line = [];
        overlong = 0;
      } else if (overlong > 0 || line.length >= longest) {
        overlong += 1;
      } else {
        line = [...line, byte];
      }
    }
    const endsAt = line.length > 0 ? this.#now.ticks + UNENDED_MS : null;
    this.#state = { ...this.#state, bytes: line, overlong, endsAt, ends };
  }

  /** Some scanners end a scan with nothing but silence. */
  #pauseCame(): void {
    const { bytes, overlong, ends, endsAt } = this.#state;
    if (endsAt === null || this.#now.ticks < endsAt) return;
    if (ends) this.#discard(bytes.length + overlong, 'broken off');
    else this.#scan(bytes, overlong);
    this.#state = { ...this.#state, bytes: [], overlong: 0, endsAt: null };
  }

  #scan(line: readonly number[], overlong: number): void {
    const length = line.length + overlong;
    if (length === 0) return;
    if (overlong > 0) return this.#discard(length, 'longer than any barcode');
    const text = withoutAffixes(String.fromCharCode(...line), this.#settings);
    if (!/^[ -~]*$/.test(text)) return this.#discard(length, 'not printable');
    if (text.trim() === '') return this.#discard(length, 'blank');
    this.#tell({ kind: 'scanned', text });
  }

  #discard(bytes: number, reason: string): void {
    const { discarded } = this.#state;
    this.#state = {
      ...this.#state,
      discarded: { ...discarded, bytes: discarded.bytes + bytes, reason },
    };
  }

  #tell(reading: ScannerReading): void {
    this.#commands.push({ kind: 'tell', reading });
  }
}

// The driver for scanners that send one line a scan. The line itself is cut by the serial line; what comes here
// may still be split anywhere, too long, or no text at all.

import type { ScannerReading } from '../../../protocols/devices/scanner.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { Driver, DriverCommand, DriverEvent, Step } from '../driver.ts';

/** The longest barcode that is taken for one, in characters: well above any in a library. */
const LONGEST_SCAN = 64;

/** A scan without its end must be complete within this. */
const UNENDED_MS = 200;

export interface LineScannerState {
  readonly bytes: readonly number[];
  /** Bytes of a line that is too long already and is being passed over. */
  readonly overlong: number;
  /** When what has no end counts as ended; null while there is nothing. */
  readonly endsAt: number | null;
  /** This scanner ends its scans: what has no end is half a scan. */
  readonly ends: boolean;
}

const EMPTY: LineScannerState = { bytes: [], overlong: 0, endsAt: null, ends: false };

/** A driver for any scanner that ends each scan with CR, LF or both. */
export function lineScanner(): Driver<LineScannerState, never, ScannerReading> {
  return { start: EMPTY, step };
}

function step(
  state: LineScannerState,
  event: DriverEvent<never>,
  now: Moment,
): Step<LineScannerState, DriverCommand<ScannerReading>> {
  switch (event.kind) {
    case 'opened':
      return { state: EMPTY, commands: [tell({ kind: 'ready', model: 'line scanner' })] };
    case 'closed':
      return { state: EMPTY, commands: [tell({ kind: 'lost', reason: event.reason })] };
    case 'bytes':
      return bytesCame(state, event.bytes, now);
    case 'wake':
      return ended(state, now);
    case 'order':
      return { state, commands: [] };
  }
}

function bytesCame(
  state: LineScannerState,
  bytes: Uint8Array,
  now: Moment,
): Step<LineScannerState, DriverCommand<ScannerReading>> {
  const commands: DriverCommand<ScannerReading>[] = [];
  let { bytes: line, overlong, ends } = state;
  for (const byte of bytes) {
    if (byte === 0x0d || byte === 0x0a) {
      commands.push(...scan(line, overlong));
      ends ||= line.length > 0;
      line = [];
      overlong = 0;
    } else if (overlong > 0 || line.length >= LONGEST_SCAN) {
      overlong += 1;
    } else {
      line = [...line, byte];
    }
  }
  const endsAt = line.length > 0 ? now.ticks + UNENDED_MS : null;
  commands.push({ kind: 'wakeAt', ticks: endsAt });
  return { state: { bytes: line, overlong, endsAt, ends }, commands };
}

/** Some scanners end a scan with nothing but silence. */
function ended(state: LineScannerState, now: Moment): Step<LineScannerState, DriverCommand<ScannerReading>> {
  if (state.endsAt === null || now.ticks < state.endsAt) return { state, commands: [] };
  const { bytes, overlong, ends } = state;
  const commands = ends ? [discarded(bytes.length + overlong, 'broken off')] : scan(bytes, overlong);
  return { state: { ...EMPTY, ends }, commands };
}

function scan(line: readonly number[], overlong: number): readonly DriverCommand<ScannerReading>[] {
  const length = line.length + overlong;
  if (length === 0) return [];
  if (overlong > 0) return [discarded(length, 'longer than any barcode')];
  if (line.some((byte) => byte < 0x20 || byte > 0x7e)) return [discarded(length, 'not printable')];
  const text = String.fromCharCode(...line).trim();
  return [text === '' ? discarded(length, 'blank') : tell({ kind: 'scanned', text })];
}

function discarded(bytes: number, reason: string): DriverCommand<ScannerReading> {
  return tell({ kind: 'discarded', bytes, reason });
}

function tell(reading: ScannerReading): DriverCommand<ScannerReading> {
  return { kind: 'tell', reading };
}

// What devices tell: the level of a pad, the end of a tag write, a scan, how a printer stands.

import type { PadReading, Uid } from '../../protocols/devices/pad.ts';
import type { PrinterReading } from '../../protocols/devices/printer.ts';
import type { ScannerReading } from '../../protocols/devices/scanner.ts';
import type { DeviceId } from './event.ts';
import { scanned } from './intents.ts';
import { receiptDelayed, slipEnded } from './leave.ts';
import { movedTo, type Pad, padsAfter } from './pads.ts';
import type { ScannerReads } from './setup.ts';
import { printerIsWell, staffSlipEnded } from './staff-slips.ts';
import type { CoreState, Turn } from './state.ts';
import { afterOutcome, afterReaderLost, forgiveLifted } from './tag-work.ts';

/** A pad's driver told something. That what lies there was told again is no sign of life. */
export function padTold(turn: Turn, device: DeviceId, reading: PadReading): void {
  const { pads, setup } = turn.state;
  turn.set({ pads: padsAfter(pads, device, reading, setup.tagModels, turn.now.ticks) });
  if (reading.kind === 'level') forgiveMoved(turn, pads, device);
  if (reading.kind === 'securitySet') return writeEnded(turn, reading);
  if (reading.kind === 'lost') readerLost(turn, device);
}

/** What one pad could not write, the pad that the tag went over to may. */
function forgiveMoved(turn: Turn, before: readonly Pad[], device: DeviceId): void {
  const moved = movedTo(before, turn.state.pads, device);
  if (moved.size === 0) return;
  const isElsewhere = (uid: Uid) => !moved.has(uid);
  for (const one of turn.state.transactions) {
    const tags = forgiveLifted(one.tags, isElsewhere);
    if (tags !== one.tags) turn.put({ ...one, tags });
  }
  for (const repair of turn.state.repairs)
    turn.putRepair({ ...repair, tags: forgiveLifted(repair.tags, isElsewhere) });
}

function writeEnded(turn: Turn, { order, outcome }: Extract<PadReading, { kind: 'securitySet' }>): void {
  for (const transaction of turn.state.transactions) {
    if (!transaction.tags.some((tag) => tag.order?.number === order)) continue;
    turn.put({ ...transaction, tags: afterOutcome(transaction.tags, order, outcome) });
  }
  for (const repair of turn.state.repairs)
    turn.putRepair({ ...repair, tags: afterOutcome(repair.tags, order, outcome) });
}

/** Orders that were out on a reader that is gone have ended, however they did. */
function readerLost(turn: Turn, device: DeviceId): void {
  for (const transaction of turn.state.transactions) {
    const tags = afterReaderLost(transaction.tags, device);
    if (tags !== transaction.tags) turn.put({ ...transaction, tags });
  }
  for (const repair of turn.state.repairs)
    turn.putRepair({ ...repair, tags: afterReaderLost(repair.tags, device) });
}

/** A scanner's driver told something. */
export function scannerTold(turn: Turn, device: DeviceId, reading: ScannerReading): void {
  const setAway = (away: string | null) =>
    turn.set({
      scanners: turn.state.scanners.map((one) => (one.device === device ? { ...one, away } : one)),
    });
  switch (reading.kind) {
    case 'ready':
      return setAway(null);
    case 'lost':
      return setAway(reading.reason);
    case 'scanned':
      return scanned(turn, reading.text, readsOf(turn, device));
    case 'discarded':
      turn.note('The scanner sent something that is no barcode.', { device, bytes: reading.bytes });
      return turn.remark('scan-not-understood');
  }
}

function readsOf({ state }: Turn, device: DeviceId): ScannerReads {
  return state.scanners.find((one) => one.device === device)?.reads ?? 'any';
}

/** A printer's driver told something. */
export function printerTold(turn: Turn, device: DeviceId, reading: PrinterReading): void {
  const setPrinter = (change: Partial<CoreState['printers'][number]>) =>
    turn.set({
      printers: turn.state.printers.map((one) => (one.device === device ? { ...one, ...change } : one)),
    });
  switch (reading.kind) {
    case 'ready':
      setPrinter({ trouble: null, reason: '', paperNearEnd: reading.paperNearEnd });
      receiptDelayed(turn, device, true);
      return printerIsWell(turn, device);
    case 'lost':
      setPrinter({ trouble: reading.trouble, reason: reading.reason });
      return receiptDelayed(turn, device, false);
    case 'printed':
    case 'notPrinted':
      staffSlipEnded(turn, reading.slip, reading.kind === 'printed');
      return slipEnded(turn, reading.slip, reading.kind === 'printed');
  }
}

// Slips for the staff that go with what is handed in: printed as soon as a printer works, however long that takes, and
// again where a printer did not get to their end.

import type { DeviceId } from './event.ts';
import type { CheckinRoute } from './library-port.ts';
import { routed } from './route-slip.ts';
import { MOST_FOR_STAFF, SLIP_TRIES } from './setup.ts';
import { linesOf, type SlipContent, type StaffSlip } from './staff-slip.ts';
import type { CoreState, Printer, Turn } from './state.ts';

/** A slip, in the place of an earlier one about the same that is not on paper yet. */
export function slipForStaff(turn: Turn, content: SlipContent, transaction: number): void {
  withdrawSlip(turn, content.item, content.kind);
  const stage = { kind: 'waiting' } as const;
  const slip: StaffSlip = { transaction, content, since: turn.now, failures: 0, stage };
  turn.set({ staffSlips: [...turn.state.staffSlips, slip].slice(-MOST_FOR_STAFF) });
  if (printerFor(turn.state, slip) !== undefined) return;
  turn.note('No slip tells the staff what was handed in yet: no printer works.', { about: content.kind });
  // Where it goes the library system knows; that a set is not whole, nobody does.
  if (content.kind === 'set') turn.callStaffTo({ transaction });
}

/** A returned item goes elsewhere than to its shelf. A station without a printer has nothing to say it with. */
export function routeForStaff(
  turn: Turn,
  item: Parameters<typeof routed>[0],
  route: CheckinRoute,
  transaction: number,
): void {
  const { routeSlips } = turn.state.setup.receipts;
  if (routeSlips === null || turn.state.printers.length === 0) return;
  slipForStaff(turn, routed(item, route, routeSlips), transaction);
}

/** What a slip would say of an item is not so any more. */
export function withdrawSlip(turn: Turn, item: string, kind: SlipContent['kind']): void {
  const { staffSlips } = turn.state;
  const kept = staffSlips.filter(
    ({ content, stage }) => content.item !== item || content.kind !== kind || stage.kind === 'printing',
  );
  if (kept.length < staffSlips.length) turn.set({ staffSlips: kept });
}

/** Prints what can be printed. Called after every event. */
export function printStaffSlips(turn: Turn): void {
  const { staffSlips, setup } = turn.state;
  if (!staffSlips.some((slip) => printerFor(turn.state, slip) !== undefined)) return;
  const next = staffSlips.map((slip): StaffSlip => {
    const device = printerFor(turn.state, slip)?.device;
    if (device === undefined) return slip;
    const number = turn.number();
    const lines = linesOf(slip, setup);
    turn.commands.push({ kind: 'print', device, slip: { slip: number, lines } });
    return { ...slip, stage: { kind: 'printing', slip: number, device } };
  });
  turn.set({ staffSlips: next });
}

function printerFor({ printers }: CoreState, { stage, failures }: StaffSlip): Printer | undefined {
  if (stage.kind === 'printing' || failures >= SLIP_TRIES) return undefined;
  const failedOn = stage.kind === 'failed' ? stage.device : null;
  return printers.find(({ device, trouble }) => trouble === null && device !== failedOn);
}

/** A printer told how a slip ended. */
export function staffSlipEnded(turn: Turn, number: number, printed: boolean): void {
  change(turn, (slip) => {
    if (slip.stage.kind !== 'printing' || slip.stage.slip !== number) return slip;
    if (printed) return null;
    if (slip.content.kind === 'set') turn.callStaffTo(slip);
    const { device } = slip.stage;
    return { ...slip, failures: slip.failures + 1, stage: { kind: 'failed', device } };
  });
}

/** A printer is well: what it did not get to the end of is tried once more. */
export function printerIsWell(turn: Turn, device: DeviceId): void {
  change(turn, (slip) =>
    slip.stage.kind === 'failed' && slip.stage.device === device
      ? { ...slip, stage: { kind: 'waiting' } }
      : slip,
  );
}

/** The patron goes: from now on the barcode is what tells the item from others. */
export function forgetTitles(turn: Turn): void {
  change(turn, (slip) => ({ ...slip, content: { ...slip.content, title: slip.content.item } }));
}

/** Null drops a slip. */
function change(turn: Turn, next: (slip: StaffSlip) => StaffSlip | null): void {
  const { staffSlips } = turn.state;
  if (staffSlips.length > 0) turn.set({ staffSlips: staffSlips.flatMap((slip) => next(slip) ?? []) });
}

// The sorter: what was taken from the place falls into its bin, or is stuck.

import type { Machinery } from './machinery.ts';
import { DROP_TIMES } from './setup.ts';

/** Sends on its way what leaves the place, and whatever is in the sorter. */
export function sortInto(machine: Machinery, bin: number, sure: boolean): void {
  const { move, sort, flaps } = machine.setup;
  const ms = sort?.ms ?? move.ms;
  machine.order(flaps.get(bin), true, ms + DROP_TIMES.graceMs);
  if (sort !== null) machine.order(sort.relay, true, ms + DROP_TIMES.graceMs);
  machine.set({ sorter: { kind: 'sorting', bin, by: machine.ticks + ms, sure } });
}

/** Empties a sorter of which nobody knows what is in it. */
function clear(machine: Machinery, sure: boolean): void {
  const { move, sort } = machine.setup;
  sortInto(machine, machine.drop.exceptionBin, sure);
  if (sort === null) machine.order(move.relay, true, move.ms);
}

/** What time has brought about in it. */
export function settleSorter(machine: Machinery): void {
  const { sorter, place } = machine.state;
  const { ticks, setup } = machine;
  switch (sorter.kind) {
    case 'free':
      return;
    case 'unknown':
      // A belt that reaches through the place would take along what lies there.
      if (setup.sort !== null || place.kind === 'clear') clear(machine, false);
      return;
    case 'sorting':
      if (ticks < sorter.by) return;
      if (setup.dropped === null) return fell(machine);
      if (ticks < sorter.by + DROP_TIMES.graceMs) return;
      return sorter.sure ? jam(machine) : rest(machine);
    case 'jammed':
      if (ticks >= sorter.retryAt && (setup.sort !== null || place.kind === 'clear')) clear(machine, true);
      return;
  }
}

/** Something fell into a bin: that which it was sorted into. */
export function fell(machine: Machinery): void {
  const { sorter, counts } = machine.state;
  if (sorter.kind !== 'sorting') {
    machine.turn.note('Something fell into a bin that nothing was sorted into.');
    return;
  }
  const { bin, sure } = sorter;
  // Without a sensor nobody knows whether anything was in it.
  if (sure || machine.setup.dropped !== null)
    machine.set({ counts: new Map([...counts, [bin, (counts.get(bin) ?? 0) + 1]]) });
  rest(machine);
}

function rest(machine: Machinery): void {
  const { sorter } = machine.state;
  const { sort, flaps } = machine.setup;
  if (sorter.kind === 'sorting') machine.order(flaps.get(sorter.bin), false);
  machine.order(sort?.relay, false);
  machine.set({ sorter: { kind: 'free' } });
}

/** Something is stuck: all stands still, and is tried again later. */
export function jam(machine: Machinery): void {
  const { sorter } = machine.state;
  const { move, sort, flaps } = machine.setup;
  machine.order(move.relay, false);
  machine.order(sort?.relay, false);
  if (sorter.kind === 'sorting') machine.order(flaps.get(sorter.bin), false);
  machine.turn.note('The book drop is jammed.');
  machine.set({ sorter: { kind: 'jammed', retryAt: machine.ticks + DROP_TIMES.jamRetryMs } });
}

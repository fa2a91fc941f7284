// Which bins hold no more.

import type { DropSetup } from './setup.ts';
import type { MachineState } from './state.ts';

/** Is it, by its sensor or by what fell into it? */
export function isFull(drop: DropSetup, { inputs, counts }: MachineState, bin: number): boolean {
  const sensor = drop.machine?.full.get(bin);
  const capacity = drop.capacity.get(bin) ?? Number.POSITIVE_INFINITY;
  return (sensor !== undefined && inputs.get(sensor) === true) || (counts.get(bin) ?? 0) >= capacity;
}

/** Every bin that is full, in order of their numbers. */
export function fullBins(drop: DropSetup, state: MachineState): readonly number[] {
  const bins = new Set([...drop.rules.map(({ bin }) => bin), drop.exceptionBin]);
  return [...bins].filter((bin) => isFull(drop, state, bin)).sort((one, other) => one - other);
}

/** Where something goes that belongs into this bin; null where that is full, and the bin for exceptions too. */
export function roomFor(drop: DropSetup, state: MachineState, bin: number): number | null {
  if (!isFull(drop, state, bin)) return bin;
  return isFull(drop, state, drop.exceptionBin) ? null : drop.exceptionBin;
}

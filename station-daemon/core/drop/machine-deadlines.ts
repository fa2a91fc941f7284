// When time alone moves something in a book drop's machine.

import { DROP_TIMES } from './setup.ts';
import type { AtPlace, MachineState, Sorter } from './state.ts';

/** All such moments, in ticks. */
export function machineDeadlines(machine: MachineState | null): readonly number[] {
  return machine === null ? [] : [...placeDeadlines(machine.place), ...sorterDeadlines(machine.sorter)];
}

function placeDeadlines(place: AtPlace): readonly number[] {
  const { graceMs, noTagMs, settleMs, stuckMs } = DROP_TIMES;
  switch (place.kind) {
    case 'clear':
      return [];
    case 'coming':
      return [place.by];
    case 'here':
      return [place.tagsSince + settleMs, place.tagsSince + noTagMs, place.progressSince + stuckMs];
    case 'leaving':
      return [place.until, place.until + graceMs];
  }
}

function sorterDeadlines(sorter: Sorter): readonly number[] {
  switch (sorter.kind) {
    case 'unknown':
    case 'free':
      return [];
    case 'sorting':
      return [sorter.by, sorter.by + DROP_TIMES.graceMs];
    case 'jammed':
      return [sorter.retryAt];
  }
}

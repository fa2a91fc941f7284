// A book drop that moves: inlet, place, sorter, one item after the other and up to one in each at a time.

import { rests } from '../doors.ts';
import { functionsOf } from '../functions.ts';
import { isLibraryHeardOf, type Turn } from '../state.ts';
import { roomFor } from './full-bins.ts';
import { Machinery } from './machinery.ts';
import { settlePlace } from './place.ts';
import { DROP_TIMES } from './setup.ts';
import { fell, settleSorter } from './sorter.ts';

/** A sensor told how it is. */
export function sensorTold(turn: Turn, input: string, on: boolean): void {
  const machine = Machinery.of(turn);
  if (machine === null) return;
  const { inputs, counts } = machine.state;
  const was = inputs.get(input) === true;
  machine.set({ inputs: new Map([...inputs, [input, on]]) });
  if (input === machine.setup.dropped && on && !was) fell(machine);
  const emptied = [...machine.setup.full].flatMap(([bin, sensor]) =>
    sensor === input && was && !on ? [bin] : [],
  );
  if (emptied.length > 0)
    machine.set({ counts: new Map([...counts].filter(([bin]) => !emptied.includes(bin))) });
}

/** The staff have emptied all bins, and freed what was jammed. */
export function servedByStaff(turn: Turn): void {
  const machine = Machinery.of(turn);
  if (machine === null) return;
  const { sorter } = machine.state;
  machine.set({ counts: new Map(), ...(sorter.kind === 'jammed' ? { sorter: { kind: 'unknown' } } : {}) });
}

/** Moves on what can be moved. Called after every event. */
export function driveMachine(turn: Turn): void {
  const machine = Machinery.of(turn);
  if (machine === null) return;
  if (turn.mayBegin) settleSorter(machine);
  settlePlace(machine);
  if (turn.mayBegin) settleSorter(machine);
  const next = mayAdmit(machine);
  if (next) admit(machine);
  showLamp(machine, next || machine.state.place.kind === 'coming');
}

/** May the next item come to the place? */
function mayAdmit({ turn, state, setup, drop }: Machinery): boolean {
  const { place, sorter } = state;
  if (place.kind !== 'clear' || !isLibraryHeardOf(turn.state)) return false;
  if (!functionsOf(turn.state).return || rests(turn.state)) return false;
  // A belt that reaches through the place would take it along.
  const sorterLets = setup.sort === null ? sorter.kind === 'free' : sorter.kind !== 'jammed';
  return sorterLets && roomFor(drop, state, drop.exceptionBin) !== null;
}

function admit(machine: Machinery): void {
  const { admit: gate, itemSensor } = machine.setup;
  if (gate === null || !(machine.feels(itemSensor) || machine.state.inlet === 'unknown')) return;
  machine.order(gate.relay, true, gate.ms);
  machine.set({ place: { kind: 'coming', by: machine.ticks + gate.ms + DROP_TIMES.graceMs } });
}

function showLamp(machine: Machinery, on: boolean): void {
  if (on === machine.state.lamp) return;
  machine.set({ lamp: on });
  machine.order(machine.setup.lamp ?? undefined, on);
}

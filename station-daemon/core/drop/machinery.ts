// A book drop's machine within a turn: its state, its settings, and its orders.

import type { Turn } from '../state.ts';
import type { DropSetup, MachineSetup } from './setup.ts';
import type { MachineState } from './state.ts';

/** All of it, while one event is dealt with. */
export class Machinery {
  readonly turn: Turn;
  readonly drop: DropSetup;
  readonly setup: MachineSetup;

  private constructor(turn: Turn, drop: DropSetup, setup: MachineSetup) {
    this.turn = turn;
    this.drop = drop;
    this.setup = setup;
  }

  /** Null where the station has no machine. */
  static of(turn: Turn): Machinery | null {
    const { drop } = turn.state.setup;
    if (drop === null || drop.machine === null || turn.state.drop?.machine === null) return null;
    return new Machinery(turn, drop, drop.machine);
  }

  get state(): MachineState {
    const machine = this.turn.state.drop?.machine ?? null;
    if (machine === null) throw new Error('a machinery is made only where there is a machine');
    return machine;
  }

  get ticks(): number {
    return this.turn.now.ticks;
  }

  set(change: Partial<MachineState>): void {
    const { drop } = this.turn.state;
    if (drop !== null) this.turn.set({ drop: { ...drop, machine: { ...this.state, ...change } } });
  }

  /** What a sensor told last; false where it told nothing yet, or is none. */
  feels(input: string | null): boolean {
    return input !== null && this.state.inputs.get(input) === true;
  }

  /** Switches something; with `forMs` for so long only. */
  order(relay: string | undefined, on: boolean, forMs: number | null = null): void {
    if (relay !== undefined) this.turn.commands.push({ kind: 'actuate', relay, on, forMs });
  }
}

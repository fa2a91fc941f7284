// Runs one of the simulator's actors in real time: bytes go in, and what it wants done is done at its tick.

import type { Moment } from '../../../protocols/moment.ts';
import type { ActorOutput } from '../../simulator/output.ts';

/** What all actors behind a line or a connection have. */
export interface Actor {
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  /** The tick of a `wake` output has come. */
  wake(now: Moment): readonly ActorOutput[];
}

export interface ActorSetup {
  readonly now: () => Moment;
  readonly send: (bytes: Uint8Array) => void;
  readonly close: () => void;
}

export interface RunningActor {
  receive(bytes: Uint8Array): void;
  /** Takes in outputs that came from elsewhere, e.g. what a scanner was shown. */
  schedule(outputs: readonly ActorOutput[]): void;
  /** The line was cut: what was still to be done never is. It may be used again afterwards. */
  cut(): void;
}

/** Runs an actor. Outputs are done in the order of their ticks, those of one tick in the order of their making. */
export function runActor(actor: Actor, { now, send, close }: ActorSetup): RunningActor {
  let waiting: ActorOutput[] = [];
  let timer: NodeJS.Timeout | null = null;

  const schedule = (outputs: readonly ActorOutput[]): void => {
    if (outputs.length === 0) return;
    waiting = [...waiting, ...outputs].sort((a, b) => a.atTicks - b.atTicks);
    setTimer();
  };

  const setTimer = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const [next] = waiting;
    if (next === undefined) return;
    timer = setTimeout(doDue, Math.max(0, Math.ceil(next.atTicks - now().ticks)));
  };

  const doDue = (): void => {
    timer = null;
    for (let [next] = waiting; next !== undefined && next.atTicks <= now().ticks; [next] = waiting) {
      waiting = waiting.slice(1);
      carryOut(next);
    }
    setTimer();
  };

  const carryOut = (output: ActorOutput): void => {
    switch (output.kind) {
      case 'send':
        send(output.bytes);
        return;
      case 'wake':
        schedule(actor.wake(now()));
        return;
      case 'close':
        close();
    }
  };

  return {
    receive: (bytes) => schedule(actor.receive(bytes, now())),
    schedule,
    cut() {
      waiting = [];
      setTimer();
    },
  };
}

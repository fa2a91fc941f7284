// The twin of a security gate that speaks in lines of text, as config/gates/plain-lines.yaml describes one: it is armed
// and disarmed over its line, sounds for what passes armed, and counts who goes in and out.

import { EMPTY_BUFFER, type FrameBuffer } from '../../../protocols/binary/stream.ts';
import type { Moment } from '../../../protocols/moment.ts';
import { pushAsciiLines } from '../../../protocols/relay-boards/ascii.ts';
import { createFaultPlan, type FaultPlan } from '../faults.ts';
import type { ActorOutput } from '../output.ts';

/** What goes wrong with one command. */
export type GateFault =
  /** Neither carried out nor confirmed. */
  | { readonly kind: 'deaf' }
  /** Carried out and not confirmed. */
  | { readonly kind: 'noAnswer' };

/** What is carried through the gate. */
export interface Passing {
  /** The number in its tag. */
  readonly item: string;
  readonly uid: string;
  /** Its tag says that it is in the library still. */
  readonly secured: boolean;
}

/** A simulated gate on a serial line. */
export interface LineGate {
  readonly armed: boolean;
  /** Alarms that it has sounded. */
  readonly alarms: number;
  readonly faults: FaultPlan<'ARM' | 'DISARM', GateFault>;
  /** Somebody goes out, with or without something. */
  carryOut(passing: Passing | null, now: Moment): readonly ActorOutput[];
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  wake(now: Moment): readonly ActorOutput[];
  /** The plug is pulled. With power it is armed again, as it comes from its box. */
  unplug(now: Moment): void;
}

const WORKING_MS = 20;
const BYTE_MS = 10_000 / 9_600;

/** Makes a gate: armed, nobody has passed it. */
export const createLineGate = (): LineGate => new SerialGate();

class SerialGate implements LineGate {
  readonly faults: FaultPlan<'ARM' | 'DISARM', GateFault> = createFaultPlan();
  armed = true;
  alarms = 0;
  #out = 0;
  #buffer: FrameBuffer = EMPTY_BUFFER;
  #lineFreeTicks = Number.NEGATIVE_INFINITY;

  carryOut(passing: Passing | null, now: Moment): readonly ActorOutput[] {
    this.#out += 1;
    const count = () => this.#say(`COUNT 0 ${this.#out}`, now);
    if (passing === null || !passing.secured || !this.armed) return [count()];
    this.alarms += 1;
    return [this.#say(`ALARM 07 ${passing.uid} ${passing.item}`, now), count()];
  }

  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[] {
    const { buffer, frames } = pushAsciiLines(this.#buffer, bytes);
    this.#buffer = buffer;
    return frames.flatMap((line) => (line === 'ARM' || line === 'DISARM' ? this.#heed(line, now) : []));
  }

  wake(): readonly ActorOutput[] {
    return [];
  }

  unplug(): void {
    this.armed = true;
    this.#buffer = EMPTY_BUFFER;
    this.#lineFreeTicks = Number.NEGATIVE_INFINITY;
  }

  #heed(command: 'ARM' | 'DISARM', now: Moment): readonly ActorOutput[] {
    const fault = this.faults.next(command);
    if (fault?.kind === 'deaf') return [];
    this.armed = command === 'ARM';
    return fault === null ? [this.#say(`${command}ED`, now)] : [];
  }

  #say(line: string, now: Moment): ActorOutput {
    const bytes = Uint8Array.from(`${line}\r`, (character) => character.charCodeAt(0));
    this.#lineFreeTicks = Math.max(this.#lineFreeTicks, now.ticks + WORKING_MS) + bytes.length * BYTE_MS;
    return { kind: 'send', atTicks: this.#lineFreeTicks, bytes };
  }
}

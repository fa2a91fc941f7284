// The driver for security gates that speak in lines of text, by a pattern that a person wrote (config/gates/): alarms
// and counters are heard whenever they come; where the gate can be armed over the line, it is told again and again what
// it has to be, so that one that lost its power in between is armed again, and one that is silent is found out.

import type { GatePattern } from '../../../protocols/ascii-line/gate-pattern.ts';
import { answerFinder, encodeLine } from '../../../protocols/ascii-line/lines.ts';
import { type LineCommand, lineMatcher } from '../../../protocols/ascii-line/pattern.ts';
import { EMPTY_BUFFER, type FrameBuffer, pushInto } from '../../../protocols/binary/stream.ts';
import type { GateOrder, GateReading } from '../../../protocols/devices/gate.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { Driver, DriverCommand, DriverEvent, Step } from '../driver.ts';

/** How often it is told what it has to be, where nothing has changed. */
const REPEAT_MS = 10_000;
/** How soon it is told again after it did not confirm. */
const AGAIN_MS = 1_000;
/** How often it is told in vain before that is told to the station. */
const TRIES = 3;
/** A line that was begun and not gone on with for so long is noise: no alarm may be lost behind it. */
const BROKEN_OFF_MS = 500;

export interface LineGateState {
  readonly open: boolean;
  readonly buffer: FrameBuffer;
  /** When something came last. */
  readonly heardAt: number;
  /** What was ordered last; null before the first order. */
  readonly held: boolean | null;
  /** What was sent and is not confirmed yet, and the tick by which it must be. */
  readonly asked: { readonly armed: boolean; readonly deadline: number } | null;
  /** When it is told next. */
  readonly nextAt: number;
  /** How often in a row it did not confirm. */
  readonly vain: number;
  readonly told: 'ready' | 'lost' | null;
  /** As it confirmed it last. */
  readonly armed: boolean | null;
}

const CLOSED: LineGateState = {
  open: false,
  buffer: EMPTY_BUFFER,
  heardAt: Number.NEGATIVE_INFINITY,
  held: null,
  asked: null,
  nextAt: 0,
  vain: 0,
  told: null,
  armed: null,
};

type Command = DriverCommand<GateReading>;

/** A driver for one gate that speaks as the pattern says. */
export function lineGate(pattern: GatePattern): Driver<LineGateState, GateOrder, GateReading> {
  const words = wordsOf(pattern);
  return {
    start: CLOSED,
    step: (state, event, now): Step<LineGateState, Command> => {
      const turn = new GateTurn(pattern, words, state, now);
      turn.hear(event);
      turn.goOn();
      return turn.ended();
    },
  };
}

/** The pattern's expressions, made once. */
interface Words {
  readonly find: ReturnType<typeof answerFinder>;
  readonly alarm: RegExp;
  readonly counter: RegExp | null;
}

function wordsOf({ lines, alarm, counter }: GatePattern): Words {
  return {
    find: answerFinder({ lines, lastLine: null }),
    alarm: lineMatcher(alarm),
    counter: counter === null ? null : lineMatcher(counter),
  };
}

/** One step while it is made. */
class GateTurn {
  readonly #pattern: GatePattern;
  readonly #words: Words;
  readonly #now: Moment;
  readonly #commands: Command[] = [];
  #state: LineGateState;

  constructor(pattern: GatePattern, words: Words, state: LineGateState, now: Moment) {
    this.#pattern = pattern;
    this.#words = words;
    this.#state = state;
    this.#now = now;
  }

  hear(event: DriverEvent<GateOrder>): void {
    const { held } = this.#state;
    switch (event.kind) {
      case 'opened':
        this.#set({ ...CLOSED, held, open: true });
        // One that only talks is believed in; one that can be asked has to confirm first.
        return this.#pattern.arming === null || held === null ? this.#tellReady() : undefined;
      case 'closed':
        this.#set({ ...CLOSED, held, told: 'lost' });
        return this.#tell({ kind: 'lost', reason: event.reason });
      case 'bytes':
        return this.#bytesCame(event.bytes);
      case 'order':
        return this.#set({ held: event.order.armed, nextAt: this.#now.ticks });
      case 'wake':
      case 'pace':
        return;
    }
  }

  /** Tells the gate what it has to be, where it is time. */
  goOn(): void {
    const { arming } = this.#pattern;
    if (!this.#state.open || arming === null) return;
    const unconfirmed = this.#state.asked;
    if (unconfirmed !== null && this.#now.ticks >= unconfirmed.deadline) this.#unconfirmed();
    const { asked, held, nextAt } = this.#state;
    if (asked !== null || held === null || this.#now.ticks < nextAt) return;
    const { send } = held ? arming.arm : arming.disarm;
    this.#commands.push({ kind: 'send', bytes: encodeLine(send, this.#pattern.lines) });
    this.#set({ asked: { armed: held, deadline: this.#now.ticks + this.#pattern.answerMs } });
  }

  ended(): Step<LineGateState, Command> {
    const { open, asked, held, nextAt } = this.#state;
    const tells = open && this.#pattern.arming !== null && held !== null;
    this.#commands.push({ kind: 'wakeAt', ticks: tells ? (asked?.deadline ?? nextAt) : null });
    return { state: this.#state, commands: this.#commands };
  }

  #set(change: Partial<LineGateState>): void {
    this.#state = { ...this.#state, ...change };
  }

  #tell(reading: GateReading): void {
    this.#commands.push({ kind: 'tell', reading });
  }

  #tellReady(): void {
    if (this.#state.told === 'ready') return;
    this.#set({ told: 'ready' });
    this.#tell({ kind: 'ready', model: this.#pattern.name });
  }

  #bytesCame(bytes: Uint8Array): void {
    const { open, heardAt, buffer: held } = this.#state;
    if (!open) return;
    const before = this.#now.ticks - heardAt > BROKEN_OFF_MS ? EMPTY_BUFFER : held;
    const { buffer, frames, discarded } = pushInto(before, bytes, this.#words.find);
    this.#set({ buffer, heardAt: this.#now.ticks });
    if (discarded > 0)
      this.#commands.push({ kind: 'note', text: 'Bytes that are no line.', bytes: discarded });
    for (const line of frames.flatMap(({ lines }) => lines)) this.#lineCame(line);
  }

  #lineCame(line: string): void {
    const alarm = this.#words.alarm.exec(line);
    if (alarm !== null) {
      const { item, uid } = alarm.groups ?? {};
      return this.#tell({ kind: 'alarm', item: plain(item), uid: plain(uid) });
    }
    const counted = this.#words.counter?.exec(line)?.groups;
    if (counted !== undefined)
      return this.#tell({ kind: 'passed', in: countOf(counted['in']), out: countOf(counted['out']) });
    this.#confirmed(line);
  }

  #confirmed(line: string): void {
    const { asked, held, armed } = this.#state;
    const { arming } = this.#pattern;
    if (asked === null || arming === null) return;
    const command: LineCommand = asked.armed ? arming.arm : arming.disarm;
    if (!lineMatcher(command.answer).test(line)) return;
    // It may be wanted otherwise by now.
    const nextAt = held === asked.armed ? this.#now.ticks + REPEAT_MS : this.#now.ticks;
    this.#set({ asked: null, vain: 0, nextAt, armed: asked.armed });
    this.#tellReady();
    if (armed !== asked.armed) this.#tell({ kind: 'armed', armed: asked.armed });
  }

  #unconfirmed(): void {
    const vain = this.#state.vain + 1;
    this.#set({ asked: null, vain, nextAt: this.#now.ticks + AGAIN_MS });
    if (vain < TRIES || this.#state.told === 'lost') return;
    this.#set({ told: 'lost', armed: null });
    this.#tell({ kind: 'lost', reason: 'it does not confirm what it is told' });
  }
}

/** What another machine takes for a number: printable, without the delimiter of SIP2, and short. Null for anything else. */
function plain(text: string | undefined): string | null {
  return text !== undefined && /^[!-{}~]{1,64}$/.test(text) ? text : null;
}

function countOf(digits: string | undefined): number {
  return Number.parseInt(digits ?? '0', 10) || 0;
}

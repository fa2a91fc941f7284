// What all relay drivers have in common: one request in flight, what was ordered is read back, and what is read back
// otherwise is ordered anew. So a board that lost its power in between is as it should be after the next round, whoever
// pulled its plug. Frames are a dialect's (dialect.ts).

import { EMPTY_BUFFER } from '../../../protocols/binary/stream.ts';
import type { RelayLevel, RelayOrder, RelayReading } from '../../../protocols/devices/relay.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { Driver, DriverCommand, DriverEvent, Step } from '../driver.ts';
import type { RelayAnswer, RelayBoardUse, RelayDialect, RelayRequest } from './dialect.ts';
import { CLOSED, type RelayState, wantedOf, withEntry, withoutEntry } from './state.ts';

/** Between two rounds of reading all relays and inputs: a contact that closes for half a second is seen. */
const ROUND_MS = 400;
/** For an answer: slow boards take some tens of milliseconds. */
const ANSWER_MS = 500;
/** What a board that does not answer when it is switched takes for it. */
const SWITCHING_MS = 50;
/** After an answer that did not come: what comes so late is passed over. */
const LATE_MS = 200;
/** After an answer, before the next request: Modbus RTU wants 3.5 characters, 15 ms at 2400 bit/s. */
const GAP_MS = 15;
/** How often something is asked in vain before the board counts as lost. */
const TRIES = 3;
/** How soon a board that is lost is asked again. */
const AGAIN_MS = 1_000;
/** How often a relay is switched in vain before that is told. */
const SWITCH_TRIES = 3;

type Command = DriverCommand<RelayReading>;

/** A driver for one board. */
export function relayDriver<Frame>(
  dialect: RelayDialect<Frame>,
  use: RelayBoardUse,
): Driver<RelayState, RelayOrder, RelayReading> {
  return {
    start: CLOSED,
    step: (state, event, now): Step<RelayState, Command> => {
      const turn = new RelayTurn(dialect, use, state, now);
      turn.hear(event);
      turn.goOn();
      return turn.ended();
    },
  };
}

/** One step while it is made. */
class RelayTurn<Frame> {
  readonly #dialect: RelayDialect<Frame>;
  readonly #use: RelayBoardUse;
  readonly #now: Moment;
  readonly #commands: Command[] = [];
  #state: RelayState;

  constructor(dialect: RelayDialect<Frame>, use: RelayBoardUse, state: RelayState, now: Moment) {
    this.#dialect = dialect;
    this.#use = use;
    this.#state = state;
    this.#now = now;
  }

  hear(event: DriverEvent<RelayOrder>): void {
    const { held, pulses } = this.#state;
    switch (event.kind) {
      case 'opened':
        return this.#set({ ...CLOSED, held, pulses, open: true });
      case 'closed':
        this.#set({ ...CLOSED, held, pulses, told: 'lost' });
        return this.#tell({ kind: 'lost', reason: event.reason });
      case 'bytes':
        return this.#bytesCame(event.bytes);
      case 'order':
        return this.#ordered(event.order);
      case 'wake':
      case 'pace':
        return;
    }
  }

  /** Asks what is next, where nothing is in flight. */
  goOn(): void {
    this.#endPulses();
    if (!this.#state.open) return;
    const { asked } = this.#state;
    if (asked !== null && this.#now.ticks >= asked.deadline) this.#unanswered(asked.request);
    if (this.#state.asked !== null || this.#now.ticks < this.#state.quietUntil) return;
    const next = this.#nextRequest();
    if (next !== null) this.#ask(next);
  }

  ended(): Step<RelayState, Command> {
    this.#commands.push({ kind: 'wakeAt', ticks: this.#nextAlarm() });
    return { state: this.#state, commands: this.#commands };
  }

  #nextAlarm(): number | null {
    const { open, asked, quietUntil, round, nextRound, pulses } = this.#state;
    if (!open) return null;
    if (asked !== null) return asked.deadline;
    const ends = [...pulses.values()].map(({ until }) => until);
    const next = round.length > 0 ? quietUntil : Math.max(quietUntil, nextRound);
    return Math.min(next, ...ends);
  }

  #set(change: Partial<RelayState>): void {
    this.#state = { ...this.#state, ...change };
  }

  #tell(reading: RelayReading): void {
    this.#commands.push({ kind: 'tell', reading });
  }

  #ordered({ relay, on, forMs }: RelayOrder): void {
    const { held, pulses } = this.#state;
    if (forMs === null) this.#set({ held: withEntry(held, relay, on) });
    else this.#set({ pulses: withEntry(pulses, relay, { on, until: this.#now.ticks + forMs }) });
    this.#beginRound();
  }

  #endPulses(): void {
    for (const [relay, { on, until }] of this.#state.pulses) {
      if (this.#now.ticks < until) continue;
      const { pulses, held } = this.#state;
      // A relay that nobody holds goes back to the other side.
      const back = held.has(relay) ? held : withEntry(held, relay, !on);
      this.#set({ pulses: withoutEntry(pulses, relay), held: back });
      this.#beginRound();
    }
  }

  /** Whatever is to be switched or looked at is looked at now. */
  #beginRound(): void {
    this.#set({ nextRound: this.#now.ticks });
  }

  /** What is to be switched comes first, then the rest of the round. */
  #nextRequest(): RelayRequest | null {
    const toSwitch = this.#use.relays.find((relay) => this.#isToSwitch(relay));
    if (toSwitch !== undefined) {
      const on = wantedOf(this.#state, toSwitch, this.#now.ticks) === true;
      return { kind: 'write', place: toSwitch, on };
    }
    if (this.#state.round.length === 0) {
      if (this.#now.ticks < this.#state.nextRound) return null;
      this.#set({ round: this.#wholeRound(), nextRound: this.#now.ticks + ROUND_MS });
    }
    const [next, ...round] = this.#state.round;
    this.#set({ round });
    return next ?? null;
  }

  /** Read back otherwise than ordered. One that does not follow has its turn once a round. */
  #isToSwitch(relay: number): boolean {
    const { relays, disobeyed } = this.#state;
    const wanted = wantedOf(this.#state, relay, this.#now.ticks);
    const known = relays.get(relay);
    if (wanted === undefined || known === undefined || known === wanted) return false;
    return (disobeyed.get(relay) ?? 0) < SWITCH_TRIES;
  }

  #wholeRound(): readonly RelayRequest[] {
    const { relays, inputs, readsBack } = this.#use;
    const toRead = inputs.map((place): RelayRequest => ({ kind: 'readInput', place }));
    const write = (place: number): RelayRequest => {
      return { kind: 'write', place, on: wantedOf(this.#state, place, this.#now.ticks) ?? false };
    };
    // A board that cannot be asked may have lost its power: it is told anew.
    if (!readsBack) return [...relays.map(write), ...toRead];
    const read = relays.map((place): RelayRequest => ({ kind: 'readRelay', place }));
    return [...[...this.#state.toldStuck].map(write), ...read, ...toRead];
  }

  #ask(request: RelayRequest): void {
    this.#commands.push({ kind: 'send', bytes: this.#dialect.encode(request) });
    const waits = request.kind === 'write' && !this.#dialect.answersWrite ? SWITCHING_MS : ANSWER_MS;
    this.#set({ asked: { request, deadline: this.#now.ticks + waits }, buffer: EMPTY_BUFFER });
  }

  #bytesCame(bytes: Uint8Array): void {
    const { open, asked, buffer } = this.#state;
    if (!open || asked === null) return;
    const { buffer: rest, frames } = this.#dialect.cut(buffer, bytes);
    this.#set({ buffer: rest });
    for (const frame of frames) {
      const answer = this.#dialect.decode(asked.request, frame);
      if (answer.kind === 'misfit') continue;
      this.#set({ asked: null, quietUntil: this.#now.ticks + GAP_MS, vain: 0 });
      return this.#answered(asked.request, answer);
    }
  }

  #unanswered(request: RelayRequest): void {
    this.#set({ asked: null });
    if (request.kind === 'write' && !this.#dialect.answersWrite)
      return this.#answered(request, { kind: 'written' });
    const vain = this.#state.vain + 1;
    this.#set({ quietUntil: this.#now.ticks + LATE_MS, buffer: EMPTY_BUFFER, vain });
    this.#commands.push({ kind: 'note', text: 'The relay board did not answer.' });
    if (vain >= TRIES) return this.#lose(`it does not answer; ${this.#dialect.ifSilent}`);
    // What is to be switched still is, and by now it may be wanted otherwise.
    const again = request.kind === 'write' ? [] : [request];
    this.#set({ round: [...again, ...this.#state.round] });
  }

  #lose(reason: string): void {
    const isTold = this.#state.told === 'lost';
    const nextRound = this.#now.ticks + AGAIN_MS;
    this.#set({ told: 'lost', toldLevel: null, round: [], nextRound, relays: new Map(), inputs: new Map() });
    if (!isTold) this.#tell({ kind: 'lost', reason });
  }

  #answered(request: RelayRequest, answer: Exclude<RelayAnswer, { kind: 'misfit' }>): void {
    if (answer.kind === 'refused') return this.#lose(answer.reason);
    switch (request.kind) {
      case 'write':
        return this.#wrote(request);
      case 'readRelay':
        return this.#readRelay(request.place, answer);
      case 'readInput':
        if (answer.kind === 'level')
          this.#set({ inputs: withEntry(this.#state.inputs, request.place, answer.on) });
        return this.#tellLevel();
    }
  }

  #wrote({ place, on }: Extract<RelayRequest, { kind: 'write' }>): void {
    if (!this.#use.readsBack) {
      this.#set({ relays: withEntry(this.#state.relays, place, on) });
      return this.#tellLevel();
    }
    const vain = (this.#state.disobeyed.get(place) ?? 0) + 1;
    this.#set({
      disobeyed: withEntry(this.#state.disobeyed, place, vain),
      relays: withoutEntry(this.#state.relays, place),
      round: [{ kind: 'readRelay', place }, ...this.#state.round],
    });
  }

  #readRelay(place: number, answer: RelayAnswer): void {
    if (answer.kind !== 'level') return;
    this.#set({ relays: withEntry(this.#state.relays, place, answer.on) });
    const { disobeyed, toldStuck } = this.#state;
    if (answer.on === (wantedOf(this.#state, place, this.#now.ticks) ?? answer.on)) {
      const stuck = new Set([...toldStuck].filter((other) => other !== place));
      this.#set({ disobeyed: withoutEntry(disobeyed, place), toldStuck: stuck });
    } else if ((disobeyed.get(place) ?? 0) >= SWITCH_TRIES && !toldStuck.has(place)) {
      this.#set({ toldStuck: new Set([...toldStuck, place]) });
      this.#tell({ kind: 'stuck', relay: place });
    }
    this.#tellLevel();
  }

  /** Told once all is known, and then when it differs. */
  #tellLevel(): void {
    const relays = levelsOf(this.#use.relays, this.#state.relays);
    const inputs = levelsOf(this.#use.inputs, this.#state.inputs);
    if (relays === null || inputs === null) return;
    if (this.#state.told !== 'ready') {
      this.#set({ told: 'ready' });
      this.#tell({ kind: 'ready', model: this.#dialect.model });
    }
    const { toldLevel } = this.#state;
    if (toldLevel !== null && isSame(toldLevel.relays, relays) && isSame(toldLevel.inputs, inputs)) return;
    const level = { kind: 'level', relays, inputs } as const;
    this.#set({ toldLevel: level });
    this.#tell(level);
  }
}

/** The levels of all places that are in use; null while one of them is not known. */
function levelsOf(
  places: readonly number[],
  known: ReadonlyMap<number, boolean>,
): readonly RelayLevel[] | null {
  const levels = places.flatMap((place) => {
    const on = known.get(place);
    return on === undefined ? [] : [{ place, on }];
  });
  return levels.length === places.length ? levels : null;
}

function isSame(before: readonly RelayLevel[], levels: readonly RelayLevel[]): boolean {
  return before.every(({ on }, index) => levels[index]?.on === on);
}

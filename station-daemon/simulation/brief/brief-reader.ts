// The reader of a pad that is simulated by its readings: what lies in the field, told when it has changed, and orders
// carried out on the tags of the world.

import type { PadOrder, PadReading, SecurityOutcome, TagSeen, Uid } from '../../../protocols/devices/pad.ts';
import type { Moment } from '../../../protocols/moment.ts';
import { AFI_ON_LOAN, AFI_SECURED, securityOfAfi } from '../../../protocols/tags/security.ts';
import { createFaultPlan } from '../../simulator/faults.ts';
import type { ActorOutput } from '../../simulator/output.ts';
import type { ReaderFault, ReaderFaults } from '../../simulator/reader/faults.ts';
import type { Reader } from '../../simulator/reader/twin.ts';
import { liftTag, tagInField } from '../../simulator/world/field.ts';
import type { World } from '../../simulator/world/world.ts';
import type { PadWords } from './brief-pad-driver.ts';

/** The reader. A field that has changed has to be told to it. */
export interface BriefReader extends Reader {
  stir(now: Moment): readonly ActorOutput[];
}

/** Makes a reader over the world's field. */
export const createBriefReader = (world: World, words: PadWords): BriefReader =>
  new FieldReader(world, words);

/** From a change in the field to the level that tells it, and to the level that tells how new tags are secured. */
const SEEN_MS = 70;
const READ_MS = 35;
/** An order takes so long; its tag holds the new value in the middle. */
const WRITE_MS = 36;
/** A reader that starts anew. */
const GREETING_MS = 12;

const VALUES = { secured: AFI_SECURED, onLoan: AFI_ON_LOAN } as const;

/** What a tag holds whose write broke off in its middle. */
const AFI_HALF = 0;

/** The tag keeps what it held. */
const NOT_WRITTEN: readonly ReaderFault['kind'][] = ['deaf', 'rfError', 'writeIgnored', 'torn'];
/** Nobody could read what it holds. */
const NOT_READ_BACK: readonly ReaderFault['kind'][] = [
  ...(['noAnswer', 'deaf', 'unheard', 'garble', 'torn', 'half', 'lifted'] as const),
];

/** What comes of something that the reader does. */
interface Done {
  readonly readings: readonly PadReading[];
  readonly outputs: readonly ActorOutput[];
}

const NOTHING: Done = { readings: [], outputs: [] };

/** Something that the reader will do at a tick. */
interface Due {
  /** Of what is begun only then: before that, whoever greets the reader has given it up. */
  readonly fromTicks: number;
  readonly atTicks: number;
  readonly act: (now: Moment) => Done;
}

class FieldReader implements BriefReader {
  readonly faults: ReaderFaults = createFaultPlan();
  readonly #world: World;
  readonly #words: PadWords;
  #due: readonly Due[] = [];
  #busyUntil = 0;
  #deafUntil = 0;
  /** Tags of which the memory was read. */
  #known: ReadonlySet<Uid> = new Set();
  #told: readonly TagSeen[] | null = null;
  /** When it looks at the field next, or null. */
  #lookTicks: number | null = null;

  constructor(world: World, words: PadWords) {
    this.#world = world;
    this.#words = words;
  }

  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[] {
    const heard = this.#words.asked.read(bytes);
    if (heard === null || now.ticks < this.#deafUntil) return [];
    return heard.kind === 'hello' ? this.#beginAfresh(now) : this.#write(heard, now);
  }

  wake(now: Moment): readonly ActorOutput[] {
    const ripe = this.#due.filter(({ atTicks }) => atTicks <= now.ticks);
    this.#due = this.#due.filter(({ atTicks }) => atTicks > now.ticks);
    return ripe.flatMap(({ act }) => {
      const { readings, outputs } = act(now);
      const sent = readings.map((reading): ActorOutput => {
        return { kind: 'send', atTicks: now.ticks, bytes: this.#words.told.write(reading) };
      });
      return [...sent, ...outputs];
    });
  }

  unplug(): void {
    this.#due = [];
    this.#busyUntil = 0;
    this.#deafUntil = 0;
    this.#forget();
  }

  stir(now: Moment): readonly ActorOutput[] {
    return this.#look(now, SEEN_MS);
  }

  #at(atTicks: number, act: Due['act'], fromTicks = Number.NEGATIVE_INFINITY): readonly ActorOutput[] {
    this.#due = [...this.#due, { fromTicks, atTicks, act }];
    return [{ kind: 'wake', atTicks }];
  }

  /** A driver gives a reader one order after the other: when it begins anew, one is under way at most. */
  #beginAfresh(now: Moment): readonly ActorOutput[] {
    this.#due = this.#due.filter(({ fromTicks }) => fromTicks <= now.ticks);
    // Nothing of the field is told before that has ended.
    this.#forget();
    if (this.#busyUntil > now.ticks) this.#busyUntil = Math.min(this.#busyUntil, now.ticks + WRITE_MS);
    return this.#greet(now, Math.max(0, this.#busyUntil - now.ticks) + GREETING_MS);
  }

  #forget(): void {
    this.#known = new Set();
    this.#told = null;
    this.#lookTicks = null;
  }

  #greet(now: Moment, afterMs: number): readonly ActorOutput[] {
    return this.#at(now.ticks + afterMs, (then) => {
      this.#forget();
      return { readings: [{ kind: 'ready', model: 'brief reader' }], outputs: this.#look(then, SEEN_MS) };
    });
  }

  #look(now: Moment, afterMs: number): readonly ActorOutput[] {
    if (this.#lookTicks !== null) return [];
    const ticks = now.ticks + afterMs;
    this.#lookTicks = ticks;
    return this.#at(ticks, (then) => (this.#lookTicks === ticks ? this.#tellLevel(then) : NOTHING));
  }

  /** What lies there, where that is anything new. How a tag is secured is read after what it is. */
  #tellLevel(now: Moment): Done {
    this.#lookTicks = null;
    const known = this.#known;
    const tags = this.#world.field.flatMap((uid) => tagInField(this.#world, uid) ?? []);
    const fault = this.faults.next('inventory');
    const seen = fault?.kind === 'collision' ? tags.slice(0, fault.found) : tags;
    const level = seen.map(
      ({ uid, afi, memory }): TagSeen => ({
        uid,
        security: known.has(uid) ? securityOfAfi(afi, VALUES) : null,
        memory,
      }),
    );
    this.#known = new Set(seen.map(({ uid }) => uid));
    const isWhole = seen.length === tags.length && seen.every(({ uid }) => known.has(uid));
    const outputs = isWhole ? [] : this.#look(now, READ_MS);
    if (this.#told !== null && sameLevel(this.#told, level)) return { readings: [], outputs };
    this.#told = level;
    return { readings: [{ kind: 'level', tags: level }], outputs };
  }

  #write(order: PadOrder, now: Moment): readonly ActorOutput[] {
    const from = Math.max(now.ticks, this.#busyUntil);
    this.#busyUntil = from + WRITE_MS;
    const fault = this.faults.next('writeAfi');
    return [
      ...this.#at(from + WRITE_MS / 2, (then) => this.#commit(order, fault, then), from),
      ...this.#at(from + WRITE_MS, (then) => this.#answer(order, fault, then), from),
    ];
  }

  #answer(order: PadOrder, fault: ReaderFault | null, now: Moment): Done {
    if (now.ticks < this.#deafUntil) return NOTHING;
    const outcome = this.#outcomeOf(order, fault);
    const reading = { kind: 'securitySet', order: order.order, uid: order.uid, outcome } as const;
    this.#noteTold(order.uid, outcome);
    return { readings: [reading], outputs: this.#look(now, SEEN_MS) };
  }

  /** Whoever was told what came of a write knows how its tag is secured, or that nobody does. */
  #noteTold(uid: Uid, outcome: SecurityOutcome): void {
    const security = outcome.kind === 'unknown' ? null : outcome.security;
    this.#told = this.#told?.map((tag) => (tag.uid === uid ? { ...tag, security } : tag)) ?? null;
  }

  #commit({ uid, security }: PadOrder, fault: ReaderFault | null, now: Moment): Done {
    if (fault?.kind === 'lifted') liftTag(this.#world, uid);
    const tag = tagInField(this.#world, uid);
    const isLost = fault !== null && NOT_WRITTEN.includes(fault.kind);
    if (tag !== null && tag.health === 'good' && !isLost) {
      const whole = security === 'secured' ? AFI_SECURED : AFI_ON_LOAN;
      tag.afi = fault?.kind === 'half' ? AFI_HALF : whole;
    }
    if (fault?.kind === 'lifted') return { readings: [], outputs: this.#look(now, SEEN_MS) };
    return fault?.kind === 'restart' ? this.#restart(now, fault.awayMs) : NOTHING;
  }

  /** Its driver finds it there again by itself. */
  #restart(now: Moment, awayMs: number): Done {
    this.#deafUntil = now.ticks + awayMs;
    return {
      readings: [{ kind: 'lost', reason: 'the reader does not answer' }],
      outputs: this.#greet(now, awayMs + GREETING_MS),
    };
  }

  #outcomeOf({ uid, security }: PadOrder, fault: ReaderFault | null): SecurityOutcome {
    const tag = tagInField(this.#world, uid);
    const unread = fault !== null && NOT_READ_BACK.includes(fault.kind);
    if (tag === null || unread) return { kind: 'unknown', reason: 'no answer' };
    const read = securityOfAfi(tag.afi, VALUES);
    return read === security ? { kind: 'verified', security } : { kind: 'unchanged', security: read };
  }
}

function sameLevel(one: readonly TagSeen[], other: readonly TagSeen[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ uid, security }, place) => other[place]?.uid === uid && other[place]?.security === security)
  );
}

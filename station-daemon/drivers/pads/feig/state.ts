// What the driver of a FEIG reader knows, and the pieces that its steps share.

import type { PadOrder, PadReading, Security, TagSeen, Uid } from '../../../../protocols/devices/pad.ts';
import type { FeigRequest } from '../../../../protocols/feig/commands.ts';
import { EMPTY_BUFFER, type FrameBuffer } from '../../../../protocols/feig/framing.ts';
import type { Moment } from '../../../../protocols/moment.ts';
import type { AfiValues } from '../../../../protocols/tags/security.ts';
import type { DriverCommand } from '../../driver.ts';

/** Waits and limits of the driver. */
export const FEIG_TIMES = {
  /** Between one inventory and the next while nothing else is to be done. */
  pollMs: 80,
  /** However much there is to write and read, the field is looked over this often. */
  pollAtLeastMs: 500,
  /** For an answer to anything but an inventory: the longest, a read of nine blocks, takes 50 ms. */
  answerMs: 400,
  /** An inventory of a full pad with collisions takes some hundred milliseconds. */
  inventoryMs: 1500,
  /** Silence after an answer that did not come, so that a late one is not taken for the next one's. */
  afterTimeOutMs: 120,
  /** Between tries while the reader does not answer at all. */
  silentPollMs: 1000,
} as const;

/** Answers that may fail to come in a row before the reader counts as gone. */
export const SILENCES_BEFORE_LOST = 3;
/** Tries for one read or one write order. */
export const TRIES = 3;
/** Bytes read from each tag: the basic block of ISO 28560-3 with all of its owner (34, in blocks of 4). */
export const BYTES_READ = 36;

/** A tag in the field. */
export interface FieldTag {
  readonly uid: Uid;
  readonly security: Security | 'other' | null;
  /** Number and size of its blocks, once its system information was read. */
  readonly blocks: { readonly count: number; readonly size: number } | null;
  readonly memory: Uint8Array | null;
  readonly failures: number;
}

/** A `setSecurity` order under way: written, then read back. */
export interface SecurityWork {
  readonly order: PadOrder;
  readonly phase: 'write' | 'read-back';
  readonly failures: number;
}

/** The request whose answer is waited for. */
export interface Outstanding {
  readonly request: FeigRequest;
  readonly deadline: number;
}

export interface FeigState {
  readonly afi: AfiValues;
  readonly open: boolean;
  readonly buffer: FrameBuffer;
  readonly outstanding: Outstanding | null;
  /** No request before this tick. */
  readonly quietUntil: number;
  /** `new`: nothing was asked yet since the line was opened. */
  readonly reader: 'new' | 'unheard' | 'answering' | 'lost';
  readonly silences: number;
  /** For the staff page, once the reader told it. */
  readonly model: string;
  readonly tags: readonly FieldTag[];
  /** Tags that did not answer the last inventory: gone, or kept quiet by the reader until an RF reset. */
  readonly doubted: ReadonlySet<Uid>;
  readonly reset: 'none' | 'wanted' | 'done';
  /** A reader that does not know RF resets is not asked again. */
  readonly canReset: boolean;
  readonly found: readonly Uid[];
  readonly moreToCome: boolean;
  readonly lastInventory: number;
  readonly orders: readonly SecurityWork[];
  /** The level as it was told last, or null when it must be told anew. */
  readonly told: readonly TagSeen[] | null;
  /** Whether one whole inventory was done since the line was opened. */
  readonly looked: boolean;
}

/** The driver's state before its line is open. */
export function closedState(afi: AfiValues): FeigState {
  return {
    afi,
    open: false,
    buffer: EMPTY_BUFFER,
    outstanding: null,
    quietUntil: 0,
    reader: 'new',
    silences: 0,
    model: 'FEIG ISO host reader',
    tags: [],
    doubted: new Set(),
    reset: 'none',
    canReset: true,
    found: [],
    moreToCome: false,
    lastInventory: Number.NEGATIVE_INFINITY,
    orders: [],
    told: null,
    looked: false,
  };
}

/** The state as it becomes and the commands as they gather, while one event is dealt with. */
export class FeigTurn {
  state: FeigState;
  readonly now: Moment;
  readonly commands: DriverCommand<PadReading>[] = [];

  constructor(state: FeigState, now: Moment) {
    this.state = state;
    this.now = now;
  }

  set(change: Partial<FeigState>): void {
    this.state = { ...this.state, ...change };
  }

  tell(reading: PadReading): void {
    this.commands.push({ kind: 'tell', reading });
  }

  note(text: string, bytes?: number): void {
    this.commands.push(bytes === undefined ? { kind: 'note', text } : { kind: 'note', text, bytes });
  }

  setTag(uid: Uid, change: Partial<FieldTag>): void {
    this.set({ tags: this.state.tags.map((tag) => (tag.uid === uid ? { ...tag, ...change } : tag)) });
  }
}

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
  /** What came in and makes no frame is given up after so long a silence. Readers pause 12 ms at most; adapters add theirs. */
  brokenOffMs: 50,
  /** Silence after an answer that did not come. */
  afterTimeOutMs: 20,
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
  /** It could not be read, and is left alone until the next inventory. */
  readonly resting: boolean;
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
  /** When the last bytes came. */
  readonly heardAt: number;
  readonly outstanding: Outstanding | null;
  /** No request before this tick. */
  readonly quietUntil: number;
  readonly reader: 'unheard' | 'answering' | 'lost';
  /**
   * False after opening and after an answer that did not come. Answers of host commands do not say what they
   * answer, so a late one could pass for the next one's, and one book's number for another's; the answer to the
   * software version is known by its command, and nothing older comes after it.
   */
  readonly inStep: boolean;
  readonly silences: number;
  /** For the staff page, once the reader told it. */
  readonly model: string;
  readonly tags: readonly FieldTag[];
  /** Tags that did not answer the last inventory: gone, or kept quiet by the reader until an RF reset. */
  readonly doubted: ReadonlySet<Uid>;
  readonly reset: 'none' | 'wanted' | 'done';
  /** RF resets in a row that were refused or not answered: after some the reader is not asked again. */
  readonly resetFailures: number;
  readonly found: readonly Uid[];
  readonly moreToCome: boolean;
  readonly lastInventory: number;
  readonly orders: readonly SecurityWork[];
  /** Where both wait, writes and reads take turns: this one is a read's. */
  readonly readIsNext: boolean;
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
    heardAt: 0,
    outstanding: null,
    quietUntil: 0,
    reader: 'unheard',
    inStep: false,
    silences: 0,
    model: 'FEIG ISO host reader',
    tags: [],
    doubted: new Set(),
    reset: 'none',
    resetFailures: 0,
    found: [],
    moreToCome: false,
    lastInventory: Number.NEGATIVE_INFINITY,
    orders: [],
    readIsNext: false,
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

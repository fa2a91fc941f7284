// What the engine knows of a reader and of the tags in its field, and the pieces that its steps share.

import { EMPTY_BUFFER, type FrameBuffer } from '../../../protocols/binary/stream.ts';
import type { PadOrder, PadReading, Security, TagSeen, Uid } from '../../../protocols/devices/pad.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { TagSecurity } from '../../../protocols/tags/security.ts';
import type { DriverCommand, Pace } from '../driver.ts';
import type { DialectTraits } from './dialect.ts';
import type { PadRequest, StartRequest } from './requests.ts';

/** Waits that are the same for every family. */
export const PAD_TIMES = {
  /**
   * Between one inventory and the next while nothing else is to be done. So long a tag may wait to be seen; each look
   * costs the computer a thousandth of a second.
   */
  pollMs: { calm: 75, eager: 30 },
  /** Between one tag that has been read and is looked at again and the next, while nothing else is to be done. */
  checkMs: 2_000,
  /** However much there is to write and read, the field is looked over this often... */
  pollAtLeastMs: 500,
  /** ...but looking takes no more than one part in so many: an inventory of 30 tags takes half a second. */
  pollShare: 5,
  /** Silence after an answer that did not come. */
  afterTimeOutMs: 20,
  /** Between tries while the reader does not answer at all. */
  silentPollMs: 1000,
  /** Between tries while the reader is set up for something else: somebody has to see to it. */
  unfitPollMs: 5000,
} as const;

/** Answers that may fail to come in a row before the reader counts as gone. */
export const SILENCES_BEFORE_LOST = 3;
/** Tries for one read. */
export const TRIES = 3;
/** Nearly all library tags have blocks of so many bytes, and more of them than are read. */
export const USUAL_BLOCK_BYTES = 4;

/** A tag in the field. */
export interface FieldTag {
  readonly uid: Uid;
  readonly security: Security | 'other' | null;
  /** The EAS bit as read, until the tag's facts prove that it was there to answer; null while unread. */
  readonly eas: boolean | null;
  /**
   * It is being read again, since somebody else may have written it: what differs from what was told is believed only
   * when it was read once more, `again`. A spoilt answer of a tag's EAS bit looks like a bit that is not set.
   */
  readonly check: 'no' | 'once' | 'again';
  /** When its facts were read last, or were to be read. */
  readonly checkedAt: number;
  /** Number and size of its blocks, once its facts were read. */
  readonly blocks: { readonly count: number; readonly size: number } | null;
  /** Its memory cannot be read as that of nearly all tags: its facts have to be known first. */
  readonly factsFirst: boolean;
  /** What was read of its memory so far: readers may give fewer blocks at once than they are asked for. */
  readonly begun: Uint8Array;
  /** All of it that is wanted; null until then. */
  readonly memory: Uint8Array | null;
  readonly failures: number;
  /** It could not be read, and is left alone until the next inventory. */
  readonly resting: boolean;
}

/** One exchange of a `setSecurity` order. */
export type SecurityPhase = 'readRandom' | 'logIn' | 'writeAfi' | 'writeEas' | 'readEas' | 'readFacts';

/** A `setSecurity` order under way: written, then read back. */
export interface SecurityWork {
  readonly order: PadOrder;
  /** What is still to be asked in this try, the next first. */
  readonly phases: readonly SecurityPhase[];
  /** How many phases this try began with. */
  readonly tried: number;
  /** The tag's random number, between the asking for it and the password. */
  readonly random: number;
  /** All that was written in this try was confirmed by the tag. */
  readonly acknowledged: boolean;
  /** The EAS bit as read back in this try; null while unread, or where the tag has none. */
  readonly eas: boolean | null;
  readonly failures: number;
}

/** The request whose answer is waited for. */
export interface Outstanding {
  readonly request: PadRequest;
  /** The order that it is part of; null for all else. */
  readonly order: number | null;
  /** How often it was asked in vain before. */
  readonly attempt: number;
  readonly deadline: number;
}

export interface PadState {
  readonly open: boolean;
  readonly pace: Pace;
  /** What came in and is not yet a whole frame. */
  readonly buffer: FrameBuffer;
  /** When the last bytes came. */
  readonly heardAt: number;
  readonly outstanding: Outstanding | null;
  /** No request before this tick. */
  readonly quietUntil: number;
  readonly reader: 'unheard' | 'answering' | 'lost';
  /** What was told of a reader that is lost. */
  readonly lostReason: string;
  /** False after opening and after an answer that did not come: see `identify` in requests.ts. */
  readonly inStep: boolean;
  /** What is still to be asked at the start. */
  readonly toStart: readonly StartRequest[];
  readonly silences: number;
  /** Something came since the last answer that was none: bytes that make no frame, frames that nothing had asked for. */
  readonly noise: boolean;
  /** For the staff page, once the reader told it. */
  readonly model: string;
  readonly tags: readonly FieldTag[];
  /** Tags that did not answer the last inventory: gone, or kept quiet by the reader until its field is reset. */
  readonly doubted: ReadonlySet<Uid>;
  /** `done`: an inventory has to follow, which decides about the doubted ones. */
  readonly reset: 'none' | 'wanted' | 'done';
  /** Resets in a row that were refused or not answered: after some the reader is not asked again. */
  readonly resetFailures: number;
  readonly found: readonly Uid[];
  readonly moreToCome: boolean;
  readonly lastInventory: number;
  /** When the inventory that is out, or was last, began. */
  readonly inventoryBegan: number;
  readonly orders: readonly SecurityWork[];
  /** Where both wait, writes and reads take turns: this one is a read's. */
  readonly readIsNext: boolean;
  /** When a tag was read again last. */
  readonly lastCheck: number;
  /** The level as it was told last, or null when it must be told anew. */
  readonly told: readonly TagSeen[] | null;
  /** Whether one whole inventory was done since the line was opened. */
  readonly looked: boolean;
}

/** The state before the line is open. */
export function closedState({ model, start, resetsField }: DialectTraits): PadState {
  return {
    open: false,
    pace: 'calm',
    buffer: EMPTY_BUFFER,
    heardAt: 0,
    outstanding: null,
    quietUntil: 0,
    reader: 'unheard',
    lostReason: '',
    inStep: false,
    toStart: start,
    silences: 0,
    noise: false,
    model,
    tags: [],
    doubted: new Set(),
    reset: 'none',
    resetFailures: resetsField ? 0 : TRIES,
    found: [],
    moreToCome: false,
    lastInventory: Number.NEGATIVE_INFINITY,
    inventoryBegan: Number.NEGATIVE_INFINITY,
    orders: [],
    readIsNext: false,
    lastCheck: Number.NEGATIVE_INFINITY,
    told: null,
    looked: false,
  };
}

/** The state as it becomes and the commands as they gather, while one event is dealt with. */
export class PadTurn {
  state: PadState;
  readonly dialect: DialectTraits;
  readonly security: TagSecurity;
  readonly now: Moment;
  readonly commands: DriverCommand<PadReading>[] = [];

  constructor(state: PadState, dialect: DialectTraits, security: TagSecurity, now: Moment) {
    this.state = state;
    this.dialect = dialect;
    this.security = security;
    this.now = now;
  }

  set(change: Partial<PadState>): void {
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

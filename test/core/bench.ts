// A station's core on the bench: a library system with books, pads with tags, a printer and a clock that is turned
// by hand. Every step is checked for what must hold at any time.

import assert from 'node:assert/strict';
import type { PadReading, Security, Uid } from '../../protocols/devices/pad.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { ItemRow, Screen } from '../../protocols/screen/screen.ts';
import { writeIso28560_3 } from '../../protocols/tags/iso28560-3.ts';
import type { UsageName } from '../../protocols/tags/usage.ts';
import { startCore, stepCore } from '../../station-daemon/core/core.ts';
import type { CoreCommand, CoreEvent, DeviceId } from '../../station-daemon/core/event.ts';
import type { GateEntry } from '../../station-daemon/core/gate/gate-entry.ts';
import type { JournalEntry } from '../../station-daemon/core/journal-entry.ts';
import type { LibraryAnswer, LibraryRequest, NotDone } from '../../station-daemon/core/library-port.ts';
import { RECEIPT_TEMPLATES } from '../../station-daemon/core/receipt-template.ts';
import { screenOf } from '../../station-daemon/core/screen-of.ts';
import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import type { CoreState } from '../../station-daemon/core/state.ts';
import { nextDeadline } from '../../station-daemon/core/time-out.ts';
import { PLAIN_SCANS } from '../protocols/scan-rules.ts';
import { Books } from './books.ts';
import { WhatHolds } from './what-holds.ts';

export interface Tag {
  readonly uid: Uid;
  readonly memory: Uint8Array;
  security: Security | 'other';
  /**
   * `refuses`: a write has no effect; `loses`: it has, and nothing can be read back; `halves`: it has half an effect,
   * and nothing can be read back.
   */
  writes: 'well' | 'refuses' | 'loses' | 'halves';
}

/**
 * How the library system answers: at once; nothing is carried out until let go; carried out and not answered
 * until let go; "not carried out"; or nothing that makes sense.
 */
export type LibraryManner = 'answers' | 'holds' | 'answers-late' | 'not-done' | 'not-understood';

const SETUP: CoreSetup = {
  stationName: 'Ground floor',
  languages: ['en', 'vi'],
  theme: 'light',
  profile: 'public',
  children: 'offered',
  attractMs: null,
  currency: 'EUR',
  pin: 'optional',
  itemsWithoutCard: 'ask',
  sessionMs: 60_000,
  tagModels: ['iso28560-3'],
  tagBlinkMs: 600,
  incompleteSets: 'refuse',
  staffCards: [{ name: 'desk-1', card: 'S1' }],
  gates: { whenClosed: 'armed', whenStopped: 'armed', bypassMs: 0, buzzerMs: 3_000 },
  secureTags: true,
  receipts: {
    ...{ head: ['Ground floor'], foot: [], qr: '', parts: RECEIPT_TEMPLATES.public, patron: 'none' },
    email: 'none',
    routeSlips: { cardOfHold: 'none' },
  },
  offline: { returns: false, loans: null },
  scans: { ...PLAIN_SCANS, card: ['C*'], item: ['B*'] },
  devices: [
    { id: 'pad', kind: 'pad' },
    { id: 'scanner', kind: 'scanner', reads: 'any' },
    { id: 'printer', kind: 'printer' },
  ],
  unfinished: [],
  firstTransaction: 1,
  clockAtLeast: 0,
  drop: null,
};

const SECOND = 1000;
const START_WALL = 1_900_000_000_000;
/** The library system and the reader take so long. */
const ANSWER_MS = 300;
const WRITE_MS = 100;

export class Bench {
  readonly books = new Books();
  readonly tags = new Map<Uid, Tag>();
  /** On which pad each tag lies. */
  readonly lying = new Map<Uid, DeviceId>();
  readonly journal = new Map<number, JournalEntry>();
  /** Does the printer ever get to the end of a slip? */
  prints = true;
  /** What happened to gates, by when, where and what. */
  readonly gateEvents = new Map<string, GateEntry>();
  /** Does a gate do what it is told? */
  gateFollows = true;
  /** One line a command: `record 1 intended`, `ask checkout B1`, `pad U1 released`, `print`, `stopped`. */
  readonly log: string[] = [];
  readonly notes: string[] = [];
  /** What was told of things done without the library system: `checkin B1 at 500`, in ticks of their doing. */
  readonly told: string[] = [];
  readonly slips: string[] = [];
  /** Every tag that a pad released, or tried to. */
  readonly released: Uid[] = [];
  /** What each tag was last read back as, after a write. */
  readonly verified = new Map<Uid, Security>();
  state: CoreState;
  ticks = 0;
  library: LibraryManner = 'answers';
  journalWorks = true;
  readonly padsAway = new Set<DeviceId>();
  readonly held: { readonly order: number; readonly answer: () => LibraryAnswer }[] = [];
  /** How often each reader was lost: an order is answered only by the reader that took it. */
  readonly #losses = new Map<DeviceId, number>();
  readonly #holds = new WhatHolds(this);
  #due: { at: number; happen: () => void }[] = [];

  constructor(setup: Partial<CoreSetup> = {}) {
    this.state = startCore({ ...SETUP, ...setup });
    for (const entry of setup.unfinished ?? []) this.journal.set(entry.transaction, entry);
    this.books.reader('C1', 'Weber, Anna', '1234');
    this.books.reader('C2', 'Okafor, Ben', '9999');
  }

  /** What comes after a power cut: another station with this one's journal, books and pad, and nothing in mind. */
  afterPowerCut(): Bench {
    const unfinished = [...this.journal.values()].filter(
      ({ step }) => step !== 'done' && step !== 'for-staff',
    );
    const firstTransaction = Math.max(0, ...this.journal.keys()) + 1;
    const again = new Bench({ ...this.state.setup, unfinished, firstTransaction });
    again.ticks = this.ticks;
    for (const [barcode, title] of this.books.titles) again.books.titles.set(barcode, title);
    for (const [uid, tag] of this.tags) again.tags.set(uid, tag);
    for (const [uid, pad] of this.lying) again.lying.set(uid, pad);
    for (const [number, entry] of this.journal) again.journal.set(number, entry);
    return again;
  }

  /** All devices there, the library system ready. */
  ready(): this {
    for (const device of this.#pads)
      this.event({ kind: 'pad', device, reading: { kind: 'ready', model: 'test' } });
    this.tellLevel();
    this.event({ kind: 'scanner', device: 'scanner', reading: { kind: 'ready', model: 'test' } });
    this.event({
      kind: 'printer',
      device: 'printer',
      reading: { kind: 'ready', model: 'test', paperNearEnd: false },
    });
    this.event({ kind: 'libraryStatus', status: { kind: 'ready' } });
    return this;
  }

  get now(): Moment {
    return { ticks: this.ticks, wall: START_WALL + this.ticks, utcOffsetMinutes: 60 };
  }

  get screen(): Screen {
    return screenOf(this.state, this.now);
  }

  /** The list named `Items`: `Dune: borrowed`. */
  get rows(): readonly string[] {
    return this.items.map(({ title, ending, status, reason }) =>
      [
        title ?? (status === 'working' ? '?' : ending),
        status,
        ...(reason === null ? [] : [reason.code]),
      ].join(': '),
    );
  }

  get items(): readonly ItemRow[] {
    const { screen } = this;
    return screen.name === 'borrow' || screen.name === 'return' ? screen.items : [];
  }

  // --- what people do

  /** A book with one tag, or with the tags of its parts: `U1`, or `U1.1`, `U1.2`. */
  book(barcode: string, title: string, more: { readonly parts?: number; readonly security?: Security } = {}) {
    const parts = more.parts ?? 1;
    for (let part = 1; part <= parts; part += 1) {
      const uid = parts === 1 ? `U${barcode}` : `U${barcode}.${part}`;
      this.tag(uid, { item: barcode, parts, part, usage: 'for-loan' }, more.security ?? 'secured');
    }
    return this.books.item(barcode, title);
  }

  tag(
    uid: Uid,
    block: {
      readonly item: string;
      readonly parts: number;
      readonly part: number;
      readonly usage: UsageName;
    },
    security: Tag['security'] = 'secured',
  ): Tag {
    const written = writeIso28560_3({ ...block, country: 'DE', isil: '1' }, 34);
    assert.ok(written.ok);
    const tag: Tag = { uid, memory: written.memory, security, writes: 'well' };
    this.tags.set(uid, tag);
    return tag;
  }

  tagOf(barcode: string): Tag {
    const tag = this.tags.get(`U${barcode}`);
    assert.ok(tag, `no tag on ${barcode}`);
    return tag;
  }

  lay(...uids: readonly Uid[]): this {
    return this.layOn('pad', ...uids);
  }

  /** On one of several pads, from wherever they lie. */
  layOn(pad: DeviceId, ...uids: readonly Uid[]): this {
    const left = new Set(uids.map((uid) => this.lying.get(uid)));
    for (const uid of uids) this.lying.set(uid, pad);
    for (const device of left) if (device !== undefined && device !== pad) this.#tellLevelOf(device);
    this.#tellLevelOf(pad);
    return this;
  }

  lift(...uids: readonly Uid[]): this {
    for (const uid of uids) this.lying.delete(uid);
    this.tellLevel();
    return this;
  }

  scan(text: string): this {
    this.event({ kind: 'scanner', device: 'scanner', reading: { kind: 'scanned', text } });
    return this;
  }

  touch(intent: Intent): this {
    this.event({ kind: 'intent', intent });
    return this;
  }

  /** A patron with their card, and time for the library system to know them. */
  card(card: string): this {
    return this.scan(card).run(SECOND);
  }

  // --- what parts do

  loseLibrary(): this {
    this.event({ kind: 'libraryStatus', status: { kind: 'away', reason: 'test' } });
    return this;
  }

  findLibrary(): this {
    this.event({ kind: 'libraryStatus', status: { kind: 'ready' } });
    return this;
  }

  /** The reader goes, and without a word about what it was ordered to do. */
  losePad(device: DeviceId = 'pad'): this {
    this.padsAway.add(device);
    this.#losses.set(device, this.#lossesOf(device) + 1);
    this.event({ kind: 'pad', device, reading: { kind: 'lost', reason: 'unplugged' } });
    return this;
  }

  findPad(device: DeviceId = 'pad'): this {
    this.padsAway.delete(device);
    this.event({ kind: 'pad', device, reading: { kind: 'ready', model: 'test' } });
    this.#tellLevelOf(device);
    return this;
  }

  /** The library system answers what it has held back, and from now on at once. */
  letGo(): this {
    this.library = 'answers';
    for (const { order, answer } of this.held.splice(0)) this.#answer(order, answer());
    return this;
  }

  /** The held requests, all of the manner `holds`, were never carried out. */
  dropHeld(why: NotDone = 'library-away'): this {
    for (const { order } of this.held.splice(0)) this.#answer(order, { kind: 'notDone', why });
    return this;
  }

  repairJournal(): this {
    this.journalWorks = true;
    this.event({ kind: 'journal', works: true });
    return this;
  }

  // --- time

  /** Lets the time pass, with every alarm and answer in it. */
  run(ms: number): this {
    const end = this.ticks + ms;
    for (let steps = 0; ; steps += 1) {
      assert.ok(steps < 20_000, 'the core keeps waking itself');
      const deadline = nextDeadline(this.state, this.ticks);
      const answerAt = Math.min(...this.#due.map(({ at }) => at));
      const next = Math.min(deadline ?? Number.POSITIVE_INFINITY, answerAt);
      if (next > end) break;
      this.ticks = Math.max(this.ticks, next);
      if (answerAt <= (deadline ?? Number.POSITIVE_INFINITY)) {
        const index = this.#due.findIndex(({ at }) => at === answerAt);
        for (const { happen } of this.#due.splice(index, 1)) happen();
      } else this.event({ kind: 'wake' });
    }
    this.ticks = end;
    return this;
  }

  /** One event through the core, and its commands to where they belong. */
  event(event: CoreEvent): void {
    const { state, commands } = stepCore(this.state, event, this.now);
    this.state = state;
    for (const [index, command] of commands.entries()) {
      if ((command.kind === 'record' || command.kind === 'recordGate') && !this.journalWorks) {
        // What stands behind an entry that could not be written is not done. Its orders end some time later.
        this.log.push(
          command.kind === 'record' ? `lost ${command.entry.step}` : `lost ${command.entry.what}`,
        );
        for (const lost of commands.slice(index)) this.#loseOrder(lost);
        this.event({ kind: 'journal', works: false });
        break;
      }
      this.#carryOut(command);
    }
    this.#holds.always();
  }

  /** What the tags in each field are. */
  tellLevel(): void {
    for (const device of this.#pads) this.#tellLevelOf(device);
  }

  #tellLevelOf(device: DeviceId): void {
    if (this.padsAway.has(device)) return;
    const tags = [...this.lying].flatMap(([uid, pad]) => {
      const tag = this.tags.get(uid);
      if (tag === undefined || pad !== device) return [];
      return [{ uid, security: tag.security, memory: tag.memory }];
    });
    this.event({ kind: 'pad', device, reading: { kind: 'level', tags } });
  }

  get #pads(): readonly DeviceId[] {
    return this.state.pads.map(({ device }) => device);
  }

  #lossesOf(device: DeviceId): number {
    return this.#losses.get(device) ?? 0;
  }

  #carryOut(command: CoreCommand): void {
    switch (command.kind) {
      case 'record':
        if (command.entry.step !== 'receipt') this.journal.set(command.entry.transaction, command.entry);
        this.log.push(`record ${command.entry.transaction} ${command.entry.step}`);
        return;
      case 'ask': {
        const { order, request } = command.order;
        this.log.push('item' in request ? `ask ${request.kind} ${request.item}` : `ask ${request.kind}`);
        this.#holds.askedAhead(request);
        if ('done' in request && request.done !== undefined)
          this.told.push(`${request.kind} ${request.item} at ${request.done.at.wall - START_WALL}`);
        this.#serve(order, request);
        return;
      }
      case 'pad':
        this.log.push(`pad ${command.order.uid} ${command.order.security}`);
        this.#holds.writtenAhead(command.order.uid);
        return this.#write(command.device, command.order);
      case 'recordGate': {
        const { at, gate, what, item } = command.entry;
        this.gateEvents.set([at, gate, what, item].join(' '), command.entry);
        this.log.push(`record ${gate} ${what}`);
        return;
      }
      case 'gate': {
        const { device, order } = command;
        this.log.push(`${device} ${order.armed ? 'armed' : 'off'}`);
        if (this.gateFollows)
          this.#later(WRITE_MS, { kind: 'gate', device, reading: { kind: 'armed', armed: order.armed } });
        return;
      }
      case 'switch':
        this.log.push(`${command.output} ${command.on ? 'on' : 'off'} ${command.forMs ?? 'for good'}`);
        return;
      case 'print':
        this.log.push('print');
        this.slips.push(JSON.stringify(command.slip.lines));
        if (!this.prints) return;
        this.#later(WRITE_MS, {
          kind: 'printer',
          device: 'printer',
          reading: { kind: 'printed', slip: command.slip.slip },
        });
        return;
      case 'withdrawSlip':
        this.log.push('withdraw');
        return;
      case 'note':
        this.notes.push(`${command.text} ${JSON.stringify(command.data)}`);
        return;
      case 'stopped':
        this.log.push('stopped');
    }
  }

  #serve(order: number, request: LibraryRequest): void {
    switch (this.library) {
      case 'answers':
        return this.#answer(order, this.books.answer(request));
      case 'holds':
        this.held.push({ order, answer: () => this.books.answer(request) });
        return;
      case 'answers-late': {
        const answer = this.books.answer(request);
        this.held.push({ order, answer: () => answer });
        return;
      }
      case 'not-done':
        return this.#answer(order, { kind: 'notDone', why: 'library-away' });
      case 'not-understood':
        return this.#answer(order, { kind: 'notDone', why: 'not-understood' });
    }
  }

  #write(
    device: DeviceId,
    order: { readonly order: number; readonly uid: Uid; readonly security: Security },
  ): void {
    const losses = this.#lossesOf(device);
    this.#due.push({
      at: this.ticks + WRITE_MS,
      happen: () => {
        if (losses !== this.#lossesOf(device)) return;
        const { order: number, uid, security } = order;
        const tag = this.tags.get(uid);
        const there = tag !== undefined && this.lying.get(uid) === device && !this.padsAway.has(device);
        if (there && tag.writes !== 'refuses') {
          tag.security = tag.writes === 'halves' ? 'other' : security;
          if (security === 'released') this.#release(tag);
        }
        const outcome =
          !there || tag.writes === 'loses' || tag.writes === 'halves'
            ? ({ kind: 'unknown', reason: 'no answer' } as const)
            : tag.security === security
              ? ({ kind: 'verified', security } as const)
              : ({ kind: 'unchanged', security: tag.security } as const);
        if (outcome.kind === 'verified') this.verified.set(uid, security);
        else this.verified.delete(uid);
        const reading: PadReading = { kind: 'securitySet', order: number, uid, outcome };
        this.event({ kind: 'pad', device, reading });
      },
    });
  }

  #release(tag: Tag): void {
    this.#holds.releasedOnLoan(tag);
    this.released.push(tag.uid);
  }

  #loseOrder(command: CoreCommand): void {
    if (command.kind === 'ask') {
      const { order } = command.order;
      this.#answer(order, { kind: 'notDone', why: 'library-away' });
    }
    if (command.kind === 'pad') {
      const { device } = command;
      const { order, uid } = command.order;
      const outcome = { kind: 'unknown', reason: 'never sent' } as const;
      this.#later(WRITE_MS, {
        kind: 'pad',
        device,
        reading: { kind: 'securitySet', order, uid, outcome },
      });
    }
  }

  #answer(order: number, answer: LibraryAnswer): void {
    this.#later(ANSWER_MS, { kind: 'libraryAnswered', order, answer });
  }

  #later(ms: number, event: CoreEvent): void {
    this.#due.push({ at: this.ticks + ms, happen: () => this.event(event) });
  }
}

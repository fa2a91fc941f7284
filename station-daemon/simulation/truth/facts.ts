// What is so, for whoever judges whether a promise is kept: the world, the journal, what was begun, and what the screen
// shows. It believes nothing that the station believes.

import type {
  BorrowScreen,
  DoneScreen,
  ItemName,
  ReturnScreen,
  Screen,
} from '../../../protocols/screen/screen.ts';
import { nameOf } from '../../core/item-name.ts';
import type { JournalEntry } from '../../core/journal-entry.ts';
import { RECEIPT_WORDS } from '../../core/receipt-catalogue.ts';
import type { World, WorldItem, WorldTag } from '../../simulator/world/world.ts';
import type { StationEvent } from '../../station/rim.ts';
import type { Happening } from '../happening.ts';
import { tellingPart } from '../plan/house.ts';
import type { NightPlan } from '../plan/night-plan.ts';
import type { MemoryJournal } from '../run/memory-journal.ts';
import type { NightTime } from '../run/night-time.ts';
import { type Case, Cases, isOpen, leftAsItWas } from './cases.ts';
import { isHalf } from './tags.ts';

/** What a night has to be looked at. */
export interface Scene {
  readonly plan: NightPlan;
  readonly world: World;
  readonly journal: MemoryJournal;
  readonly time: NightTime;
}

/** The facts of one night. */
export class Facts {
  readonly scene: Scene;
  readonly cases = new Cases();
  /** The screen under the help; null while there is none. */
  screen: Screen | null = null;
  /** Counts the visits to the screen: what one patron sees without a break. */
  session = 0;
  /** The visit to the screen before which nobody was there. */
  #idleSession = 0;
  /** Since when the station runs. */
  startedTicks = 0;
  /** The receipt that is printed, or was last: what it owes its patron, what of it was done as they wanted, and what came out so far. */
  receipt: {
    readonly owes: readonly Case[];
    readonly done: readonly Case[];
    readonly names: Set<WorldItem>;
  } | null = null;
  /** Tags that are as somebody left them half written before the doors opened. */
  readonly #half: Set<WorldTag>;
  /** When an item was lent or taken in at another desk last. */
  readonly #elsewhere = new Map<WorldItem, number>();
  /** Lent or taken in at another desk while they lay on the pad, and not taken away since: nobody tells the station. */
  readonly #changedUnderIt = new Set<WorldItem>();
  /** Tags that the station tried to put right, and could not. */
  readonly #triedInVain = new Set<string>();
  /** Open in a journal that was set aside, and not written into the new one yet. */
  readonly #setAside = new Set<number>();
  /** When an item was seen on the pad last, of those that were taken away. */
  readonly #lifted = new Map<WorldItem, number>();
  readonly #byTitle: ReadonlyMap<string, WorldItem>;
  /** By what a receipt says in the place of a title. */
  readonly #untitled: ReadonlyMap<string, WorldItem>;

  constructor(scene: Scene) {
    this.scene = scene;
    this.#half = new Set([...scene.world.items.values()].flatMap(({ tags }) => tags.filter(isHalf)));
    this.#byTitle = new Map(
      [...scene.world.items.values()].map((item) => [tellingPart(item.about.title), item]),
    );
    this.#untitled = new Map(
      [...scene.world.items].flatMap(([barcode, item]) =>
        Object.values(RECEIPT_WORDS).map((words) => [words.untitled(nameOf(barcode, null).ending), item]),
      ),
    );
  }

  /** Takes in what happens, before it is judged. */
  take(happening: Happening): void {
    switch (happening.kind) {
      case 'recorded': {
        this.#setAside.delete(happening.entry.transaction);
        this.#noteRepair(happening.entry);
        const item = this.scene.world.items.get(happening.entry.item);
        if (item !== undefined) this.cases.recorded(happening.entry, item, this.scene.time.ticks);
        return;
      }
      case 'booked':
        return this.cases.booked(happening.item, happening.before, happening.line);
      case 'laid':
        return this.cases.laid(happening.item);
      case 'tagWritten':
        this.#half.delete(happening.tag);
        return;
      case 'elsewhere':
        this.#elsewhere.set(happening.item, this.scene.time.ticks);
        if (this.#liesThere(happening.item)) this.#changedUnderIt.add(happening.item);
        return this.cases.elsewhere(happening.item);
      case 'journalDamaged':
        for (const one of this.cases.all) if (isOpen(one)) this.#setAside.add(one.transaction);
        return;
      case 'stepped':
        return this.#stepped(happening.event.kind);
      case 'lifted':
        this.#lifted.set(happening.item, this.scene.time.ticks);
        this.#changedUnderIt.delete(happening.item);
        return;
      case 'shown':
        return this.#show(happening.screen);
      case 'slipCameOut':
        for (const item of this.#itemsOn(happening.lines)) this.receipt?.names.add(item);
        return;
      case 'stationDied':
        this.cases.beganIn(this.session);
        this.cases.interrupted(this.session);
        this.screen = null;
        this.receipt = null;
        this.session += 1;
        return;
      case 'stationStarted':
        // What a damaged journal held is lost where the power goes before it is written anew: its file tells the staff.
        this.cases.lost(this.#setAside);
        this.#setAside.clear();
        this.startedTicks = this.scene.time.ticks;
        return;
    }
  }

  /**
   * Is it not the station's doing how books and tags are: lent or taken in at another desk since the station began
   * anything with it, or half written before the doors opened, and nothing came of whatever was begun with it?
   */
  isOfOthers(item: WorldItem): boolean {
    const known = this.cases.of(item);
    const last = known.findLast((one) => one.kind !== 'renewal' && !leftAsItWas(one));
    if (last === undefined && item.tags.some((tag) => this.#half.has(tag))) return true;
    const ticks = this.#elsewhere.get(item);
    return ticks !== undefined && (last === undefined || last.beganTicks <= ticks);
  }

  #noteRepair({ kind, outcome, uids }: JournalEntry): void {
    if (kind === 'repair' && outcome === 'completed-unverified')
      for (const uid of uids) this.#triedInVain.add(uid);
  }

  /** Did the station try to put this tag right, and tell in its journal that it could not? */
  wasTriedInVain({ uid }: WorldTag): boolean {
    return this.#triedInVain.has(uid);
  }

  /** Was it lent or taken in at another desk while it lay here, where it lies still? The station does not hear of that. */
  changedUnderIt(item: WorldItem): boolean {
    return this.#changedUnderIt.has(item);
  }

  #liesThere({ tags }: WorldItem): boolean {
    return tags.some(({ uid }) => this.scene.world.field.includes(uid));
  }

  /** Does it lie on the pad, or did some of it a moment ago? A reader may lose sight of what nobody lifts. */
  wasOnPad(item: WorldItem, withinMs: number): boolean {
    const { plan, time } = this.scene;
    if (this.#liesThere(item)) return true;
    if (time.ticks - (this.#lifted.get(item) ?? Number.NEGATIVE_INFINITY) <= withinMs) return true;
    return plan.troubles.some(
      ({ kind, ...of }) => kind === 'reader' && 'fault' in of && of.fault.what.kind === 'lifted',
    );
  }

  /** The item that the screen calls so. */
  itemNamed({ title, ending }: ItemName): WorldItem | undefined {
    if (title !== null) return this.#byTitle.get(tellingPart(title));
    return [...this.scene.world.items.values()].find(({ about }) => about.barcode.endsWith(ending));
  }

  /** Loans of the patron who stands there, begun in this visit, as the library system has them in its books. */
  standingLoans(): readonly Case[] {
    return this.cases.all.filter(
      (one) =>
        one.kind === 'loan' &&
        one.session === this.session &&
        one.booked > 0 &&
        !one.undone &&
        !one.wasTheirs &&
        one.item.standing.borrower === one.card &&
        this.cases.latest('loan', one.item) === one,
    );
  }

  /** The latest loan or return of an item that is named in a row of the list, begun in this visit to the screen. */
  caseOf(name: ItemName): Case | undefined {
    const item = this.itemNamed(name);
    if (item === undefined) return undefined;
    const [loan, returned] = [this.cases.latest('loan', item), this.cases.latest('return', item)];
    const last = (loan?.transaction ?? 0) > (returned?.transaction ?? 0) ? loan : returned;
    return last?.session === this.session ? last : undefined;
  }

  /** The station has had its chance to write anew what was set aside: only a disk that is full excuses it. */
  #stepped(event: StationEvent['kind']): void {
    const isWriting = event === 'journalReplaced' || event === 'journalBack';
    if (isWriting && this.scene.journal.writes) this.#setAside.clear();
  }

  /** The items named on a slip, by the beginning of a title or the end of a barcode. */
  #itemsOn(lines: readonly string[]): readonly WorldItem[] {
    return lines.flatMap((line) => {
      const text = line.trim();
      return this.#byTitle.get(tellingPart(text)) ?? this.#untitled.get(text) ?? [];
    });
  }

  #tell(about: Case | undefined): void {
    if (about !== undefined) about.told = true;
  }

  /** A loan of an earlier visit that ended well in this one may have no title; it is the only one that can be meant. */
  #tellNameless({ items }: BorrowScreen | ReturnScreen): void {
    const nameless = items.filter(({ title, status }) => title === null && status === 'borrowed').length;
    if (nameless === 0) return;
    const ended = this.cases.all.filter(
      (one) =>
        one.kind === 'loan' && !one.told && one.session !== this.session && one.entry.outcome === 'completed',
    );
    if (ended.length <= nameless) for (const one of ended) one.told = true;
  }

  /** Returns of which nothing came may have no title either. */
  #refuseNameless({ items }: ReturnScreen): void {
    const nameless = items.filter(({ title, status }) => title === null && status === 'refused').length;
    if (nameless === 0) return;
    const ended = this.cases.all.filter(
      (one) =>
        one.kind === 'return' && one.session === this.session && one.shown === null && leftAsItWas(one),
    );
    if (ended.length <= nameless) for (const one of ended) one.shown = 'refused';
  }

  /** A return of an earlier visit that was not settled goes on in this one. */
  #takenUp({ name }: Screen, row: ItemName): Case | undefined {
    const item = name !== 'return' ? undefined : this.itemNamed(row);
    return item === undefined ? undefined : this.cases.latest('return', item);
  }

  /** Refused items are counted there, those whose title nobody knows too. */
  #sumUp(screen: DoneScreen): void {
    const named = new Set(namedIn(screen).map((name) => this.itemNamed(name)));
    const rest = this.cases.all.filter(
      (one) =>
        one.kind === 'return' &&
        one.booked === 0 &&
        (one.session ?? 0) > this.#idleSession &&
        !one.told &&
        !named.has(one.item),
    );
    if (rest.length <= screen.refused) for (const one of rest) one.shown = 'refused';
    // Lent without the library system: the titles of these may never have been known.
    const lent = this.cases.all.filter(
      (one) =>
        one.kind === 'loan' && one.doneAs !== null && one.session === this.session && !named.has(one.item),
    );
    if (lent.length <= screen.lent) for (const one of lent) one.told = true;
  }

  #show(screen: Screen): void {
    // Whoever asks for help looks away from what comes of their items, until they close it.
    if (screen.name === 'help') return this.cases.interrupted(this.session);
    if (beginsAnew(this.screen, screen)) this.session += 1;
    if (partOf(screen) === 'idle') this.#idleSession = this.session;
    this.cases.beganIn(this.session);
    if (screen.name !== 'done') this.receipt = null;
    else if (screen.receipt === 'printing' && !isPrinting(this.screen)) {
      const owes = this.standingLoans();
      const done = owes.filter(({ entry }) => entry.outcome === 'completed');
      this.receipt = { owes, done, names: new Set() };
    }
    this.screen = screen;
    if (screen.name === 'done') this.#sumUp(screen);
    if (screen.name === 'account') for (const loan of screen.loans) this.#tell(this.caseOf(loan));
    if (screen.name !== 'borrow' && screen.name !== 'return') return;
    this.#tellNameless(screen);
    if (screen.name === 'return') this.#refuseNameless(screen);
    for (const row of screen.items) {
      const { status } = row;
      const about = this.caseOf(row) ?? this.#takenUp(screen, row);
      if (about === undefined) continue;
      about.shown = status;
      if (status === 'borrowed' || status === 'renewed' || status === 'returned') this.#tell(about);
    }
  }
}

function namedIn({ doNotLeave, undone }: DoneScreen): readonly ItemName[] {
  return [...doNotLeave, ...undone];
}

function isPrinting(screen: Screen | null): boolean {
  return screen?.name === 'done' && screen.receipt === 'printing';
}

/** What a screen is for. */
function partOf({ name }: Screen): 'idle' | 'asking' | 'working' | 'summary' {
  switch (name) {
    case 'start':
    case 'out-of-service':
    case 'help':
      return 'idle';
    case 'identify':
    case 'pin':
      return 'asking';
    case 'borrow':
    case 'return':
    case 'account':
      return 'working';
    case 'done':
      return 'summary';
  }
}

/** Without the library system nobody is greeted, and nothing is asked between one card and the next. */
function isNextCard(before: Screen, screen: Screen): boolean {
  if (screen.name === 'return') return before.name === 'return' && areOthers(before, screen);
  if (screen.name !== 'borrow' || screen.patron.greeting !== '') return false;
  // Whose account it was had been greeted.
  if (before.name === 'account') return before.patron.greeting !== '';
  return before.name === 'borrow' && areOthers(before, screen);
}

/** Not one row of the list before is in it. */
function areOthers(before: BorrowScreen | ReturnScreen, screen: BorrowScreen | ReturnScreen): boolean {
  const rows = new Set(screen.items.map(({ row }) => row));
  return before.items.length > 0 && !before.items.some(({ row }) => rows.has(row));
}

/** Is it another visit to the screen? The summary belongs to the visit before it. */
function beginsAnew(before: Screen | null, screen: Screen): boolean {
  if (before === null) return true;
  const part = partOf(screen);
  // A return without a card follows upon a patron's list only where that patron has been sent away. It offers no account.
  const isNobodys = screen.name === 'return' && !screen.ends.switchTo.includes('account');
  const others = isNobodys && (before.name === 'borrow' || before.name === 'account');
  if (isNextCard(before, screen)) return true;
  return others || (part !== 'summary' && part !== partOf(before));
}

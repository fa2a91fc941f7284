// The patrons of a night, one after the other: each does what the plan says, looks at the screen where it says so, and
// goes out through the gate with what they have in their hands.

import type { Intent } from '../../../protocols/screen/intent.ts';
import type { Screen } from '../../../protocols/screen/screen.ts';
import type { World, WorldItem } from '../../simulator/world/world.ts';
import { type House, tellingPart } from '../plan/house.ts';
import type { Deed, PinTyped, Step, Visit, WaitFor } from '../plan/night-plan.ts';
import type { Hands } from './hands.ts';
import type { NightTime } from './night-time.ts';

/** What patrons can do to the night. */
export interface VisitorSetup {
  readonly house: House;
  readonly world: World;
  readonly time: NightTime;
  readonly hands: Hands;
  readonly scan: (text: string) => void;
  readonly touch: (intent: Intent) => void;
  readonly began: () => void;
  readonly told: (deed: string) => void;
  /** The last of them has gone. */
  readonly over: () => void;
}

/** PINs that are none. */
const WRONG_PIN = '0000';
const EVIL_PIN = '1|AAP100901|AB';
/** Who has to type a PIN takes so long. */
const TYPING_MS = 900;

/** All patrons of a row of visits. */
export class Visitor {
  readonly #setup: VisitorSetup;
  #visits: readonly Visit[];
  #pins: readonly PinTyped[] = [];
  #steps: readonly Step[] = [];
  #flees = false;
  #screen: Screen | null = null;
  #waiting: { readonly what: WaitFor } | null = null;
  /** The PIN that was asked for last, so that it is typed once. */
  #pinAsked = '';
  /** What the screen called theirs in this visit: beginnings of titles, or ends of barcodes. */
  readonly #theirs = new Set<string>();

  constructor(setup: VisitorSetup, visits: readonly Visit[]) {
    this.#setup = setup;
    this.#visits = visits;
  }

  /** The doors are open. */
  start(): void {
    this.#nextVisit();
  }

  /** The screen is another one; null while there is none. */
  look(screen: Screen | null): void {
    this.#screen = screen;
    if (screen === null) {
      this.#theirs.clear();
      if (this.#flees) this.#flee();
      return;
    }
    if (screen.name === 'borrow' || screen.name === 'return') this.#noticeTheirs(screen);
    this.#typePin(screen);
    if (this.#waiting !== null && isThere(screen, this.#waiting.what)) this.#nextStep();
  }

  /** What is theirs, as the list says; on a list of returns nothing is. */
  #noticeTheirs(screen: Extract<Screen, { name: 'borrow' | 'return' }>): void {
    if (screen.name === 'return') return this.#theirs.clear();
    for (const { title, ending, status } of screen.items) {
      const theirs = status === 'borrowed' || status === 'renewed';
      const called = title === null ? ending : tellingPart(title);
      if (theirs) this.#theirs.add(called);
      else this.#theirs.delete(called);
    }
  }

  #isTheirs({ about: { title, barcode } }: WorldItem): boolean {
    return this.#theirs.has(tellingPart(title)) || [...this.#theirs].some((end) => barcode.endsWith(end));
  }

  /** Takes what lies there, and does no more than what their hands have begun. */
  #flee(): void {
    const { hands, told } = this.#setup;
    told('the patron takes what lies there, and goes');
    hands.take((item) => hands.isOnPad(item));
    this.#flees = false;
    this.#steps = [];
    if (this.#waiting !== null) this.#nextStep();
  }

  #nextVisit(): void {
    const [visit, ...rest] = this.#visits;
    if (visit === undefined) return this.#setup.over();
    this.#visits = rest;
    this.#setup.time.after(visit.afterMs, () => {
      this.#pins = visit.pins;
      this.#steps = visit.steps;
      this.#flees = visit.flees;
      this.#theirs.clear();
      this.#setup.told('a patron comes');
      this.#setup.began();
      this.#nextStep();
    });
  }

  #nextStep(): void {
    this.#waiting = null;
    const [step, ...rest] = this.#steps;
    if (step === undefined) return this.#leave();
    this.#steps = rest;
    this.#setup.time.after(step.afterMs, () => this.#do(step.deed));
  }

  #leave(): void {
    const { hands, told } = this.#setup;
    for (const item of hands.held) hands.carryOut(item, this.#isTheirs(item));
    told('the patron goes');
    this.#flees = false;
    this.#nextVisit();
  }

  #do(deed: Deed): void {
    this.#setup.told(wordsOf(deed, this.#setup.house));
    if (deed.kind === 'waitFor') return this.#wait(deed);
    this.#act(deed);
    this.#nextStep();
  }

  #wait({ what, atMostMs }: Extract<Deed, { kind: 'waitFor' }>): void {
    if (this.#screen !== null && isThere(this.#screen, what)) return this.#nextStep();
    const waiting = { what };
    this.#waiting = waiting;
    this.#setup.time.after(atMostMs, () => {
      if (this.#waiting === waiting) this.#nextStep();
    });
  }

  #act(deed: Exclude<Deed, { kind: 'waitFor' }>): void {
    const { house, hands, scan, touch } = this.#setup;
    switch (deed.kind) {
      case 'showCard':
        hands.cardShown = deed.patron;
        return scan(house.patrons[deed.patron]?.card ?? '');
      case 'layCard':
        return hands.layCard(deed.patron);
      case 'takeCard':
        return hands.takeCard(deed.patron);
      case 'lay':
        return this.#withItem(deed.item, (item) => hands.lay(item, deed.parts));
      case 'lift':
        return this.#withItem(deed.item, (item) => hands.lift(item));
      case 'scan':
        return this.#withItem(deed.item, (item) => scan(item.about.barcode));
      case 'scanText':
        return scan(deed.text);
      case 'touch':
        return touch({ kind: deed.what });
      case 'renewOne': {
        const row = this.#screen?.name === 'account' ? this.#screen.loans[deed.place]?.row : undefined;
        return row === undefined ? undefined : touch({ kind: 'renewOne', row });
      }
      case 'answerFee': {
        const row = feeRowOf(this.#screen);
        if (row === null) return;
        return touch({ kind: deed.accepts ? 'acceptFee' : 'declineFee', row });
      }
      case 'takeTheirs':
        return hands.take((item) => this.#isTheirs(item));
      case 'takeAll':
        return hands.take((item) => hands.isOnPad(item));
      case 'clearPad':
        return hands.clearPad();
      case 'sentBack':
        for (const item of hands.held) {
          hands.carryOut(item, this.#isTheirs(item));
          hands.lay(item, null);
        }
    }
  }

  #withItem(place: number, act: (item: WorldItem) => void): void {
    const { house, world } = this.#setup;
    const item = world.items.get(house.items[place]?.barcode ?? '');
    if (item !== undefined) act(item);
  }

  #typePin(screen: Screen): void {
    if (screen.name !== 'pin' || screen.state !== 'waiting') return;
    const asked = `${screen.entry}/${screen.attemptsLeft}`;
    if (asked === this.#pinAsked) return;
    this.#pinAsked = asked;
    const typed = this.#pins[0] ?? 'right';
    if (this.#pins.length > 1) this.#pins = this.#pins.slice(1);
    this.#setup.time.after(TYPING_MS, () => this.#setup.touch({ kind: 'pin', pin: this.#pinOf(typed) }));
  }

  #pinOf(typed: PinTyped): string {
    switch (typed) {
      case 'wrong':
        return WRONG_PIN;
      case 'evil':
        return EVIL_PIN;
      case 'right':
        return this.#setup.house.patrons[this.#setup.hands.cardShown]?.pin ?? '';
    }
  }
}

/** The first row of the screen that asks for a fee, or null. */
function feeRowOf(screen: Screen | null): number | null {
  const rows = screen?.name === 'borrow' ? screen.items : screen?.name === 'account' ? screen.loans : [];
  return rows.find(({ fee }) => fee !== null)?.row ?? null;
}

function isThere(screen: Screen, what: WaitFor): boolean {
  switch (what) {
    case 'identified':
      return screen.name === 'borrow' || (screen.name === 'account' && screen.state === 'shown');
    case 'settled':
      switch (screen.name) {
        case 'borrow':
        case 'return':
          return screen.items.length > 0 && screen.ends.enabled;
        case 'account':
          return screen.state === 'shown' && screen.loans.every(({ state }) => state !== 'working');
        default:
          return false;
      }
    case 'summary':
      return screen.name === 'done';
    case 'receipt':
      return screen.name === 'done' && screen.receipt !== 'printing';
  }
}

/** The deed for the trace. */
function wordsOf(deed: Deed, { items, patrons }: House): string {
  switch (deed.kind) {
    case 'showCard':
    case 'layCard':
    case 'takeCard':
      return `${deed.kind} ${patrons[deed.patron]?.card}`;
    case 'lay':
      return `lay ${items[deed.item]?.barcode}${deed.parts === null ? '' : ` (${deed.parts} parts)`}`;
    case 'lift':
    case 'scan':
      return `${deed.kind} ${items[deed.item]?.barcode}`;
    case 'scanText':
      return `scan ${JSON.stringify(deed.text)}`;
    case 'touch':
      return `touch ${deed.what}`;
    case 'renewOne':
      return `touch renew in row ${deed.place}`;
    case 'waitFor':
      return `wait for ${deed.what}, ${deed.atMostMs} ms at most`;
    case 'answerFee':
      return deed.accepts ? 'accept the fee' : 'decline the fee';
    case 'takeTheirs':
      return 'take what the screen calls theirs';
    case 'takeAll':
      return 'take all that lies there';
    case 'clearPad':
      return 'put away what lies on the pad';
    case 'sentBack':
      return 'go out with it, and come back at once';
  }
}

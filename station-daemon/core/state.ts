// The whole of what the core knows, and one turn of its crank.

import type { Uid } from '../../protocols/devices/pad.ts';
import type { PrinterTrouble } from '../../protocols/devices/printer.ts';
import type { Moment } from '../../protocols/moment.ts';
import { PLAIN_DISPLAY } from '../../protocols/screen/plain-display.ts';
import type { Remark } from '../../protocols/screen/screen.ts';
import { type DropState, newDrop } from './drop/state.ts';
import type { CoreCommand, DeviceId, Doors, NoteData } from './event.ts';
import type { JournalEntry } from './journal-entry.ts';
import { FRESH_JOURNAL, type JournalKeeping, written } from './journal-keeping.ts';
import type { LibraryRequest, LibraryStatus } from './library-port.ts';
import { NOTHING_OFFLINE, type OfflineWork } from './offline-queue.ts';
import type { TagsSay } from './pad-items.ts';
import { liesOnPad, newPad, type Pad, padHolding } from './pads.ts';
import type { Examined, Repair } from './repair.ts';
import type { Session, View } from './session.ts';
import { type CoreSetup, MOST_FOR_STAFF, type ScannerReads, TIMES } from './setup.ts';
import type { StaffSlip } from './staff-slip.ts';
import type { Transaction } from './transaction.ts';

export interface CoreState {
  readonly setup: CoreSetup;
  readonly library: LibraryStatus;
  readonly pads: readonly Pad[];
  readonly scanners: readonly Scanner[];
  readonly printers: readonly Printer[];
  readonly journal: JournalKeeping;
  readonly session: Session;
  readonly view: View;
  /** Unfinished transactions, and those of the session that goes on. */
  readonly transactions: readonly Transaction[];
  /** Tags that are put right outside of any transaction. */
  readonly repairs: readonly Repair[];
  /** Tags on the pads that were looked at for that. */
  readonly examined: readonly Examined[];
  /** Tags on the pads that mean nothing to this station, once they were told of. */
  readonly strangers: ReadonlySet<Uid>;
  /** What was done without the library system. */
  readonly offline: OfflineWork;
  /** Numbers of transactions that ended otherwise than they should have: staff must look. The latest ones. */
  readonly forStaff: readonly number[];
  /** Slips that go with what is handed in and are not on paper yet. */
  readonly staffSlips: readonly StaffSlip[];
  /** By card, so that nobody guesses on and on. */
  readonly wrongPins: readonly WrongPins[];
  /** Ticks until which the staff are told that a patron asked for help; null where nobody did. */
  readonly helpAskedUntil: number | null;
  /** Calls of the staff to the screen since the start, and the ticks of the last one; null before the first. */
  readonly staffCalls: { readonly count: number; readonly lastAt: number | null };
  /** Ticks when the last visit ended by time-out that came to nothing; null where one has ended well since. */
  readonly vainTimeOutAt: number | null;
  /** Ticks since when nothing has happened. */
  readonly quietSince: number;
  /** Closed only at a station that rests meanwhile. */
  readonly doors: Doors;
  /** Tags that an ended session has dealt with and that still lie there: not to be taken for new ones. */
  readonly spent: ReadonlySet<Uid>;
  /** What the last patron was refused as a loan and left there, under a mark of their card; null where that is nothing. */
  readonly refusedBefore: { readonly mark: number; readonly uids: readonly Uid[] } | null;
  /** What tags said of their items while this session goes on, where that forbids something or tells of a set. */
  readonly said: ReadonlyMap<string, TagsSay>;
  /** Null where the station is no book drop. */
  readonly drop: DropState | null;
  readonly nextTransaction: number;
  /** One row of numbers for library orders, pad orders, slips and screen rows. */
  readonly nextNumber: number;
  readonly service: Service;
}

/** The wrong PINs of one card, of which only a mark is known (pin-lock.ts). */
interface WrongPins {
  readonly mark: number;
  readonly count: number;
  /** Ticks until which they count. */
  readonly until: number;
}

export type Service =
  /** What a power cut interrupted is settled first. `by`: ticks by which the station serves all the same. */
  | { readonly kind: 'starting'; readonly by: number | null }
  | { readonly kind: 'serving' }
  /** `by`: ticks by which it gives up waiting for what is in work. */
  | { readonly kind: 'stopping'; readonly by: number }
  | { readonly kind: 'stopped' };

export interface Scanner {
  readonly device: DeviceId;
  readonly reads: ScannerReads;
  /** Why it cannot be heard; null while it can. */
  readonly away: string | null;
}

export interface Printer {
  readonly device: DeviceId;
  /** Null while all is well. */
  readonly trouble: PrinterTrouble | null;
  /** For the staff page; empty while all is well. */
  readonly reason: string;
  readonly paperNearEnd: boolean;
}

/** Why the library system is away before the first attempt to reach it has ended. */
const NOT_CONNECTED = 'not connected yet';

/** Has the first attempt to reach it ended, one way or the other? */
export function isLibraryHeardOf({ library }: Pick<CoreState, 'library'>): boolean {
  return library.kind === 'ready' || library.reason !== NOT_CONNECTED;
}

/** The state before anything has happened, with the journal's unfinished transactions yet to be taken up. */
export function newCoreState(setup: CoreSetup): CoreState {
  const devices = (kind: string) =>
    setup.devices.filter((device) => device.kind === kind).map(({ id }) => id);
  return {
    setup,
    library: { kind: 'away', reason: NOT_CONNECTED },
    pads: devices('pad').map(newPad),
    scanners: setup.devices.flatMap((device) =>
      device.kind === 'scanner' ? [{ device: device.id, reads: device.reads, away: 'not opened yet' }] : [],
    ),
    printers: devices('printer').map((device) => ({
      ...{ device, trouble: 'not-answering', reason: 'not opened yet', paperNearEnd: false },
    })),
    journal: FRESH_JOURNAL,
    session: { kind: 'none' },
    view: plainView(setup),
    transactions: [],
    repairs: [],
    examined: [],
    strangers: new Set(),
    offline: NOTHING_OFFLINE,
    forStaff: [],
    staffSlips: [],
    wrongPins: [],
    helpAskedUntil: null,
    staffCalls: { count: 0, lastAt: null },
    vainTimeOutAt: null,
    quietSince: 0,
    doors: 'open',
    spent: new Set(),
    refusedBefore: null,
    said: new Map(),
    drop: newDrop(setup.drop),
    nextTransaction: setup.firstTransaction,
    nextNumber: 1,
    service: { kind: 'serving' },
  };
}

/** Were the staff called a moment ago? */
export function staffAreCalled({ staffCalls }: CoreState, ticks: number): boolean {
  return staffCalls.lastAt !== null && ticks < staffCalls.lastAt + TIMES.staffCallMs;
}

/** The view that everybody starts with. */
export function plainView(setup: CoreSetup): View {
  return {
    language: setup.languages[0],
    display: { ...PLAIN_DISPLAY, theme: setup.theme, children: setup.children === 'on' ? 'on' : 'off' },
    until: null,
    help: null,
    remark: null,
    failedScans: 0,
  };
}

/**
 * One turn: the state as it becomes and the commands as they gather, while one event is dealt with. It lives
 * only inside a step, which stays a function of its arguments.
 */
export class Turn {
  state: CoreState;
  readonly now: Moment;
  readonly commands: CoreCommand[] = [];

  constructor(state: CoreState, now: Moment) {
    this.state = state;
    this.now = now;
  }

  /** Changes some of the state. */
  set(change: Partial<CoreState>): void {
    this.state = { ...this.state, ...change };
  }

  /** A number that was never given before. */
  number(): number {
    const number = this.state.nextNumber;
    this.set({ nextNumber: number + 1 });
    return number;
  }

  /** Asks the library system; the answer comes back under the number returned. */
  ask(request: LibraryRequest, order: number = this.number()): number {
    this.commands.push({ kind: 'ask', order: { order, request } });
    return order;
  }

  /** Gives an entry to the journal: now, or once it can write again. */
  record(entry: JournalEntry): void {
    if (this.state.journal.works) this.commands.push({ kind: 'record', entry });
    this.set({ journal: written(this.state.journal, entry, this.now.ticks) });
  }

  note(text: string, data: NoteData = {}): void {
    this.commands.push({ kind: 'note', text, data });
  }

  /** Names a transaction to the staff, for as long as the process runs. */
  callStaffTo({ transaction }: Pick<Transaction, 'transaction'>): void {
    const others = this.state.forStaff.filter((one) => one !== transaction);
    this.set({ forStaff: [...others, transaction].slice(-MOST_FOR_STAFF) });
  }

  /** Shows the help and tells the staff. */
  callForHelp(): void {
    const { view, helpAskedUntil } = this.state;
    if (helpAskedUntil === null) this.note('A patron asks for help at the screen.');
    this.set({
      view: { ...view, help: { until: this.now.ticks + TIMES.helpMs } },
      helpAskedUntil: this.now.ticks + TIMES.helpToldMs,
    });
  }

  /** Calls the staff to the screen. Called a moment ago, they are on their way. */
  callStaff(): void {
    this.callForHelp();
    if (staffAreCalled(this.state, this.now.ticks)) return;
    this.note('A patron calls the staff to the screen.');
    this.set({ staffCalls: { count: this.state.staffCalls.count + 1, lastAt: this.now.ticks } });
  }

  closeHelp(): void {
    if (this.state.view.help !== null) this.set({ view: { ...this.state.view, help: null } });
  }

  remark(remark: Remark): void {
    const until = this.now.ticks + TIMES.remarkMs;
    this.set({ view: { ...this.state.view, remark: { remark, until } } });
  }

  /** What was said of something that is over by now is not said any longer. */
  forgetRemark(): void {
    if (this.state.view.remark !== null) this.set({ view: { ...this.state.view, remark: null } });
  }

  /** Replaces a transaction by its next state; a new one is added. */
  put(transaction: Transaction): void {
    const known = this.state.transactions.find((other) => other.transaction === transaction.transaction);
    if (known === transaction) return;
    this.set({
      transactions:
        known !== undefined
          ? this.state.transactions.map((other) =>
              other.transaction === transaction.transaction ? transaction : other,
            )
          : [...this.state.transactions, transaction],
    });
  }

  /** Replaces a repair by its next state; a new one is added. */
  putRepair(repair: Repair): void {
    const others = this.state.repairs.filter(({ transaction }) => transaction !== repair.transaction);
    this.set({ repairs: [...others, repair] });
  }

  /** Can this tag be written just now? */
  reachable = (uid: Uid): boolean => padHolding(this.state.pads, uid) !== null;

  /** Does this tag lie on a pad, as far as is known? */
  lies = (uid: Uid): boolean => liesOnPad(this.state.pads, uid);

  get libraryReady(): boolean {
    return this.state.library.kind === 'ready';
  }

  /** Nothing new begins while the station stops or cannot write its journal. */
  get mayBegin(): boolean {
    return this.state.service.kind === 'serving' && this.state.journal.works;
  }

  /** What is unfinished is settled before the station serves, too. */
  get maySettle(): boolean {
    return this.mayBegin || (this.state.service.kind === 'starting' && this.state.journal.works);
  }
}

// Lets happen what the plan has go wrong, and puts everything right again in the end.

import type { Acs } from '../../simulator/acs/acs.ts';
import type { Reader } from '../../simulator/reader/twin.ts';
import { lend, takeBack } from '../../simulator/world/circulation.ts';
import { endOfDayWall } from '../../simulator/world/opening.ts';
import type { World, WorldItem } from '../../simulator/world/world.ts';
import type { House } from '../plan/house.ts';
import type { DeviceName, Part, Trouble } from '../plan/trouble.ts';
import type { DeviceLine } from './device-line.ts';
import type { LibraryLine } from './library-line.ts';
import type { MemoryJournal } from './memory-journal.ts';
import type { NightTime } from './night-time.ts';

const LENT_ELSEWHERE_DAYS = 28;
/** Of the library system. */
const BRANCH = 'MAIN';

/** What troubles can touch. */
export interface TroubledSetup {
  readonly house: House;
  readonly world: World;
  readonly time: NightTime;
  readonly acs: Acs;
  readonly reader: Reader;
  readonly library: LibraryLine;
  readonly devices: Readonly<Record<DeviceName, DeviceLine>>;
  readonly journal: MemoryJournal;
  readonly restart: () => void;
  /** False where nobody is there whose journal it is. */
  readonly damageJournal: () => boolean;
  readonly bookedElsewhere: (item: WorldItem) => void;
  readonly told: (what: string) => void;
}

/** The troubles of one night. */
export class Troubles {
  readonly #setup: TroubledSetup;
  /** How often each kind of trouble came about. */
  readonly counts = new Map<string, number>();
  /** What is broken and goes on being so. */
  readonly broken = new Set<Part>();
  /** Since when that is so, as far as lending hangs on it: on a printer or a scanner nothing does. */
  changedTicks = 0;
  /** Something may go wrong at any time, whenever the message comes on which it does. */
  lurking = false;
  #over = false;
  /** How what lasts ends, by the part that is broken by it. */
  readonly #lasting = new Map<Part, Set<() => void>>();

  constructor(setup: TroubledSetup) {
    this.#setup = setup;
  }

  /** Counts one that came about. */
  count(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  /** Takes the plan in. Power cuts are the station's own. */
  plan(troubles: readonly Trouble[]): void {
    const lurks = ['library', 'network', 'reader', 'writeFails'];
    this.lurking = troubles.some(({ kind }) => lurks.includes(kind));
    for (const trouble of troubles) this.#arm(trouble);
  }

  /** Everything is put right, but perhaps for the printer's cover, and nothing more goes wrong. What did is counted. */
  stop(printer: 'works' | 'cover-open'): void {
    const { acs, reader, library, devices, journal, world, house, time } = this.#setup;
    this.#over = true;
    this.#countPlans();
    acs.faults.clear();
    reader.faults.clear();
    library.requestFaults.clear();
    library.answerFaults.clear();
    library.forgetStuck();
    library.turn('up');
    world.libraryDelayMs = house.library.delayMs;
    for (const { item, tag } of world.tags.values()) if (item !== undefined) tag.health = 'good';
    const coverOpen = printer === 'cover-open';
    Object.assign(world.printer, { paper: 'full', coverOpen, cutterJammed: false, linesLeft: null });
    journal.clear();
    for (const line of Object.values(devices)) {
      line.plug();
      line.stir();
    }
    this.broken.clear();
    this.lurking = false;
    this.changedTicks = time.ticks;
  }

  #countPlans(): void {
    const { acs, reader, library } = this.#setup;
    for (const [where, tally] of [
      ['library', acs.faults.tally()],
      ['network', [...library.requestFaults.tally(), ...library.answerFaults.tally()]],
      ['reader', reader.faults.tally()],
    ] as const) {
      for (const { what, times } of tally) {
        if (times > 0)
          this.counts.set(`${where}: ${what.kind}`, (this.counts.get(`${where}: ${what.kind}`) ?? 0) + times);
      }
    }
  }

  #arm(trouble: Trouble): void {
    const { acs, reader, library, journal } = this.#setup;
    switch (trouble.kind) {
      case 'library':
        return acs.faults.plan(trouble);
      case 'network':
        return (trouble.way === 'request' ? library.requestFaults : library.answerFaults).plan(trouble);
      case 'reader':
        return reader.faults.plan(trouble.fault);
      case 'writeFails':
        return journal.fillAt(trouble.occurrence, trouble.forMs);
      case 'paperEnds':
        this.#setup.world.printer.linesLeft = trouble.afterLines;
        return;
      case 'powerCut':
        return;
      default:
        this.#setup.time.after(trouble.atMs, () => this.#comeAbout(trouble));
    }
  }

  #comeAbout(trouble: Extract<Trouble, { atMs: number }>): void {
    if (this.#over) return;
    this.#setup.told(JSON.stringify(trouble));
    if (trouble.kind !== 'journalDamaged') this.count(trouble.kind);
    if (trouble.kind === 'lineCut' || trouble.kind === 'noise') this.changedTicks = this.#setup.time.ticks;
    const { time, library, house, devices, journal, restart } = this.#setup;
    switch (trouble.kind) {
      case 'libraryAway':
      case 'halfOpen': {
        const state = trouble.kind === 'halfOpen' ? 'half-open' : 'away';
        const turn = () => library.turn(state, time.ticks + trouble.forMs);
        return this.#lasts('library', trouble, turn, () => library.turn('up'));
      }
      case 'lineCut':
        return library.cut();
      case 'librarySlow':
        return this.#lasts(
          'library',
          trouble,
          () => this.#setDelay(trouble.delayMs),
          () => this.#setDelay(house.library.delayMs),
        );
      case 'unplugged':
        return this.#lasts(
          trouble.device,
          trouble,
          () => devices[trouble.device].unplug(),
          () => devices[trouble.device].plug(),
        );
      case 'noise':
        devices[trouble.device].stir();
        return devices[trouble.device].say(Uint8Array.from(trouble.bytes));
      case 'worn':
        return this.#wearOut(house.items[trouble.item]?.barcode ?? '');
      case 'coverOpen':
        return this.#lasts(
          'printer',
          trouble,
          () => this.#setCover(true),
          () => this.#setCover(false),
        );
      case 'diskFull':
        return this.#lasts(
          'disk',
          trouble,
          () => journal.fill(time.ticks + trouble.forMs),
          () => journal.empty(),
        );
      case 'journalDamaged':
        return this.#damageJournal();
      case 'elsewhere':
        return this.#bookElsewhere(trouble);
      case 'restart':
        return restart();
      case 'clockJumps':
        time.setClock({ byMs: trouble.byMs });
        return;
      case 'zoneChanges':
        time.setClock({ zoneMinutes: trouble.toMinutes });
        return;
    }
  }

  #damageJournal(): void {
    if (this.#setup.damageJournal()) this.count('journalDamaged');
  }

  #bookElsewhere({ item: place, to }: Extract<Trouble, { kind: 'elsewhere' }>): void {
    const { house, world, time, bookedElsewhere } = this.#setup;
    const item = world.items.get(house.items[place]?.barcode ?? '');
    const patron = to === 'shelf' ? undefined : world.patrons.get(house.patrons[to]?.card ?? '');
    if (item === undefined) return;
    if (to === 'shelf') takeBack(item, BRANCH);
    else if (patron !== undefined) lend(item, patron, endOfDayWall(time.truth, LENT_ELSEWHERE_DAYS));
    bookedElsewhere(item);
  }

  #wearOut(item: string): void {
    for (const tag of this.#setup.world.items.get(item)?.tags ?? []) tag.health = 'unwritable';
  }

  #setDelay(delayMs: number): void {
    this.#setup.world.libraryDelayMs = delayMs;
  }

  #setCover(open: boolean): void {
    this.#setup.world.printer.coverOpen = open;
    this.#setup.devices.printer.stir();
  }

  /** Two at once end together, when the first one does. */
  #lasts(part: Part, { forMs }: { readonly forMs: number }, begin: () => void, end: () => void): void {
    const { time } = this.#setup;
    const changed = () => {
      if (part !== 'printer' && part !== 'scanner') this.changedTicks = time.ticks;
    };
    const lasting = this.#lasting.get(part) ?? new Set();
    this.#lasting.set(part, lasting.add(end));
    begin();
    this.broken.add(part);
    changed();
    time.after(forMs, () => {
      if (this.#over || !lasting.has(end)) return;
      for (const endOne of lasting) endOne();
      lasting.clear();
      this.broken.delete(part);
      changed();
    });
  }
}

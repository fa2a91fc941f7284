// One night: the world, the station in it, who comes and what goes wrong, from the opening of the doors until
// everything has come to rest. What happens is told to whoever watches over the promises.

import { createAcs } from '../../simulator/acs/acs.ts';
import type { ActorOutput } from '../../simulator/output.ts';
import { createPrinter } from '../../simulator/printer/printer.ts';
import { createFeigReader } from '../../simulator/reader/feig/feig-reader.ts';
import { createScanner } from '../../simulator/scanner/scanner.ts';
import type { World } from '../../simulator/world/world.ts';
import { createStation, type StationState } from '../../station/station.ts';
import { type BriefDevices, createBriefDevices } from '../brief/brief-devices.ts';
import type { Happening } from '../happening.ts';
import { blockedCardsOf } from '../plan/house.ts';
import { isAwayForDays, type NightPlan } from '../plan/night-plan.ts';
import type { DeviceName, PowerCut } from '../plan/trouble.ts';
import { acsSettingsOf, stationSetupOf } from '../scene/setups.ts';
import { openSmallLibrary, type SmallLibrary } from '../scene/small-library.ts';
import { textOf } from '../truth/sip2-line.ts';
import { Changes } from './changes.ts';
import { Cutter } from './cutter.ts';
import { DeviceLine } from './device-line.ts';
import { Hands } from './hands.ts';
import { borrowed, lastVisits, returned } from './last-visits.ts';
import { LibraryLine } from './library-line.ts';
import { MemoryJournal } from './memory-journal.ts';
import { NightTime } from './night-time.ts';
import { StationProcess } from './station-process.ts';
import { Troubles } from './troubles.ts';
import { Visitor } from './visitor.ts';

/** Who listens to a night. */
export interface Listener {
  /** False where a promise is broken: the night ends there. */
  happened(happening: Happening): boolean;
  /** For the trace alone. */
  told(who: string, what: string): void;
}

/** A cut-off line of plans may last for hours; what is unsettled is given up after one. */
const LONGEST_NIGHT_MS = 3_600_000;
const LONGEST_ABSENCE_MS = 4 * 86_400_000;
const LONGEST_SETTLING_MS = 3 * 3_600_000;
/** A tag that lies there half written is looked at after 3 s. */
const UNDER_WAY_MS = 4_000;
/** Who comes last asks for a receipt in so many nights once. */
const RECEIPT_EVERY = 4;
/** The printer's cover stays open in so many nights once. */
const COVER_OPEN_EVERY = 4;
const LAST_VISITS_MS = 300_000;
/** A night that takes so many steps goes in circles. */
const MOST_STEPS = 300_000;
/** Between the end of a programme and its next start, where it was ended cleanly. */
const RESTART_MS = 3_000;

/** A night that has not begun yet. */
export class Night {
  readonly plan: NightPlan;
  readonly time = new NightTime();
  readonly journal = new MemoryJournal();
  readonly world: World;
  readonly troubles: Troubles;
  steps = 0;
  #listener: Listener = { happened: () => true, told: () => {} };
  readonly #hands: Hands;
  readonly #cutter: Cutter;
  readonly #changes: Changes;
  readonly #library: LibraryLine;
  readonly #devices: Readonly<Record<DeviceName, DeviceLine>>;
  /** Null where the devices speak in bytes. */
  readonly #brief: BriefDevices | null;
  readonly #scan: (text: string) => void;
  #process: StationProcess | null = null;
  #visitor: Visitor | null = null;
  #visitsOver = false;
  #broken = false;

  constructor(plan: NightPlan) {
    this.plan = plan;
    const { house } = plan;
    const { world, cards }: SmallLibrary = openSmallLibrary(house, this.time.truth);
    this.world = world;
    const acs = createAcs(world, acsSettingsOf(house));
    const brief = house.devices === 'readings' ? createBriefDevices(world) : null;
    this.#brief = brief;
    const reader = brief?.pad ?? createFeigReader(world);
    const scanner = createScanner();
    const line = (device: DeviceName, actor: ConstructorParameters<typeof DeviceLine>[1]) =>
      new DeviceLine(device, actor, this.time, {
        opened: () => this.#process?.push({ kind: 'deviceOpened', device }),
        closed: (_device, reason) => this.#process?.push({ kind: 'deviceClosed', device, reason }),
        bytes: (_device, bytes) => this.#process?.push({ kind: 'deviceBytes', device, bytes }),
      });
    const devices = {
      pad: line('pad', reader),
      scanner: line('scanner', scanner),
      printer: line('printer', brief?.printer ?? createPrinter(world)),
    };
    this.#devices = devices;
    this.#scan = (text) => devices.scanner.carry(scanner.scan(text, this.time.truth));
    this.#library = this.#joinLibrary(acs);
    this.#changes = new Changes(world);
    this.#hands = new Hands({
      world,
      cards,
      stirred: () => devices.pad.stir(),
      happened: (happening) => this.#happened(happening),
    });
    const cuts = plan.troubles.flatMap((trouble) => (trouble.kind === 'powerCut' ? [trouble.cut] : []));
    this.#cutter = new Cutter(cuts);
    this.troubles = new Troubles({
      house,
      world,
      time: this.time,
      acs,
      reader,
      library: this.#library,
      devices,
      journal: this.journal,
      restart: () => this.#process?.stop(),
      damageJournal: () => this.#damageJournal(),
      bookedElsewhere: (item) => this.#happened({ kind: 'elsewhere', item }),
      told: (what) => this.#told('trouble', what),
    });
  }

  /** Lets the night pass. */
  run(listener: Listener): void {
    this.#listener = listener;
    this.troubles.plan(this.plan.troubles);
    this.#startStation();
    this.#receive(this.plan.visits);
    const longest = isAwayForDays(this.plan.troubles) ? LONGEST_ABSENCE_MS : LONGEST_NIGHT_MS;
    this.#runUntil(() => this.#visitsOver, longest);
    // Nobody comes any more, and the library system stays away for as long as it does.
    if (longest > LONGEST_NIGHT_MS) this.#runUntil(() => !this.troubles.broken.has('library'), longest);
    this.troubles.stop(this.#printerWorksAtLast ? 'works' : 'cover-open');
    this.#cutter.stop();
    this.#told('night', 'everything is put right, and nothing more goes wrong');
    this.#settle();
    this.#lastVisit();
  }

  #settle(): void {
    const until = this.time.ticks + LONGEST_SETTLING_MS;
    do {
      // What is under way arrives first; and what looks settled has to stay so.
      this.#runUntil(() => false, UNDER_WAY_MS);
      this.#runUntil(() => this.#unsettled() === null, until - this.time.ticks);
      this.#runUntil(() => false, UNDER_WAY_MS);
    } while (!this.#broken && this.#unsettled() !== null && this.time.ticks < until);
    if (this.#broken) return;
    const why = this.#unsettled();
    const state = this.#process?.state;
    if (why !== null || state === undefined) {
      this.#happened({ kind: 'neverSettled', why: why ?? 'the station does not run' });
    } else this.#happened({ kind: 'settled', state });
  }

  /** Why the night is not at rest, or null. */
  #unsettled(): string | null {
    const state = this.#process?.state;
    if (this.#process?.isAlive !== true || state === undefined) return 'the station does not run';
    return whyUnsettled(state) ?? (this.journal.unfinished.length > 0 ? 'the journal has open ends' : null);
  }

  get #printerWorksAtLast(): boolean {
    return this.plan.seed % COVER_OPEN_EVERY !== 1;
  }

  #lastVisit(): void {
    if (this.#broken) return;
    this.#hands.clearPad();
    this.#visitsOver = false;
    let wasBorrowed = false;
    const { house } = this.plan;
    this.#receive(lastVisits(house, this.plan.seed % RECEIPT_EVERY === 0), () => {
      wasBorrowed ||= borrowed(this.world, house);
    });
    this.#runUntil(() => this.#visitsOver, LAST_VISITS_MS);
    this.#happened({
      kind: 'lastVisit',
      borrowed: wasBorrowed,
      returned: this.#visitsOver && returned(this.world, house),
      printerWorks: this.#printerWorksAtLast,
    });
    this.#settle();
  }

  // --- time

  #runUntil(enough: () => boolean, atMostMs: number): void {
    const until = this.time.ticks + atMostMs;
    while (!this.#broken && !enough()) {
      const alarm = this.#process?.alarmTicks ?? Number.POSITIVE_INFINITY;
      const next = this.time.agenda.nextTicks;
      if (Math.min(alarm, next) > until) {
        this.time.ticks = until;
        return;
      }
      this.time.ticks = Math.max(this.time.ticks, Math.min(alarm, next));
      if (alarm < next) this.#process?.wake();
      else this.time.agenda.take()?.();
      this.#changes.tell((happening) => this.#happened(happening));
    }
  }

  #happened(happening: Happening): void {
    if (this.#broken) return;
    if (happening.kind === 'stepped') {
      this.steps += 1;
      if (this.steps > MOST_STEPS) {
        this.#broken = !this.#listener.happened({ kind: 'neverSettled', why: 'the station goes in circles' });
        return;
      }
    }
    this.#broken = !this.#listener.happened(happening);
    if (happening.kind === 'shown') this.#visitor?.look(happening.screen);
  }

  #told(who: string, what: string): void {
    this.#listener.told(who, what);
  }

  // --- the station

  #startStation(): void {
    const { house } = this.plan;
    const { unfinished, firstTransaction } = this.journal;
    const station = createStation(stationSetupOf(house, { unfinished, firstTransaction }));
    const process: StationProcess = new StationProcess({
      station: this.#brief?.joinedTo(station) ?? station,
      time: this.time,
      journal: this.journal,
      cutter: this.#cutter,
      rim: {
        sendToDevice: (device, bytes) => this.#lineOf(device)?.send(bytes),
        connectLibrary: () => this.#library.connect(),
        disconnectLibrary: () => this.#library.disconnect(),
        sendToLibrary: (bytes) => {
          this.#happened({ kind: 'said', bytes, line: textOf(bytes) });
          this.#library.send(bytes);
        },
        libraryRefusesUntil: () => this.#library.refusesUntilTicks,
        isAsleep: (device, wakeTicks) => this.#lineOf(device)?.isAsleep(wakeTicks) ?? false,
        happened: (happening) => this.#happened(happening),
        died: (cut) => this.#stationDied(process, cut),
      },
    });
    this.#process = process;
    this.#happened({ kind: 'stationStarted' });
    for (const { id } of process.state.devices) this.#lineOf(id)?.open();
    process.push({ kind: 'wake' });
    process.push({ kind: 'blockedCards', cards: blockedCardsOf(house) });
  }

  #stationDied(died: StationProcess, cut: PowerCut | null): void {
    if (died !== this.#process) return;
    this.#told('station', cut === null ? 'has ended' : `is cut off: ${JSON.stringify(cut)}`);
    if (cut !== null) this.troubles.count(cut.what === 'power' ? 'powerCut' : 'crash');
    this.#library.stationGone(cut?.inFlight ?? 'kept');
    for (const line of Object.values(this.#devices)) line.close();
    if (cut?.what === 'power') {
      this.#devices.pad.powerOff();
      this.#devices.printer.powerOff();
    }
    this.#visitor?.look(null);
    this.#happened({ kind: 'stationDied' });
    this.time.after(cut?.offMs ?? RESTART_MS, () => this.#startStation());
  }

  #damageJournal(): boolean {
    const process = this.#process;
    if (process?.isAlive !== true) return false;
    this.journal.beginAnew();
    this.#happened({ kind: 'journalDamaged' });
    process.push({ kind: 'journalReplaced' });
    return true;
  }

  #lineOf(device: string): DeviceLine | undefined {
    return device === 'pad' || device === 'scanner' || device === 'printer'
      ? this.#devices[device]
      : undefined;
  }

  // --- the library system

  #joinLibrary(acs: ReturnType<typeof createAcs>): LibraryLine {
    return new LibraryLine(acs, this.time, this.plan.house.library.wireMs, {
      opened: () => this.#process?.push({ kind: 'libraryOpened' }),
      closed: (reason) => this.#process?.push({ kind: 'libraryClosed', reason }),
      bytes: (bytes) => {
        this.#happened({ kind: 'heard', bytes });
        this.#process?.push({ kind: 'libraryBytes', bytes });
      },
      arrived: (line, deal) => this.#booked(line, deal),
    });
  }

  /** Has the library system deal with a message, and tells what that changed in its books. */
  #booked(line: string, deal: () => readonly ActorOutput[]): readonly ActorOutput[] {
    const items = [...this.world.items.values()];
    const before = items.map(({ standing }) => standing);
    const outputs = deal();
    items.forEach((item, place) => {
      const was = before[place];
      if (was !== undefined && was !== item.standing) {
        this.#happened({ kind: 'booked', item, before: was, after: item.standing, line });
      }
    });
    return outputs;
  }

  // --- who comes

  #receive(visits: NightPlan['visits'], onTouch: () => void = () => {}): void {
    this.#visitor = new Visitor(
      {
        house: this.plan.house,
        world: this.world,
        time: this.time,
        hands: this.#hands,
        scan: this.#scan,
        touch: (intent) => {
          onTouch();
          this.#process?.push({ kind: 'intent', intent });
        },
        began: () => this.#visitBegan(),
        told: (deed) => this.#told('patron', deed),
        over: () => {
          this.#visitsOver = true;
        },
      },
      visits,
    );
    this.#visitor.start();
  }

  #visitBegan(): void {
    const { broken, changedTicks, lurking } = this.troubles;
    const sinceMs = lurking ? 0 : this.time.ticks - changedTicks;
    this.#happened({ kind: 'visitBegan', broken: [...broken], sinceMs });
  }
}

/** What keeps a station from being at rest, or null. */
function whyUnsettled({ core }: StationState): string | null {
  if (core.library.kind !== 'ready') return 'the library system is away';
  if (core.session.kind !== 'none') return 'a session goes on';
  if (core.pads.some(({ status }) => status !== 'ready')) return 'a pad is away';
  if (core.transactions.some(({ stage }) => stage.kind !== 'ended')) return 'a transaction is open';
  if (core.repairs.length > 0) return 'a tag is put right';
  if (core.offline.waiting.length > 0) return 'the library system was not told of everything';
  return null;
}

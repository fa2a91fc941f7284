// What works just now. A part that is missing costs only what needs it.

import type { PrinterTrouble } from '../../protocols/devices/printer.ts';
import type { Notice } from '../../protocols/screen/screen.ts';
import { fullBins, isFull } from './drop/full-bins.ts';
import { hasRoom } from './offline-queue.ts';
import { lendsOffline, returnsOffline } from './offline-way.ts';
import { TIMES } from './setup.ts';
import type { CoreState } from './state.ts';

/** The four things that a station can do, and whether it can do them now. */
export interface Functions {
  readonly borrow: boolean;
  readonly return: boolean;
  readonly renew: boolean;
  readonly print: boolean;
}

/** What works just now. */
export function functionsOf(state: CoreState): Functions {
  const serving = state.journal.works && state.service.kind === 'serving';
  const online = state.library.kind === 'ready';
  const tags = tagsWork(state);
  const { drop } = state;
  return {
    borrow: drop === null && serving && tags && (online || lendsOffline(state)),
    return: serving && tags && stopOf(state) === null && (online || returnsOffline(state)),
    renew: drop === null && serving && online,
    print: state.printers.some(({ trouble }) => trouble === null),
  };
}

/** Why a book drop takes nothing in just now, though its parts are there; null where it does. */
export function stopOf({ setup, drop }: CoreState): 'jammed' | 'bins-full' | null {
  if (setup.drop === null || drop === null || drop.machine === null) return null;
  if (drop.machine.sorter.kind === 'jammed') return 'jammed';
  return isFull(setup.drop, drop.machine, setup.drop.exceptionBin) ? 'bins-full' : null;
}

/** Can tags be secured and released, where they have to be? */
export function tagsWork({ setup, pads }: CoreState): boolean {
  return !setup.secureTags || pads.some(({ status }) => status === 'ready');
}

/** What the patron is told of parts that are away, most important first. */
export function noticesOf(state: CoreState): readonly Notice[] {
  const notices: Notice[] = [];
  if (state.library.kind === 'away') notices.push(libraryAwayNotice(state));
  if (state.pads.length > 0 && state.pads.every(({ status }) => status === 'away'))
    notices.push(state.setup.secureTags ? 'pad-away' : 'pad-away-scan');
  if (state.scanners.length > 0 && state.scanners.every(({ away }) => away !== null))
    notices.push('scanner-away');
  const troubles = state.printers.flatMap(({ trouble }) => trouble ?? []);
  if (troubles.length > 0 && troubles.length === state.printers.length) {
    notices.push(troubles.includes('paper-out') ? 'printer-no-paper' : 'printer-away');
  }
  return notices;
}

/** What goes on without it is said by the setting, whatever else is away. */
function libraryAwayNotice(state: CoreState): Notice {
  if (state.drop === null && lendsOffline(state)) return 'library-away-loans';
  return returnsOffline(state) ? 'library-away-returns' : 'library-away';
}

/** How a printer is, and what helps. */
const PRINTER_TROUBLES: Readonly<
  Record<PrinterTrouble, { readonly state: string; readonly remedy: string }>
> = {
  'not-answering': {
    state: 'away',
    remedy: 'Check its cable, power and path; it is taken up when it answers.',
  },
  'cover-open': { state: 'cover open', remedy: 'Close its cover.' },
  'paper-out': { state: 'out of paper', remedy: 'Put in a roll.' },
  cutter: {
    state: 'cutter stuck',
    remedy: 'Switch it off, clear its cutter of paper, and switch it on again.',
  },
  overheated: { state: 'too hot', remedy: 'Let it cool; it goes on by itself.' },
  error: { state: 'has a fault', remedy: 'Switch it off and on again.' },
  offline: { state: 'offline', remedy: 'Press its feed button, or switch it off and on again.' },
};

/** What the library system has yet to be told of, and what hinders doing without it. */
function offlineFaults({ library, setup, offline }: CoreState): readonly string[] {
  const faults: string[] = [];
  const { length } = offline.waiting;
  if (length > 0) {
    const when = library.kind === 'ready' ? 'just now' : 'when it is back';
    faults.push(
      `Offline: ${length} returns and loans were made without the library system, which is told of them one by one ${when}.`,
    );
  }
  if (!hasRoom(offline))
    faults.push('Offline: too many wait to be told; no more are made without the library system.');
  if (offline.clock === 'behind') {
    faults.push(
      'Clock: it shows a time before the last transaction. Set it right, and see to its battery; until then nothing is lent while the library system is away, and returns are told with the time of their telling.',
    );
  }
  if (setup.offline.loans !== null && offline.blockedCards === null) {
    faults.push(
      'Block list: cannot be read, so nothing is lent while the library system is away. See library.offline.blockList.',
    );
  }
  return faults;
}

function dropFaults({ setup, drop }: CoreState): readonly string[] {
  if (setup.drop === null || drop === null || drop.machine === null) return [];
  const full = fullBins(setup.drop, drop.machine);
  return [
    ...(drop.machine.sorter.kind === 'jammed'
      ? [
          'Book drop: jammed. Take out what is stuck and put it into the bin for exceptions; it tries again every minute, and at once when a card of the staff is shown.',
        ]
      : []),
    ...(full.length > 0
      ? [
          `Bins ${full.join(', ')}: full. Empty them; where no sensor sees that, show a card of the staff when all bins are empty.`,
        ]
      : []),
  ];
}

/** What is missing, for staff: one sentence a fault, with the device and what to do. */
export function faultsOf(state: CoreState): readonly string[] {
  const faults: string[] = [];
  if (state.library.kind === 'away') {
    faults.push(
      `Library system: away (${state.library.reason}). The station keeps trying; check that it runs and that the network reaches it.`,
    );
  }
  faults.push(...offlineFaults(state));
  faults.push(...dropFaults(state));
  if (!state.journal.works)
    faults.push('Journal: cannot be written. Lending has stopped; make space on the disk.');
  for (const { device, status, reason } of state.pads) {
    if (status === 'away')
      faults.push(
        `Pad ${device}: away (${reason}). Check its cable and power; it is taken up when it answers.`,
      );
  }
  for (const { device, away } of state.scanners) {
    if (away !== null)
      faults.push(`Scanner ${device}: away (${away}). Check its cable; it is taken up when it is there.`);
  }
  for (const { device, trouble, reason, paperNearEnd } of state.printers) {
    if (trouble !== null) {
      const { state: how, remedy } = PRINTER_TROUBLES[trouble];
      faults.push(`Printer ${device}: ${how} (${reason}). ${remedy} Receipts are not offered until then.`);
    } else if (paperNearEnd) faults.push(`Printer ${device}: paper near its end. Put in a new roll soon.`);
  }
  if (state.helpAskedUntil !== null) {
    const called =
      state.staffCalls.lastAt !== null && state.staffCalls.lastAt + TIMES.helpToldMs >= state.helpAskedUntil;
    faults.push(called ? 'A patron calls the staff to the screen.' : 'A patron asks for help at the screen.');
  }
  if (state.forStaff.length > 0) {
    faults.push(
      `Transactions ${state.forStaff.join(', ')}: ended, and the library system's books or the tag may be wrong. See "lendstation journal" and put the loan and the tag right by hand.`,
    );
  }
  if (state.service.kind === 'starting')
    faults.push('The station settles what a power cut interrupted, and serves in a moment.');
  else if (state.service.kind !== 'serving') faults.push('The station is stopping.');
  return faults;
}

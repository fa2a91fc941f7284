// Draws what goes wrong in a night: often nothing or one thing, sometimes everything at once.

import type { MessageCode } from '../../../protocols/sip2/table.ts';
import type { AcsFault } from '../../simulator/acs/settings.ts';
import type { PlannedReaderFault, ReaderFault } from '../../simulator/reader/faults.ts';
import type { Chance } from '../chance.ts';
import { type House, isChecked } from './house.ts';
import type { NetworkFault, PowerCut, Trouble } from './trouble.ts';

/** What a visit takes, more or less: times are drawn from so long a night. */
const VISIT_MS = 20_000;

const HOUR_MS = 3_600_000;
/** Of so many nights in which the library system is away it is so once for days: that takes long to play. */
const LONG_AWAY_EVERY = 20;

/** Draws the troubles of a night with so many visits. */
export function drawTroubles(chance: Chance, house: House, visits: number): readonly Trouble[] {
  const lastMs = (visits + 1) * VISIT_MS;
  const troubles = Array.from({ length: drawCount(chance) }, () => drawTrouble(chance, house, lastMs));
  const isOffline = house.station.offline !== 'nothing' && !chance.oneIn(3);
  if (!isOffline) return troubles;
  const cuts: readonly Trouble[] = chance.oneIn(2)
    ? [{ kind: 'powerCut', cut: drawCutOffline(chance, house) }]
    : [];
  const others = chance.oneIn(3) ? [drawElsewhere(chance, house, lastMs)] : [];
  return [...troubles, drawLongAway(chance, house, lastMs), ...cuts, ...others];
}

function drawCount(chance: Chance): number {
  switch (chance.below(8)) {
    case 0:
      return 0;
    case 1:
    case 2:
      return 1;
    case 3:
    case 4:
    case 5:
      return chance.from(2, 4);
    default:
      return chance.from(5, 9);
  }
}

/** Long enough for visits that do without the library system. Bytes are asked for all the time, and not for days. */
function drawLongAway(chance: Chance, { devices }: House, lastMs: number): Trouble {
  const isForDays = chance.oneIn(LONG_AWAY_EVERY);
  const forMs =
    isForDays && devices === 'readings'
      ? chance.oneOf([26 * HOUR_MS, 72 * HOUR_MS])
      : chance.oneOf([8_000, 15_000, 30_000, 400_000]);
  return { kind: 'libraryAway', atMs: chance.below(lastMs / 2), forMs };
}

/** What was done without the library system is about to be told, or it is done. */
function drawCutOffline(chance: Chance, house: House): PowerCut {
  const cut = drawPowerCut(chance, house);
  return chance.oneIn(2) ? { ...cut, at: 'replay', occurrence: chance.from(1, 5) } : cut;
}

function drawElsewhere(chance: Chance, { items, patrons }: House, lastMs: number): Trouble {
  const to = chance.oneIn(2) ? 'shelf' : chance.from(1, patrons.length - 1);
  return { kind: 'elsewhere', item: chance.from(1, items.length - 1), to, atMs: chance.below(lastMs) };
}

function drawTrouble(chance: Chance, house: House, lastMs: number): Trouble {
  if (house.devices === 'bytes' && chance.oneIn(4))
    return { kind: 'reader', fault: drawReader(chance, house) };
  const drawn = chance.below(26);
  if (drawn < 5) return drawLibrary(chance, house);
  if (drawn < 10) return drawNetwork(chance, house);
  if (drawn < 11) return drawAway(chance, lastMs);
  if (drawn < 16) return { kind: 'reader', fault: drawReader(chance, house) };
  if (drawn < 19) return { kind: 'powerCut', cut: drawPowerCut(chance, house) };
  if (drawn < 21) return drawDevice(chance, house, lastMs);
  if (drawn < 22) return drawElsewhere(chance, house, lastMs);
  return drawStation(chance, lastMs);
}

/** The messages that change something come most often: there it matters. */
const drawCode = (chance: Chance): MessageCode =>
  chance.oneOf(['11', '11', '11', '09', '09', '09', '29', '17', '63', '35', '93', '99']);

function drawLibrary(chance: Chance, house: House): Trouble {
  if (chance.oneIn(8)) return { kind: 'library', on: '11', occurrence: 1, what: { kind: 'resend' } };
  return {
    kind: 'library',
    on: drawCode(chance),
    occurrence: chance.oneOf([1, 1, 1, 2, 2, 3, 4]),
    what: acsFault(chance, house),
  };
}

function acsFault(chance: Chance, house: House): AcsFault {
  const always = [
    { kind: 'closeBefore' },
    { kind: 'closeAfter' },
    { kind: 'closeAfter' },
    { kind: 'silent' },
    { kind: 'silent' },
    { kind: 'ignored' },
    { kind: 'delay', ms: chance.oneOf([900, 2_500, 7_000, 12_000]) },
    { kind: 'half' },
    { kind: 'plainText' },
    { kind: 'unsolicited', line: 'Server going down for maintenance' },
  ] as const;
  // Without a checksum, damage cannot be told from what was meant; without a number, nor can an old answer from a new.
  const checked = [{ kind: 'garble' }, { kind: 'duplicate' }, { kind: 'staleNumber' }] as const;
  const again = [{ kind: 'resend' }, { kind: 'resendStorm', times: chance.from(2, 5) }] as const;
  return isChecked(house)
    ? chance.oneOf([...always, ...again, ...checked])
    : chance.oneOf([...always, ...again]);
}

function drawNetwork(chance: Chance, house: House): Trouble {
  if (!isChecked(house) && house.library.character !== 'dp2' && chance.oneIn(5)) {
    const on = chance.oneOf(['12', '18', '10'] as const);
    return { kind: 'network', way: 'answer', on, occurrence: chance.from(1, 3), what: { kind: 'evilTitle' } };
  }
  if (chance.oneIn(8)) {
    return {
      kind: 'network',
      way: 'request',
      on: '11',
      occurrence: chance.from(1, 3),
      what: { kind: 'stuck' },
    };
  }
  const occurrence = chance.oneOf([1, 1, 1, 2, 2, 3, 4]);
  if (isChecked(house) && chance.oneIn(4)) {
    const on = chance.oneOf(['12', '12', '10', '30'] as const);
    return {
      kind: 'network',
      way: 'answer',
      on,
      occurrence,
      what: { kind: 'damaged', at: drawPlace(chance) },
    };
  }
  if (isChecked(house) && chance.oneIn(2)) return drawEcho(chance);
  if (chance.oneIn(3)) {
    return { kind: 'network', way: 'request', on: drawCode(chance), occurrence, what: networkFault(chance) };
  }
  const on = chance.oneOf(['12', '12', '10', '10', '30', '18', '64'] as const);
  return { kind: 'network', way: 'answer', on, occurrence, what: networkFault(chance) };
}

/** A character in front of the first field: in the first of these places stands a yes or a no. */
const drawPlace = (chance: Chance): number => (chance.oneIn(3) ? chance.from(3, 5) : 2);

/** Answers come once more, when perhaps the next request is out. */
function drawEcho(chance: Chance): Trouble {
  const on = chance.oneOf(['12', '12', '12', '10', '10', '30', '18', '64'] as const);
  const occurrence = chance.oneIn(4) ? chance.from(1, 4) : ('every' as const);
  const what = {
    kind: 'echo',
    afterMs: chance.oneOf([10, 60, chance.from(20, 400), chance.from(400, 5_000)]),
  } as const;
  return { kind: 'network', way: 'answer', on, occurrence, what };
}

function networkFault(chance: Chance): NetworkFault {
  return chance.oneOf([
    { kind: 'lost' },
    { kind: 'cutBehind' },
    { kind: 'swallowed' },
    { kind: 'late', byMs: chance.oneOf([300, 2_000]) },
    { kind: 'pieces', pieceBytes: chance.from(4, 30), pauseMs: chance.from(1, 20) },
  ]);
}

function drawAway(chance: Chance, lastMs: number): Trouble {
  const atMs = chance.below(lastMs);
  switch (chance.below(4)) {
    case 0:
      return { kind: 'lineCut', atMs };
    case 1:
      return { kind: 'halfOpen', atMs, forMs: chance.oneOf([800, 9_000, 25_000]) };
    case 2:
      return { kind: 'librarySlow', atMs, forMs: 20_000, delayMs: chance.oneOf([1_500, 4_000, 11_000]) };
    default:
      return { kind: 'libraryAway', atMs, forMs: chance.oneOf([400, 3_000, 12_000, 40_000, 400_000]) };
  }
}

function drawReader(chance: Chance, { devices }: House): PlannedReaderFault {
  const on = chance.oneOf(
    devices === 'bytes'
      ? ['writeAfi', 'writeAfi', 'writeAfi', 'systemInformation', 'readBlocks', 'inventory']
      : ['writeAfi', 'writeAfi', 'writeAfi', 'writeAfi', 'writeAfi', 'inventory'],
  );
  // An order is written three times, and ordered three times: only what goes on for longer comes to anything.
  const goesOn = (devices === 'bytes' || on === 'writeAfi') && chance.oneIn(3);
  const occurrence = goesOn ? ('every' as const) : chance.from(1, 6);
  return { on, occurrence, what: devices === 'bytes' ? readerFault(chance, on) : briefFault(chance, on) };
}

/** What comes to anything where the pad is simulated by its readings. */
function briefFault(chance: Chance, on: PlannedReaderFault['on']): ReaderFault {
  if (on === 'inventory') return { kind: 'collision', found: chance.below(3) };
  return chance.oneOf([
    { kind: 'noAnswer' },
    { kind: 'deaf' },
    { kind: 'unheard' },
    { kind: 'rfError' },
    { kind: 'garble' },
    { kind: 'restart', afterMs: 1, awayMs: chance.oneOf([100, 1_500]) },
    { kind: 'lifted', afterMs: 1 },
    { kind: 'writeIgnored' },
    { kind: 'writeIgnored' },
    { kind: 'half' },
    { kind: 'half' },
  ]);
}

function readerFault(chance: Chance, on: PlannedReaderFault['on']): ReaderFault {
  const afterMs = chance.from(1, 14);
  const anywhere = [
    { kind: 'noAnswer' },
    { kind: 'deaf' },
    { kind: 'unheard' },
    { kind: 'rfError' },
    { kind: 'garble' },
    { kind: 'restart', afterMs, awayMs: chance.oneOf([100, 1_500]) },
    { kind: 'noise', bytes: Uint8Array.of(0x02, chance.below(256), chance.below(256)) },
  ] as const;
  if (on === 'inventory') return chance.oneOf([...anywhere, { kind: 'collision', found: chance.below(3) }]);
  const ofTag = [...anywhere, { kind: 'lifted', afterMs }] as const;
  if (on !== 'writeAfi') return chance.oneOf(ofTag);
  const writing = [{ kind: 'writeIgnored' }, { kind: 'writeIgnored' }, { kind: 'half' }] as const;
  return chance.oneOf([...ofTag, ...writing]);
}

function drawPowerCut(chance: Chance, { devices }: House): PowerCut {
  const at = chance.oneOf([
    'record',
    'record',
    'record',
    'sendToLibrary',
    'sendToPad',
    'sendToPad',
    'show',
    'step',
  ]);
  // A pad that speaks in bytes is asked all the time who is there, and one that tells it by itself hears orders alone.
  const toPad = devices === 'bytes' ? 150 : 10;
  const most = { record: 12, sendToLibrary: 20, sendToPad: toPad, show: 15, step: 200 }[at];
  return {
    at,
    occurrence: chance.from(1, most),
    side: chance.oneOf(['before', 'after']),
    inFlight: chance.oneOf(['kept', 'lost']),
    what: chance.oneOf(['power', 'power', 'process']),
    offMs: chance.oneOf([500, 4_000, 20_000]),
  };
}

function drawDevice(chance: Chance, house: House, lastMs: number): Trouble {
  const atMs = chance.below(lastMs);
  const devices = house.station.hasPrinter
    ? (['pad', 'pad', 'scanner', 'printer'] as const)
    : (['pad', 'pad', 'scanner'] as const);
  switch (chance.below(house.station.hasPrinter ? 7 : 4)) {
    case 0:
    case 1: {
      const forMs = chance.oneOf([60, 900, 6_000, 30_000, 120_000]);
      return { kind: 'unplugged', device: chance.oneOf(devices), atMs, forMs };
    }
    case 2: {
      const bytes = Array.from({ length: chance.from(1, 12) }, () => chance.below(256));
      return { kind: 'noise', device: chance.oneOf(['pad', 'scanner']), atMs, bytes };
    }
    case 3:
      return { kind: 'worn', item: chance.from(1, house.items.length - 1), atMs };
    case 4:
    case 5:
      return { kind: 'coverOpen', atMs, forMs: chance.oneOf([1_000, 20_000, 600_000]) };
    default:
      return { kind: 'paperEnds', afterLines: chance.from(1, 18) };
  }
}

function drawStation(chance: Chance, lastMs: number): Trouble {
  const atMs = chance.below(lastMs);
  switch (chance.below(10)) {
    case 0:
      return { kind: 'diskFull', atMs, forMs: chance.oneOf([100, 3_000, 15_000]) };
    case 1:
    case 2:
    case 5:
    case 6:
      return {
        kind: 'writeFails',
        occurrence: chance.oneOf([1, 2, 2, 3, 3, 4, 5, 6, 8]),
        forMs: chance.oneOf([0, 2_500, 9_000]),
      };
    case 3:
      return { kind: 'restart', atMs };
    case 8:
    case 9:
      return { kind: 'journalDamaged', atMs };
    case 4: {
      const byMs = chance.oneOf([-86_400_000 * 400, -3_600_000, -1_000, 7_200_000, 86_400_000 * 3]);
      return { kind: 'clockJumps', atMs, byMs };
    }
    default:
      return { kind: 'zoneChanges', atMs, toMinutes: chance.oneOf([-720, 0, 60, 345, 840]) };
  }
}

// The house as the settings of its station and of its library system.

import { AFI_ON_LOAN, AFI_SECURED } from '../../../protocols/tags/security.ts';
import type { JournalEntry } from '../../core/journal-entry.ts';
import { RECEIPT_TEMPLATES } from '../../core/receipt-template.ts';
import type { LibraryDialect } from '../../library/dialect.ts';
import { acsCharacters } from '../../simulator/acs/characters.ts';
import type { AcsSettings } from '../../simulator/acs/settings.ts';
import type { DeviceSetup, StationSetup } from '../../station/setup.ts';
import { charsetOf, DAYS_OFFLINE, type House, MOST_LENT_OFFLINE } from '../plan/house.ts';

/** What the journal tells a station that starts. */
interface JournalFacts {
  readonly unfinished: readonly JournalEntry[];
  readonly firstTransaction: number;
}

const LOGIN = { user: 'kiosk1', password: 'secret' } as const;

/** The library system of a house. */
export function acsSettingsOf({ library }: House): Partial<AcsSettings> {
  const own = library.character === 'plain' ? {} : acsCharacters[library.character];
  return { ...LOGIN, ...own };
}

/** The station of a house, as it starts with this journal. */
export function stationSetupOf(house: House, journal: JournalFacts): StationSetup {
  const { station } = house;
  return {
    core: {
      stationName: 'Night station',
      languages: ['en', 'vi'],
      theme: 'light',
      profile: 'public',
      children: 'offered',
      attractMs: 90_000,
      currency: 'EUR',
      pin: station.pin,
      itemsWithoutCard: station.itemsWithoutCard,
      sessionMs: station.sessionMs,
      tagModels: ['iso28560-3', 'iso28560-2'],
      tagBlinkMs: 600,
      incompleteSets: 'refuse',
      staffCards: [],
      secureTags: true,
      gates: { whenClosed: 'armed', whenStopped: 'armed', bypassMs: 0, buzzerMs: 3_000 },
      offline: {
        returns: station.offline !== 'nothing',
        loans:
          station.offline === 'returns-and-loans'
            ? { maxItems: MOST_LENT_OFFLINE, days: DAYS_OFFLINE }
            : null,
      },
      receipts: {
        ...{ head: ['Night station'], foot: [], qr: '', parts: RECEIPT_TEMPLATES.public, patron: 'none' },
        email: 'library',
        routeSlips: { cardOfHold: 'none' },
      },
      scans: {
        card: station.masks ? ['P######'] : [],
        item: station.masks ? ['B######'] : [],
        startStop: 'strip',
        letters: 'as-read',
        leadingZeros: 'as-read',
        checkDigits: { mod10: 'none', mod43: 'none', ean13: 'none' },
        wedge: { prefix: '', suffix: '', reads: 'any' },
      },
      clockAtLeast: 0,
      drop: null,
      ...journal,
    },
    library: {
      station: 'night-01',
      login: { order: 'login-first', ...LOGIN, location: 'MAIN' },
      institution: 'MAIN',
      terminalPassword: '',
      currency: 'EUR',
      charset: charsetOf(house),
      terminator: 'CR',
      errorDetection: station.errorDetection,
      connectMs: 5_000,
      replyMs: station.replyMs,
      retries: station.retries,
      heartbeatMs: station.heartbeatMs,
      dialect: dialectOf(house),
    },
    devices: devicesOf(house),
  };
}

/** As its twin is. */
const PRINTER = { columns: 42, tables: 'many', baudRate: 19_200, flowControl: 'none' } as const;

function devicesOf({ station }: House): readonly DeviceSetup[] {
  const security = {
    gate: 'afi',
    afi: { secured: AFI_SECURED, onLoan: AFI_ON_LOAN },
    password: null,
  } as const;
  const scanner = { lineEnd: 'any', prefix: '', suffix: '', reads: 'any' } as const;
  return [
    { id: 'pad', kind: 'pad', driver: 'feig', security },
    { id: 'scanner', kind: 'scanner', driver: 'line', ...scanner },
    ...(station.hasPrinter
      ? [{ id: 'printer', kind: 'printer', driver: 'escpos', ...PRINTER } as const]
      : []),
  ];
}

/** As SIP2 is written, with what the library system of the house does otherwise. */
function dialectOf({ station, library }: House): LibraryDialect {
  return {
    dates: 'local',
    repeat: library.character === 'folio' ? 'same-number' : 'none',
    cancel: station.cancels,
    noBlock: true,
    fees: 'asked',
    alertWhen: 'flag',
    alerts: [
      { type: '01', means: 'hold' },
      { type: '02', means: 'hold-elsewhere' },
    ],
    sortBin: 'CL',
    holdPlace: 'AP',
    reasons: [
      { says: 'card*blocked', code: 'card-blocked' },
      { says: 'card allows no more', code: 'too-many-loans' },
      { says: 'on loan to another', code: 'on-loan-to-other' },
      { says: 'reserved for', code: 'on-hold-for-other' },
      { says: 'not for loan', code: 'not-for-loan' },
    ],
  };
}

// The settings file's keys as what each pure room is made from.

import type { DropSetup } from '../../core/drop/setup.ts';
import type { JournalEntry } from '../../core/journal-entry.ts';
import { RECEIPT_TEMPLATES, type ReceiptParts, type ReceiptSetup } from '../../core/receipt-template.ts';
import { PAD_DRIVERS, PRINTER_DRIVERS, SCANNER_DRIVERS } from '../../drivers/registry.ts';
import type { DriverNames } from '../../settings/not-yet.ts';
import type { ResolvedSettings } from '../../settings/secrets.ts';
import type { DeviceSetup, StationSetup } from '../../station/setup.ts';
import { childrenModeOf } from './board-setup.ts';

/** Every driver that is built, for the check of a settings file. */
export const DRIVER_NAMES: DriverNames = {
  pad: Object.keys(PAD_DRIVERS),
  scanner: Object.keys(SCANNER_DRIVERS),
  printer: Object.keys(PRINTER_DRIVERS),
  gate: [],
};

/** What the journal tells a station that starts. */
export interface JournalFacts {
  readonly unfinished: readonly JournalEntry[];
  readonly firstTransaction: number;
  /** No wall clock that is right shows less; ms since 1970. */
  readonly clockAtLeast: number;
}

/** This programme was written after that. */
export const WRITTEN_AFTER = Date.UTC(2026, 0, 1);

/** What is known of a station before its journal is open. */
export const NO_JOURNAL: JournalFacts = { unfinished: [], firstTransaction: 1, clockAtLeast: WRITTEN_AFTER };

/** The station of a settings file that was checked with `DRIVER_NAMES`. */
export function stationSetupOf(settings: ResolvedSettings, journal: JournalFacts): StationSetup {
  const { station, library, tags, scans } = settings;
  return {
    core: {
      stationName: station.name,
      languages: station.languages,
      theme: settings.branding.theme,
      profile: station.profile,
      children: childrenModeOf(station),
      attractMs: settings.idle.slides === undefined ? null : settings.idle.afterSeconds * 1_000,
      currency: station.currency,
      pin: station.pin,
      itemsWithoutCard: station.itemsWithoutCard,
      sessionMs: station.sessionSeconds * 1_000,
      tagModels: tags.models,
      tagBlinkMs: tags.blinkSeconds * 1_000,
      incompleteSets: tags.incompleteSets,
      staffCards: settings.staff.cards,
      secureTags: tags.security !== 'none',
      receipts: receiptSetupOf(settings),
      offline: {
        returns: library.offline.returns,
        loans: library.offline.loans
          ? { maxItems: library.offline.maxItems, days: library.offline.loanDays ?? null }
          : null,
      },
      scans,
      drop: station.kind === 'bookdrop' ? dropSetupOf(settings.bookdrop ?? {}) : null,
      ...journal,
    },
    library: {
      station: station.id,
      login: library.login,
      institution: library.institution,
      terminalPassword: library.terminalPassword,
      currency: station.currency,
      charset: library.charset,
      terminator: library.terminator,
      errorDetection: library.errorDetection,
      connectMs: library.connectSeconds * 1_000,
      replyMs: library.replySeconds * 1_000,
      retries: library.retries,
      heartbeatMs: library.heartbeatSeconds * 1_000,
      dialect: library.dialect,
    },
    devices: settings.devices.flatMap((device) => deviceSetupOf(device, settings) ?? []),
  };
}

/** A book drop without rules has one bin, into which everything goes. */
function dropSetupOf({ bins = [], exceptionBin = 0 }: Partial<ResolvedBookdrop>): DropSetup {
  return { rules: bins.map(({ bin, when }) => ({ bin, when: when ?? {} })), exceptionBin, ...NOTHING_MOVES };
}

const NOTHING_MOVES = { capacity: new Map<number, number>(), machine: null } as const;

type ResolvedBookdrop = NonNullable<ResolvedSettings['bookdrop']>;

/** The template of the kind of library, with what the settings say otherwise. */
function receiptSetupOf({ station, branding, receipts }: ResolvedSettings): ReceiptSetup {
  const template = RECEIPT_TEMPLATES[station.profile];
  const isShown = (part: keyof ReceiptParts) =>
    receipts[part] === 'profile' ? template[part] : receipts[part] === 'shown';
  return {
    head: [receipts.heading || station.name, ...receipts.address],
    foot: receipts.footer,
    qr: receipts.qr,
    parts: {
      logo: isShown('logo') && branding.logo !== undefined,
      dueDates: isShown('dueDates'),
      fees: isShown('fees'),
      thanks: isShown('thanks'),
    },
    patron: receipts.patron,
    email: receipts.email,
    routeSlips: receipts.staffSlips === 'on' ? { cardOfHold: receipts.staffSlipCard } : null,
  };
}

/** A device whose driver is built; the check of the settings lets no other pass. */
function deviceSetupOf(
  device: ResolvedSettings['devices'][number],
  { tags }: ResolvedSettings,
): DeviceSetup | null {
  const { id, driver } = device;
  switch (device.kind) {
    case 'pad':
      return isKeyOf(PAD_DRIVERS, driver)
        ? {
            id,
            kind: 'pad',
            driver,
            security: { gate: tags.security, afi: tags.afi, password: tags.password },
            lineReader: device.lineReader,
          }
        : null;
    case 'scanner':
      return isKeyOf(SCANNER_DRIVERS, driver) ? { ...device, driver } : null;
    case 'printer':
      return isKeyOf(PRINTER_DRIVERS, driver) ? { ...device, driver, tables: device.characterTables } : null;
    case 'gate':
      return null;
  }
}

function isKeyOf<Table extends object>(table: Table, key: string): key is Extract<keyof Table, string> {
  return Object.hasOwn(table, key);
}

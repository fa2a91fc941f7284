// How receipts speak: the words that each language has for them, and its dates and amounts. The words themselves are in
// receipt-catalogue.ts.

import { shiftedMs } from '../../protocols/calendar.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Due, Money } from '../../protocols/screen/screen.ts';
import type { CheckinAlert } from './library-port.ts';

/** The words of a receipt. */
export interface ReceiptWords {
  readonly lent: string;
  readonly renewed: string;
  readonly returned: string;
  readonly unresolved: string;
  readonly unresolvedHint: string;
  /** What an item is called whose title nobody knows: by the last characters of its barcode. */
  readonly untitled: (ending: string) => string;
  readonly due: (date: string) => string;
  readonly thanks: string;
  /** What is owed, as an amount in words. */
  readonly owed: (amount: string) => string;
  /** For whom it is: the end of a card's number, or an initial. */
  readonly patron: (mark: string) => string;
  /** Of the slip that goes with a set to the staff. */
  readonly sets: {
    readonly heading: string;
    readonly missing: (part: number, of: number) => string;
    readonly extra: (count: number) => string;
    readonly staysOnLoan: string;
    readonly check: string;
    readonly keepWithItem: string;
  };
  /** Of the slip that goes with an item that somebody waits for, or that belongs elsewhere. */
  readonly routes: {
    readonly heading: Readonly<Record<CheckinAlert, string>>;
    readonly callNumber: (callNumber: string) => string;
    readonly pickup: (place: string) => string;
    readonly destination: (place: string) => string;
    readonly reservedFor: (card: string) => string;
  };
  /** For `Intl`. */
  readonly locale: string;
}

/** A due date in the words of a language; the library system's own text stays as it is. */
export function dueInWords(due: Due, words: ReceiptWords): string {
  if (due.kind === 'verbatim') return due.text;
  const { year, month, day } = due;
  if (due.kind === 'day')
    return inWords(shiftedMs({ year, month, day, hour: 0, minute: 0, second: 0 }), words, {});
  return inWords(shiftedMs({ ...due, second: 0 }), words, TIME_OF_DAY);
}

/** A moment's local date and time in the words of a language. */
export function momentInWords(now: Moment, words: ReceiptWords): string {
  return inWords(now.wall + now.utcOffsetMinutes * 60_000, words, TIME_OF_DAY);
}

/** 24 hours, as on every due slip of the languages that there are. */
const TIME_OF_DAY = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function inWords(shifted: number, words: ReceiptWords, time: Intl.DateTimeFormatOptions): string {
  const { locale } = words;
  const key = `${locale} ${Object.keys(time).length}`;
  const format = formats.get(key) ?? formatOf(locale, time);
  formats.set(key, format);
  return format.format(shifted);
}

/** As the page writes dates (kiosk-ui/i18n/due.ts): "Mon 14 Dec", and in Vietnamese "Thứ Hai, 14/12". */
const SHORT = { weekday: 'short', month: 'short' } as const;
const VIETNAMESE = { weekday: 'long', month: 'numeric' } as const;

/** Making one takes longer than all else of a receipt. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, time: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { weekday, month } = locale.startsWith('vi') ? VIETNAMESE : SHORT;
  const day = { weekday, day: 'numeric', month, year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC', ...time });
}

/** An amount of money in the words of a language; a currency that nobody knows stays as it is written. */
export function moneyInWords({ amount, currency }: Money, { locale }: ReceiptWords): string {
  try {
    const written = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
    // Blanks of another width are in no printer's tables.
    return written.replace(/[\u00a0\u202f]/g, ' ');
  } catch {
    return `${amount} ${currency}`;
  }
}

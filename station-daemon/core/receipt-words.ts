// What receipts say, in each language of the station. The page's own words are in kiosk-ui/i18n.

import { shiftedMs } from '../../protocols/calendar.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Due, Language } from '../../protocols/screen/screen.ts';

/** The words of a receipt. */
export interface ReceiptWords {
  readonly lent: string;
  readonly renewed: string;
  readonly returned: string;
  readonly unresolved: string;
  readonly unresolvedHint: string;
  readonly due: (date: string) => string;
  readonly thanks: string;
  /** For `Intl`. */
  readonly locale: string;
}

export const RECEIPT_WORDS: Readonly<Record<Language, ReceiptWords>> = {
  en: {
    lent: 'Borrowed',
    renewed: 'Renewed',
    returned: 'Returned',
    unresolved: 'Do not leave yet',
    unresolvedHint: 'Please show these to the staff.',
    due: (date) => `due ${date}`,
    thanks: 'Thank you. See you soon.',
    locale: 'en-GB',
  },
  vi: {
    lent: 'Đã mượn',
    renewed: 'Đã gia hạn',
    returned: 'Đã trả',
    unresolved: 'Chưa mang ra ngoài được',
    unresolvedHint: 'Vui lòng đưa cho thủ thư.',
    due: (date) => `hạn trả ${date}`,
    thanks: 'Cảm ơn bạn. Hẹn gặp lại.',
    locale: 'vi-VN',
  },
};

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

const TIME_OF_DAY = { hour: '2-digit', minute: '2-digit' } as const;

function inWords(shifted: number, words: ReceiptWords, time: Intl.DateTimeFormatOptions): string {
  const options = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
    ...time,
  } as const;
  return new Intl.DateTimeFormat(words.locale, options).format(shifted);
}

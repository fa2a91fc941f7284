// What receipts say, in each language that can be printed. de, fr, es: review needed, as in the page's catalogues.
// The page's own words are in kiosk-ui/i18n.

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
  /** Of the slip that goes with a set to the staff. */
  readonly sets: {
    readonly heading: string;
    readonly missing: (part: number, of: number) => string;
    readonly extra: (count: number) => string;
    readonly staysOnLoan: string;
    readonly check: string;
    readonly keepWithItem: string;
  };
  /** For `Intl`. */
  readonly locale: string;
}

/** Arabic joins its letters and runs from right to left, which receipt printers do not. */
type ReceiptLanguage = Exclude<Language, 'ar'>;

const RECEIPT_WORDS: Readonly<Record<ReceiptLanguage, ReceiptWords>> = {
  en: {
    lent: 'Borrowed',
    renewed: 'Renewed',
    returned: 'Returned',
    unresolved: 'Do not leave yet',
    unresolvedHint: 'Please show these to the staff.',
    due: (date) => `due ${date}`,
    thanks: 'Thank you. See you soon.',
    sets: {
      heading: 'For the staff',
      missing: (part, of) => `Missing: part ${part} of ${of}`,
      extra: (count) => `Parts too many: ${count}`,
      staysOnLoan: 'Not returned: it stays on loan.',
      check: 'Taken back as it is. Please check its parts.',
      keepWithItem: 'Please keep this slip with the item.',
    },
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
    sets: {
      heading: 'Dành cho thủ thư',
      missing: (part, of) => `Thiếu: phần ${part} trong ${of} phần`,
      extra: (count) => `Thừa: ${count} phần`,
      staysOnLoan: 'Chưa trả: tài liệu vẫn đang cho mượn.',
      check: 'Đã nhận như hiện có. Xin kiểm tra các phần.',
      keepWithItem: 'Xin giữ phiếu này cùng tài liệu.',
    },
    locale: 'vi-VN',
  },
  de: {
    lent: 'Ausgeliehen',
    renewed: 'Verlängert',
    returned: 'Zurückgegeben',
    unresolved: 'Noch nicht gehen',
    unresolvedHint: 'Bitte zeigen Sie diese dem Personal.',
    due: (date) => `fällig ${date}`,
    thanks: 'Vielen Dank. Bis bald.',
    sets: {
      heading: 'Für das Personal',
      missing: (part, of) => `Es fehlt: Teil ${part} von ${of}`,
      extra: (count) => `Überzählige Teile: ${count}`,
      staysOnLoan: 'Nicht zurückgegeben: bleibt ausgeliehen.',
      check: 'So zurückgenommen. Bitte die Teile prüfen.',
      keepWithItem: 'Bitte lassen Sie diesen Zettel beim Medium.',
    },
    locale: 'de-DE',
  },
  fr: {
    lent: 'Empruntés',
    renewed: 'Prolongés',
    returned: 'Rendus',
    unresolved: 'Ne partez pas encore',
    unresolvedHint: 'Merci de les montrer au personnel.',
    due: (date) => `à rendre le ${date}`,
    thanks: 'Merci. À bientôt.',
    sets: {
      heading: 'Pour le personnel',
      missing: (part, of) => `Manque : élément ${part} sur ${of}`,
      extra: (count) => `Éléments en trop : ${count}`,
      staysOnLoan: 'Non rendu : reste en prêt.',
      check: 'Repris tel quel. Éléments à vérifier.',
      keepWithItem: 'Merci de laisser ce papier avec le document.',
    },
    locale: 'fr-FR',
  },
  es: {
    lent: 'Prestados',
    renewed: 'Renovados',
    returned: 'Devueltos',
    unresolved: 'No se vaya todavía',
    unresolvedHint: 'Muéstrelos al personal, por favor.',
    due: (date) => `devolver antes de ${date}`,
    thanks: 'Gracias. Hasta pronto.',
    sets: {
      heading: 'Para el personal',
      missing: (part, of) => `Falta: parte ${part} de ${of}`,
      extra: (count) => `Partes de más: ${count}`,
      staysOnLoan: 'Sin devolver: sigue prestado.',
      check: 'Recogido tal cual. Revise sus partes.',
      keepWithItem: 'Deje esta nota con el material, por favor.',
    },
    locale: 'es-ES',
  },
};

/** The words of the first of some languages that a receipt can be printed in; English where it is none of them. */
export function receiptWordsOf(wanted: readonly Language[]): ReceiptWords {
  const language = wanted.find((one): one is ReceiptLanguage => one !== 'ar');
  return RECEIPT_WORDS[language ?? 'en'];
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

const TIME_OF_DAY = { hour: '2-digit', minute: '2-digit' } as const;

function inWords(shifted: number, words: ReceiptWords, time: Intl.DateTimeFormatOptions): string {
  const { locale } = words;
  const key = `${locale} ${Object.keys(time).length}`;
  const format = formats.get(key) ?? formatOf(locale, time);
  formats.set(key, format);
  return format.format(shifted);
}

/** Making one takes longer than all else of a receipt. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, time: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC', ...time });
}

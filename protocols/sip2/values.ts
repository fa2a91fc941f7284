// What the values in SIP2's coded fields mean, after SIP2 2.00, and how flags are read.
// Keys are the values as they stand on the wire. A value that is not listed is a server's own.

/** CK. */
export const mediaTypes = {
  '000': 'other',
  '001': 'book',
  '002': 'magazine',
  '003': 'bound journal',
  '004': 'audio tape',
  '005': 'video tape',
  '006': 'CD',
  '007': 'diskette',
  '008': 'book with diskette',
  '009': 'book with CD',
  '010': 'book with audio tape',
} as const;

/** Circulation status in 18. */
export const circulationStatuses = {
  '01': 'other',
  '02': 'on order',
  '03': 'available',
  '04': 'charged',
  '05': 'charged, not recallable yet',
  '06': 'in process',
  '07': 'recalled',
  '08': 'on hold shelf',
  '09': 'to be reshelved',
  '10': 'in transit',
  '11': 'claimed returned',
  '12': 'lost',
  '13': 'missing',
} as const;

/** Security marker in 18. */
export const securityMarkers = {
  '00': 'other',
  '01': 'none',
  '02': 'tattle-tape',
  '03': 'whisper tape',
} as const;

/** BT, and fee type in 18 and 37. */
export const feeTypes = {
  '01': 'other',
  '02': 'administrative',
  '03': 'damage',
  '04': 'overdue',
  '05': 'processing',
  '06': 'rental',
  '07': 'replacement',
  '08': 'computer access',
  '09': 'hold',
} as const;

/** Payment type in 37. */
export const paymentTypes = { '00': 'cash', '01': 'VISA', '02': 'credit card' } as const;

/** BY. */
export const holdTypes = {
  '1': 'other',
  '2': 'any copy',
  '3': 'this copy',
  '4': 'any copy at one branch',
} as const;

/** Hold mode in 15. */
export const holdModes = { '+': 'add', '-': 'delete', '*': 'change' } as const;

/** Status code in 99. */
export const stationStatuses = { '0': 'ok', '1': 'out of paper', '2': 'shutting down' } as const;

/** CV, after the 3M extensions of 2005; 98 is Koha's. Koha can send 00 on success. */
export const alertTypes = {
  '00': 'unknown',
  '01': 'hold here',
  '02': 'hold elsewhere',
  '03': 'hold for interlibrary loan',
  '04': 'send elsewhere',
  '98': 'other, of Koha',
  '99': 'other',
} as const;

/** Language in 23 and 63, in English, with the BCP 47 code where one language is meant. */
export const languages = {
  '000': { name: 'unknown', code: null },
  '001': { name: 'English', code: 'en' },
  '002': { name: 'French', code: 'fr' },
  '003': { name: 'German', code: 'de' },
  '004': { name: 'Italian', code: 'it' },
  '005': { name: 'Dutch', code: 'nl' },
  '006': { name: 'Swedish', code: 'sv' },
  '007': { name: 'Finnish', code: 'fi' },
  '008': { name: 'Spanish', code: 'es' },
  '009': { name: 'Danish', code: 'da' },
  '010': { name: 'Portuguese', code: 'pt' },
  '011': { name: 'Canadian French', code: 'fr-CA' },
  '012': { name: 'Norwegian', code: 'no' },
  '013': { name: 'Hebrew', code: 'he' },
  '014': { name: 'Japanese', code: 'ja' },
  '015': { name: 'Russian', code: 'ru' },
  '016': { name: 'Arabic', code: 'ar' },
  '017': { name: 'Polish', code: 'pl' },
  '018': { name: 'Greek', code: 'el' },
  '019': { name: 'Chinese', code: 'zh' },
  '020': { name: 'Korean', code: 'ko' },
  '021': { name: 'North American Spanish', code: 'es-US' },
  '022': { name: 'Tamil', code: 'ta' },
  '023': { name: 'Malay', code: 'ms' },
  '024': { name: 'UK English', code: 'en-GB' },
  '025': { name: 'Icelandic', code: 'is' },
  '026': { name: 'Belgian', code: null },
  '027': { name: 'Taiwanese', code: 'zh-TW' },
} as const;

/** The flags of a patron by their position, 0 to 13. */
export const PATRON_FLAGS = [
  'chargeDenied',
  'renewalDenied',
  'recallDenied',
  'holdDenied',
  'cardLost',
  'tooManyCharged',
  'tooManyOverdue',
  'tooManyRenewals',
  'tooManyClaimsReturned',
  'tooManyLost',
  'excessiveFines',
  'excessiveFees',
  'recallOverdue',
  'tooManyBilled',
] as const;

/** One flag of the patron status. */
export type PatronFlag = (typeof PATRON_FLAGS)[number];

/** The lists of 64 by their position in the summary of 63, 0 to 5; positions 6 to 9 are not used. */
export const SUMMARY_LISTS = ['hold', 'overdue', 'charged', 'fine', 'recall', 'unavailableHold'] as const;

/** One list that a 63 can ask for. */
export type SummaryList = (typeof SUMMARY_LISTS)[number];

/** What each position of BX, 0 to 15, says of: the requests that a library system supports. */
export const SUPPORTED_MESSAGES = [
  '23',
  '11',
  '09',
  '01',
  '99',
  '97',
  '93',
  '63',
  '35',
  '37',
  '17',
  '19',
  '25',
  '15',
  '29',
  '65',
] as const;

/** True for `Y`; also for `y` and for `1`, which some servers send in places of a flag. */
export const isYes = (flag: string | undefined): boolean => flag === 'Y' || flag === 'y' || flag === '1';

/** True for `N`, `n` and `0`. A blank and `U` are neither yes nor no. */
export const isNo = (flag: string | undefined): boolean => flag === 'N' || flag === 'n' || flag === '0';

/** True for the `1` of a success; `Y` is taken too. */
export const isOk = (ok: string): boolean => isYes(ok);

/** The flags that are set in the 14 characters of a patron status. */
export const patronFlags = (status: string): readonly PatronFlag[] =>
  PATRON_FLAGS.filter((_, position) => isYes(status[position]));

/** The ten characters that ask for one list, or for none. */
export const summaryFor = (list: SummaryList | null): string =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    .map((position) => (list !== null && SUMMARY_LISTS[position] === list ? 'Y' : ' '))
    .join('');

/** The requests that BX says are supported. A hint for staff: servers lie in it both ways. */
export const supportedMessages = (bx: string): readonly string[] =>
  SUPPORTED_MESSAGES.filter((_, position) => isYes(bx[position]));

/** A count such as `0004`; null where blanks or anything else stands in its place. */
export const countOf = (digits: string): number | null =>
  /^\s*\d+\s*$/.test(digits) ? Number(digits) : null;

// The forty patrons of the demo library. Names from many cultures as catalogues write them; nobody real is meant.

import type { DeskCard } from '../../../protocols/screen/desk.ts';
import { cardNumber } from './barcode.ts';

/** What a patron's card tells at the desk. */
export type PatronTale = DeskCard['tale'];

/** A patron as registered. */
export interface CollectionPatron {
  readonly card: string;
  readonly name: string;
  readonly pin: string;
  /** SIP2 language code, three digits. */
  readonly language: string;
  readonly tale: PatronTale;
  /** Half of them gave one; null for the others. */
  readonly email: string | null;
  /** What is owed, in hundredths of the library's currency. */
  readonly owedCents: number;
  /** How many items this card may have at once. */
  readonly loanLimit: number;
  /** How many loans the card has when the doors open. */
  readonly loansAtStart: number;
}

type PatronRow = readonly [
  name: string,
  language: string,
  pin: string,
  tale: PatronTale,
  loansAtStart: number,
  owedCents: number,
];

const FIRST_NUMBER = 100;
const ADULT_LIMIT = 30;
const MANY_LOANS_LIMIT = 6;

const rows: readonly PatronRow[] = [
  ['Nguyễn Thị Mai', '000', '1234', 'plain', 2, 0],
  ['Anna Schmidt', '003', '2468', 'plain', 1, 0],
  ['Trần Văn Hùng', '000', '1357', 'hold-ready', 1, 0],
  ['James O’Connor', '001', '1111', 'blocked', 0, 0],
  ['Fatima al-Zahra Haddad', '016', '4321', 'owes', 1, 350],
  ['Jürgen Groß', '003', '8080', 'many-loans', 6, 0],
  ['Marie-Claire Lefèvre', '002', '7007', 'expired', 0, 0],
  ['María José García López', '008', '5151', 'plain', 3, 0],
  ['王小明', '019', '8888', 'plain', 1, 0],
  ['佐藤 花子', '014', '3690', 'plain', 0, 0],
  ['김민준', '020', '2580', 'plain', 2, 0],
  ['Олена Шевченко', '015', '9090', 'plain', 1, 0],
  ['Phạm Ngọc Ánh', '000', '4545', 'plain', 0, 0],
  ['Oluwaseun Adeyemi', '001', '6123', 'plain', 2, 0],
  ['Søren Kjærgaard', '009', '7788', 'plain', 0, 0],
  ['Zoë van den Berg', '005', '3141', 'hold-ready', 0, 0],
  ['İpek Yılmaz', '000', '2718', 'plain', 1, 0],
  ['Łukasz Wiśniewski', '017', '1618', 'owes', 0, 2750],
  ['Priya Raghunathan', '022', '5772', 'plain', 4, 0],
  ['Γιώργος Παπαδόπουλος', '018', '1414', 'plain', 0, 0],
  ['Lê Quốc Bảo', '000', '1732', 'many-loans', 6, 0],
  ['Åsa Lindqvist', '006', '2236', 'plain', 1, 0],
  ['Dvořák, Jiří', '000', '2645', 'plain', 0, 0],
  ['Nakamura, Kenji', '014', '2828', 'expired', 1, 0],
  ['Çağlar, Deniz', '000', '3162', 'plain', 0, 0],
  ['יעל כהן', '013', '3316', 'plain', 0, 0],
  ['محمد عبد الرحمن', '016', '3464', 'plain', 1, 0],
  ['Aroha Ngata', '001', '3605', 'plain', 0, 0],
  ['João Conceição', '010', '3741', 'plain', 2, 0],
  ['Guðrún Jónsdóttir', '025', '3872', 'plain', 0, 0],
  ['Đỗ Thùy Linh', '000', '4123', 'plain', 1, 0],
  ['Mohammed Rahman', '001', '4242', 'blocked', 1, 1200],
  ['สมชาย ใจดี', '000', '4358', 'plain', 0, 0],
  ['Ferenc Kovács', '000', '4472', 'plain', 0, 0],
  ['Ana-Maria Popescu', '000', '4582', 'plain', 1, 0],
  ['Siobhán Ní Bhriain', '024', '4690', 'hold-ready', 0, 0],
  ['Tuomas Mäkelä', '007', '4795', 'plain', 0, 0],
  ['Giulia D’Angelo', '004', '4898', 'plain', 2, 0],
  ['Nomvula Dlamini', '001', '5000', 'plain', 0, 0],
  ['Bùi Đức Thịnh', '000', '5099', 'owes', 1, 480],
];

/** All patrons, in a fixed order. */
export const patrons: readonly CollectionPatron[] = rows.map(
  ([name, language, pin, tale, loansAtStart, owedCents], index) => ({
    card: cardNumber(FIRST_NUMBER + index),
    name,
    pin,
    language,
    tale,
    email: index % 2 === 0 ? `reader${FIRST_NUMBER + index}@example.org` : null,
    owedCents,
    loanLimit: tale === 'many-loans' ? MANY_LOANS_LIMIT : ADULT_LIMIT,
    loansAtStart,
  }),
);

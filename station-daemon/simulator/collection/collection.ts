// The demo collection put together: every title with its barcode, tags, place and tale. Data only;
// who has what at a given moment is the world's.

import type { Uid } from '../../../protocols/devices/pad.ts';
import type { DeskBook } from '../../../protocols/screen/desk.ts';
import { itemBarcode, tagUid } from './barcode.ts';
import { oddBarcodes, titleFees, titlesOnTable, titleTales } from './tales.ts';
import { arabic, czech, hebrew, persian, polish, russian } from './titles/arabic-and-slavic.ts';
import { chinese, japanese, korean } from './titles/asian.ts';
import { englishFiction } from './titles/english-fiction.ts';
import { englishChildren, englishNonFiction, reference } from './titles/english-other.ts';
import { french } from './titles/french.ts';
import { further } from './titles/further.ts';
import { german } from './titles/german.ts';
import { italian, portuguese, spanish } from './titles/romance.ts';
import { sets, setsFirstNumber, setsLocation, setsSortBin } from './titles/sets.ts';
import type { TitleList } from './titles/title-list.ts';
import { vietnamese } from './titles/vietnamese.ts';

/** A fee of an item. */
export interface ItemFee {
  /** SIP2 fee type (BT), e.g. 06 for a rental. */
  readonly type: string;
  /** In hundredths of the library's currency. */
  readonly cents: number;
}

/** An item as catalogued. */
export interface CollectionItem {
  readonly barcode: string;
  readonly title: string;
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
  readonly callNumber: string;
  /** Permanent location (SIP2 AQ). */
  readonly location: string;
  /** Sort bin (SIP2 CL). */
  readonly sortBin: string;
  /** SIP2 media type (CK): 001 book, 006 CD, 009 book with CD. */
  readonly media: string;
  readonly loanable: boolean;
  /** One identifier a part, part 1 first. */
  readonly uids: readonly [Uid, ...Uid[]];
  /** What borrowing or renewing it costs: only a patron who accepts that gets it. Null for nothing. */
  readonly fee: ItemFee | null;
  readonly tale: DeskBook['tale'];
  readonly onTable: boolean;
  /** 0..359, colour of the drawn cover. */
  readonly hue: number;
}

const lists: readonly TitleList[] = [
  englishFiction,
  englishNonFiction,
  englishChildren,
  reference,
  vietnamese,
  german,
  french,
  spanish,
  portuguese,
  italian,
  chinese,
  japanese,
  korean,
  arabic,
  persian,
  hebrew,
  russian,
  polish,
  czech,
  ...further,
];

type Catalogued = Pick<
  CollectionItem,
  'title' | 'author' | 'language' | 'callNumber' | 'location' | 'sortBin' | 'loanable'
>;

/** Turns of the golden angle: neighbours on the shelf get colours far apart. */
const GOLDEN_ANGLE_DEGREES = 137;

const taleOf = (title: string, parts: number, loanable: boolean): DeskBook['tale'] => {
  const special = titleTales.find((tale) => tale.title === title);
  if (special !== undefined && special.kind !== 'lent') return special.kind;
  if (titleFees[title] !== undefined) return 'fee';
  if (!loanable) return 'not-for-loan';
  return parts > 1 ? 'set' : 'plain';
};

const mediaOf = (callNumber: string, title: string): string => {
  if (title.includes('sách và')) return '009';
  return callNumber.startsWith('CD') ? '006' : '001';
};

const catalogue = (number: number, parts: number, row: Catalogued): CollectionItem => ({
  ...row,
  barcode: oddBarcodes[row.title] ?? itemBarcode(number),
  fee: titleFees[row.title] ?? null,
  media: mediaOf(row.callNumber, row.title),
  uids: [
    tagUid(number, 1),
    ...Array.from({ length: parts - 1 }, (_unused, further) => tagUid(number, further + 2)),
  ],
  tale: taleOf(row.title, parts, row.loanable),
  onTable: titlesOnTable.includes(row.title),
  hue: (number * GOLDEN_ANGLE_DEGREES) % 360,
});

const isChildrens = (callNumber: string): boolean => /^JP? /.test(callNumber);

const fromList = (list: TitleList): CollectionItem[] =>
  list.rows.map(([title, author, callNumber], index) =>
    catalogue(list.firstNumber + index, 1, {
      title,
      author,
      callNumber,
      language: list.language,
      location: isChildrens(callNumber) ? 'CHILDREN' : list.location,
      sortBin: isChildrens(callNumber) ? 'CH1' : list.sortBin,
      loanable: list !== reference,
    }),
  );

const fromSets = (): CollectionItem[] =>
  sets.map(([title, author, callNumber, parts, language], index) =>
    catalogue(setsFirstNumber + index, parts, {
      title,
      author,
      callNumber,
      language,
      location: setsLocation,
      sortBin: setsSortBin,
      loanable: true,
    }),
  );

/** Every item of the demo library, in a fixed order. */
export const collection: readonly CollectionItem[] = [...lists.flatMap(fromList), ...fromSets()];

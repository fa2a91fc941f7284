// The form of the demo collection's raw data: one list a shelf. The rows are facts about real books;
// barcodes, tags and loans are made from them elsewhere.

/** One title as it stands on the shelf. */
export type TitleRow = readonly [title: string, author: string, callNumber: string];

/** A shelf of titles that share a language and a place. */
export interface TitleList {
  /** BCP 47 code of the titles' language. */
  readonly language: string;
  /** Permanent location as the library system writes it (SIP2 field AQ). */
  readonly location: string;
  /** Where the sorter or a trolley takes it (SIP2 field CL). */
  readonly sortBin: string;
  /**
   * Number of the first row, from which barcode and tag identifier are made; the rows count up from it.
   * Lists have room to grow, so that a title added to one never renames a book of another.
   */
  readonly firstNumber: number;
  readonly rows: readonly TitleRow[];
}

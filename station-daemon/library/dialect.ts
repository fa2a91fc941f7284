// How one library system speaks SIP2 where the protocol leaves it open, and what its answers mean by that. The
// dialects themselves are files in config/dialects; the session's own settings (login, charset) are in setup.ts.

import type { MessageOf } from '../../protocols/sip2/table.ts';
import { isYes } from '../../protocols/sip2/values.ts';
import type { CheckinAlert, Refusal, SortingFacts } from '../core/library-port.ts';

/** A library system's own ways. Where several rules fit, the first one counts. */
export interface LibraryDialect {
  /** Dates in requests: local time with ZZZZ blank, or UTC with ZZZZ `   Z`. */
  readonly dates: 'local' | 'utc';
  /**
   * What is done with a request whose answer was damaged on the way:
   * - `none` the connection is dropped, and it is found out what became of the request
   * - `same-number` it is sent again just as it was. Only for servers that answer a number and checksum again
   *   that they know already, and do not carry out the request again
   */
  readonly repeat: 'none' | 'same-number';
  /** Is a check-in with BI=Y understood as the end of a loan that never was? */
  readonly cancel: boolean;
  /** May what was done while the library system was away be told it with `no block` Y? */
  readonly noBlock: boolean;
  /**
   * A checkout or renewal that is refused and comes with a fee (BT, BV): the patron is asked whether they accept it,
   * and with their yes it is asked for again (BO=Y). `refused`: it is a no like any other
   */
  readonly fees: 'asked' | 'refused';
  /** An alert counts with its flag only, or also without it where CV names a type that means one. */
  readonly alertWhen: 'flag' | 'type';
  readonly alerts: readonly AlertRule[];
  /** The field of 10 that holds the sort bin. */
  readonly sortBin: SortField;
  /** The field of 18 that says where an item stands that is put aside. */
  readonly holdPlace: PlaceField;
  readonly reasons: readonly ReasonRule[];
}

/** What a value of CV means. */
export interface AlertRule {
  readonly type: string;
  readonly means: CheckinAlert | 'none';
}

/** What a text in AF means. */
export interface ReasonRule {
  /** Words that the text holds, in upper or lower case; `*` stands for anything between them. */
  readonly says: string;
  readonly code: Refusal['code'];
}

/** Sort bin, destination location, collection code, permanent location. */
export type SortField = 'CL' | 'CT' | 'CR' | 'AQ';

/** Current location, permanent location, destination location, call number. */
export type PlaceField = 'AP' | 'AQ' | 'CT' | 'CH';

/** What a check-in alerts to, or null. A type that no rule names is `other`. */
export function alertOf(
  { alert, alertType = '' }: MessageOf<'10'>,
  { alertWhen, alerts }: LibraryDialect,
): CheckinAlert | null {
  const meaning = alerts.find(({ type }) => type === alertType)?.means;
  const counts = isYes(alert) || (alertWhen === 'type' && meaning !== undefined);
  if (!counts || meaning === 'none') return null;
  return meaning ?? 'other';
}

/** The sort bin, or null where its field is not there or blank. */
export function sortBinOf(answer: MessageOf<'10'>, { sortBin }: LibraryDialect): string | null {
  return sortField(answer, sortBin) || null;
}

/** What rules for bins may look at. */
export function sortingFactsOf(answer: MessageOf<'10'>, dialect: LibraryDialect): SortingFacts {
  return {
    alert: alertOf(answer, dialect),
    alertType: answer.alertType || null,
    destination: answer.destinationLocation || null,
    sortBin: sortBinOf(answer, dialect),
    location: answer.permanentLocation || null,
    callNumber: answer.callNumber || null,
    collection: answer.collectionCode || null,
    mediaType: answer.mediaType || null,
    text: answer.screenMessage?.join(' ') || null,
  };
}

function sortField(answer: MessageOf<'10'>, field: SortField): string | undefined {
  switch (field) {
    case 'CL':
      return answer.sortBin;
    case 'CT':
      return answer.destinationLocation;
    case 'CR':
      return answer.collectionCode;
    case 'AQ':
      return answer.permanentLocation;
  }
}

/** Where an item stands, or null where its field is not there or blank. */
export function placeOf(answer: MessageOf<'18'>, { holdPlace }: LibraryDialect): string | null {
  return placeField(answer, holdPlace)?.trim() || null;
}

function placeField(answer: MessageOf<'18'>, field: PlaceField): string | undefined {
  switch (field) {
    case 'AP':
      return answer.currentLocation;
    case 'AQ':
      return answer.permanentLocation;
    case 'CT':
      return answer.destinationLocation;
    case 'CH':
      return answer.callNumber;
  }
}

/** The library system's no: its text as it is, and what a rule makes of it. */
export function refusalOf(text: string | null, { reasons }: LibraryDialect): Refusal {
  const plain = plainWords(text ?? '');
  const rule = reasons.find(({ says }) => holds(plain, plainWords(says)));
  return { code: rule?.code ?? 'library-says', text };
}

/** The pieces between the stars, each after the one before it. Takes no longer for words made to be slow. */
function holds(text: string, words: string): boolean {
  let from = 0;
  for (const piece of words.split('*')) {
    const at = text.indexOf(piece.trim(), from);
    if (at < 0) return false;
    from = at + piece.trim().length;
  }
  return true;
}

const plainWords = (text: string): string =>
  text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

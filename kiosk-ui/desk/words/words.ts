// The table's catalogue: every word on the page `/desk`, by key. A language that lacks a key does not compile.

import type {
  DeskBook,
  DeskCard,
  DeskItemState,
  DeskPart,
  DeskTable,
} from '../../../protocols/screen/desk.ts';
import type { Counted } from '../../i18n/counted.ts';

/** A set of parts, or what else a book is here to tell. */
type BookTale = Exclude<DeskBook['tale'], 'plain' | 'set'>;

/** Everything that the table can say in one language. */
export interface DeskWords {
  /** BCP 47 code, for `lang` and plurals. */
  readonly locale: string;
  /** The language's own name. */
  readonly ownName: string;
  readonly title: string;
  readonly language: string;
  readonly joining: string;
  readonly away: string;
  readonly invitation: {
    readonly name: string;
    readonly books: string;
    readonly card: (name: string) => string;
    readonly laid: Counted;
  };
  readonly shelf: {
    readonly name: string;
    readonly search: Counted;
    readonly found: Counted;
    readonly foundMore: (shown: string, of: string) => string;
    readonly nothing: string;
    readonly back: string;
  };
  readonly arrows: { readonly earlier: string; readonly further: string };
  readonly tag: Readonly<Record<DeskItemState['tag'], string>>;
  readonly loan: Readonly<Record<DeskItemState['loan'], string>>;
  readonly place: { readonly pad: string; readonly outside: string };
  readonly bookTale: Readonly<Record<BookTale, string>>;
  readonly parts: Counted;
  readonly hand: {
    readonly name: string;
    readonly empty: string;
    readonly emptyMore: string;
    readonly lay: string;
    readonly lift: string;
    readonly scan: string;
    readonly carryOut: string;
    readonly bringBack: string;
  };
  readonly pad: { readonly name: string; readonly clear: string; readonly count: Counted };
  readonly scanner: { readonly name: string; readonly seen: (what: string) => string };
  readonly printer: {
    readonly name: string;
    readonly empty: string;
    readonly read: Counted;
    readonly slips: string;
    /** Of a line that was printed as dots. */
    readonly drawn: string;
    readonly newest: string;
    readonly close: string;
    readonly printed: string;
  };
  readonly gate: {
    readonly name: string;
    readonly outside: string;
    readonly quiet: string;
    readonly alarm: string;
    readonly alarmMore: (title: string) => string;
    readonly free: string;
    readonly freeMore: (title: string) => string;
  };
  readonly cards: {
    readonly name: string;
    readonly which: string;
    readonly ordinary: string;
    readonly special: string;
    readonly show: (name: string) => string;
    readonly pin: string;
    readonly library: string;
    readonly tale: Readonly<Record<Exclude<DeskCard['tale'], 'plain'>, string>>;
  };
  readonly switches: {
    readonly name: string;
    readonly part: Readonly<Record<DeskPart, string>>;
    readonly working: string;
    readonly away: Readonly<Record<DeskPart, string>>;
    readonly paper: string;
    readonly paperState: Readonly<Record<DeskTable['paper'], string>>;
    readonly delay: string;
    readonly delays: Readonly<Record<'40' | '300' | '3000', string>>;
  };
  readonly station: string;
}

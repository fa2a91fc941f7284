// The patron's catalogue: every word on the patron's page, by key. A language that lacks a key does not compile.
// Sentences live in a file a language, what is known of a language without them in languages.ts, dates and money in
// due.ts and money.ts.

import type {
  Display,
  FeeKind,
  IdentifyScreen,
  ItemStatus,
  Notice,
  OutOfServiceScreen,
  Place,
  ReasonCode,
  Remark,
  TextSize,
  Theme,
} from '../../protocols/screen/screen.ts';
import type { TimeAllowed } from '../../protocols/screen/time-allowed.ts';
import type { Counted } from './counted.ts';
import type { LanguageFacts } from './languages.ts';

/** The buttons of the patron's page. In English their names are a public contract. */
export type ButtonName =
  | 'borrow'
  | 'return'
  | 'renew'
  | 'account'
  | 'renewAll'
  | 'printReceipt'
  | 'noReceipt'
  | 'finish'
  | 'help'
  | 'language'
  | 'accessibility'
  | 'cancel'
  | 'continue'
  | 'callStaff'
  | 'questions'
  | 'back'
  | 'acceptFee'
  | 'declineFee';

/** What a notice tells: a part that is away, or pad and scanner together. */
export type NoticeShown = Notice | 'pad-and-scanner-away';

/** A title line with a second line beneath it. */
export interface Heading {
  readonly title: string;
  readonly more: string;
}

/** What is said to children in the place of the words of the same name. */
export interface SimpleWords {
  readonly start: Pick<Catalogue['start'], 'borrowing' | 'returningOnly' | 'itemsOnPadMore'>;
  /** Whatever the card is for. */
  readonly identify: Heading;
  readonly pin: Heading;
  readonly borrow: Pick<Catalogue['borrow'], 'lay' | 'layMore' | 'working' | 'checkMore'>;
  readonly return: Pick<Catalogue['return'], 'lay' | 'layMore' | 'working' | 'checkMore'>;
  readonly done: Pick<Catalogue['done'], 'title' | 'more' | 'titleReturned' | 'stopMore'>;
}

/** Everything that the page can say in one language. */
export interface Catalogue extends LanguageFacts {
  /** `needed` until somebody who speaks the language has read it in a library. */
  readonly review: 'done' | 'needed';
  readonly buttons: Readonly<Record<ButtonName, string>>;
  readonly notJustNow: string;
  readonly status: Readonly<Record<ItemStatus, string>>;
  readonly reasons: Readonly<Record<Exclude<ReasonCode, 'library-says'>, string>>;
  /** For `library-says` where the library system gave no text. */
  readonly libraryGaveNoReason: string;
  /** The patron may not borrow; what they can do all the same. */
  readonly blocked: string;
  /** The same where the library system's own words follow, which say more. */
  readonly blockedShort: string;
  readonly notices: Readonly<Record<NoticeShown, string>>;
  /** The same in three words or so, where items are listed and have reasons of their own. */
  readonly shortNotices: Readonly<Record<NoticeShown, string>>;
  /** Reserved items that are ready to be picked up, told unasked. */
  readonly holdsReady: Counted;
  /** Items of an earlier visit that still lie on the pad, and what to do first. */
  readonly fromBefore: { readonly lying: Counted; readonly lift: string };
  readonly remarks: Readonly<Record<Remark, string>>;
  readonly start: {
    readonly borrowing: Heading;
    readonly returningOnly: Heading;
    readonly renewingOnly: Heading;
    readonly itemsOnPad: Counted;
    readonly itemsOnPadMore: string;
  };
  readonly identify: {
    readonly waiting: Readonly<Record<IdentifyScreen['purpose'], Heading>>;
    readonly lookingUp: Heading;
    readonly hint: string;
  };
  readonly pin: {
    readonly title: string;
    readonly more: string;
    readonly checking: string;
    readonly attemptsLeft: Counted;
    readonly digits: Counted;
    readonly keypad: string;
    readonly erase: string;
  };
  readonly greeting: (name: string) => string;
  readonly items: {
    /** The list's name; in English a public contract. */
    readonly list: string;
    /** While the title is asked for, and where none came. */
    readonly unnamed: string;
    readonly untitled: (ending: string) => string;
    readonly yoursUntil: string;
    readonly dueBy: string;
    readonly overdueSince: string;
    readonly newDate: string;
    readonly partsHere: (here: string, of: string) => string;
    /** `parts`: their numbers as a list in this language's manner. */
    readonly partsMissing: (parts: string, count: number) => string;
    readonly partsExtra: Counted;
    readonly goesTo: string;
    /** Said after `goesTo`, which ends with a colon, and in `return.putOn`. */
    readonly places: Readonly<Record<Exclude<Place['kind'], 'named' | 'bin'>, string>>;
    /** Stands where a place does. */
    readonly bin: (bin: number) => string;
    readonly earlier: string;
    readonly further: string;
  };
  readonly tally: { readonly of: (of: string) => string; readonly borrow: string; readonly return: string };
  /** Said in the place of `borrow.lay` and `return.lay` while the pad is away. */
  readonly padAway: { readonly scan: string; readonly desk: string };
  readonly borrow: {
    readonly lay: string;
    readonly layMore: string;
    /** Said in the place of `layMore` while barcodes cannot be read. */
    readonly layOnly: string;
    /** Said in the place of `lay` to one who may not borrow. */
    readonly blocked: string;
    readonly working: string;
    readonly allReady: Counted;
    readonly checkMore: string;
    readonly notYet: Counted;
  };
  readonly return: {
    readonly title: string;
    readonly lay: string;
    readonly layMore: string;
    readonly working: string;
    readonly putOn: (place: string) => string;
    readonly putAway: string;
    readonly checkMore: string;
    readonly notYet: Counted;
  };
  /** A book drop: read from afar, and nothing is touched. */
  readonly drop: {
    readonly start: Heading;
    readonly working: string;
    readonly next: string;
  };
  readonly fees: {
    /** Said before the sum. */
    readonly kinds: Readonly<Record<FeeKind, string>>;
    /** The question after kind and sum. */
    readonly borrowWith: string;
    readonly renewWith: string;
    /** Said of a renewal in the place of `reasons['fee-asked']`: the item is at home. */
    readonly askedOfRenewal: string;
  };
  readonly account: {
    readonly title: (name: string) => string;
    readonly loading: string;
    readonly onLoan: Counted;
    readonly overdue: Counted;
    readonly holdsReady: Counted;
    readonly holdsWaiting: Counted;
    /** Over the list of what is ready. */
    readonly ready: string;
    /** Said before the shelf, and in its place where none is known. */
    readonly findAt: string;
    readonly askForIt: string;
    readonly owed: (money: string) => string;
    readonly none: Heading;
    readonly instruction: string;
  };
  readonly done: {
    readonly title: string;
    readonly titleReturned: string;
    readonly askReceipt: string;
    /** The library system sends one by e-mail; the second also asks whether one is wanted on paper. */
    readonly emailed: string;
    readonly askPaperToo: string;
    readonly titleNothing: string;
    readonly more: string;
    /** In the place of `more` while something lies there still. */
    readonly moreOnPad: string;
    readonly moreNothing: string;
    /** Beside the list of what was not borrowed and stays. */
    readonly moreUndone: string;
    /** Beside the list of sets that stay on loan. */
    readonly moreHandIn: string;
    readonly moreNotRenewed: string;
    readonly stop: string;
    readonly stopMore: string;
    /** Said before the titles. */
    readonly undone: string;
    readonly handIn: string;
    readonly notReturned: string;
    readonly notRenewed: string;
    /** Of loans that still lie on the pad, and of a mixture or of returns. */
    readonly takeAlong: string;
    readonly leftOnPad: string;
    readonly lent: Counted;
    readonly returned: Counted;
    readonly renewed: Counted;
    readonly refused: Counted;
    readonly firstDue: string;
    readonly receipt: Readonly<Record<'printing' | 'printed' | 'not-printed', string>>;
  };
  readonly help: {
    readonly title: string;
    readonly more: string;
    /** Once the staff were called to the screen. */
    readonly called: string;
    readonly meanwhile: string;
    readonly tips: readonly [Heading, Heading, Heading];
  };
  readonly outOfService: Readonly<Record<OutOfServiceScreen['why'], Heading>>;
  /** `goOn`: how to stay, with the name of the button; said after the title. */
  readonly countdown: { readonly title: string; readonly goOn: string; readonly left: Counted };
  readonly panels: {
    readonly language: string;
    readonly display: string;
    readonly colours: string;
    readonly themes: Readonly<Record<Theme, string>>;
    readonly on: string;
    readonly off: string;
    /** Over the sizes of text. */
    readonly textSize: string;
    readonly textSizes: Readonly<Record<TextSize, string>>;
    /** Over how much time there is, and how many times the usual. */
    readonly time: string;
    readonly times: Readonly<Record<TimeAllowed, string>>;
    readonly switches: Readonly<Record<Exclude<keyof Display, 'theme' | 'text' | 'time'> | 'dark', Heading>>;
  };
  /** What the library tells everybody. `when`: a day, a time, or both, in words. */
  readonly board: {
    readonly openUntil: (when: string) => string;
    readonly openAlways: string;
    readonly closedUntil: (when: string) => string;
    readonly closed: string;
    /** Above some events, and before a single one. */
    readonly events: string;
    readonly next: string;
    readonly allDay: string;
    readonly touch: string;
    /** What the slides are called, for those who cannot see them. */
    readonly slides: string;
  };
  readonly simple: SimpleWords;
  /** Names of the page's parts, for those who cannot see it. */
  readonly parts: { readonly bar: string; readonly station: string; readonly ends: string };
}

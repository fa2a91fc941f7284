// What is new between two screens, as sentences for those who listen and as a sound. Pure: the page speaks it.

import type { Sound } from '../../protocols/screen/page-setup.ts';
import type { ItemName, ItemRow, LoanRow, Remark, Screen } from '../../protocols/screen/screen.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { dueInOneLine, type Today } from '../i18n/due.ts';
import { asSentence, inSentences } from '../i18n/sentence.ts';
import { accountFacts } from './account-facts.ts';
import { blockedInWords } from './blocked.ts';
import { dueLabelOfItem, dueLabelOfLoan } from './items/due-label.ts';
import { feeInWords } from './items/fee.ts';
import { partsInWords } from './items/parts.ts';
import { placeInWords } from './items/place.ts';
import { reasonInWords } from './items/reason.ts';
import { nameInWords, rowNameInWords } from './items/title.ts';
import { leftOnPadInWords } from './left-on-pad.ts';
import { NOT_DONE } from './not-done.ts';

/** What to say politely, what to say at once, and the sound that goes with it. */
export interface News {
  readonly polite: readonly string[];
  readonly urgent: readonly string[];
  readonly sound: Sound | null;
}

/** Compares a screen with the one before it. */
export function newsBetween(before: Screen | null, now: Screen, words: Catalogue, day: Today): News {
  const polite: string[] = [];
  const urgent: string[] = [];
  const sounds = new Set<Sound>();
  for (const row of changedRows(before, now)) {
    const sentence = itemInWords(row, words, day);
    if (row.status === 'do-not-leave') {
      urgent.push(sentence);
      sounds.add('warning');
    } else if (row.status !== 'working' || row.fee !== null) {
      polite.push(sentence);
      sounds.add(row.status === 'refused' || row.fee !== null ? 'attention' : 'success');
    }
  }
  for (const loan of endedRenewals(before, now)) {
    polite.push(renewalInWords(loan, words, day));
    sounds.add(loan.state === 'renewed' ? 'success' : 'attention');
  }
  const left = now.name === 'done' ? leftOnPadInWords(now, words) : null;
  if (left !== null && (before?.name !== 'done' || leftOnPadInWords(before, words) === null)) {
    polite.push(left);
    sounds.add('attention');
  }
  if (now.name === 'done' && before?.name !== 'done' && now.doNotLeave.length > 0) {
    urgent.push(`${words.done.stop}: ${namesInWords(now.doNotLeave, words)}`);
    sounds.add('warning');
  }
  for (const what of NOT_DONE) {
    const earlier = before?.name === 'done' ? before[what].length : 0;
    if (now.name !== 'done' || now[what].length <= earlier) continue;
    polite.push(`${words.done[what]} ${namesInWords(now[what], words)}`);
    sounds.add('attention');
  }
  if (now.name === 'help' && now.staff === 'called' && before?.name === 'help' && before.staff !== 'called') {
    polite.push(words.help.called);
    sounds.add('success');
  }
  const isList = now.name === 'borrow' || now.name === 'return';
  if (isList && before?.name !== now.name && now.itemsFromBefore > 0) {
    polite.push(inSentences([words.fromBefore.lying(now.itemsFromBefore), words.fromBefore.lift]));
  }
  if (now.name === 'borrow' && before?.name !== 'borrow' && now.holdsReady > 0) {
    polite.push(words.holdsReady(now.holdsReady));
  }
  const blocked = blockedInWords(now, words);
  if (blocked !== null && before?.name !== now.name) {
    polite.push(inSentences([blocked.sentence, blocked.text ?? '']));
    sounds.add('attention');
  }
  polite.push(...newState(before, now, words));
  const remark = newRemark(before, now);
  if (remark !== null) {
    polite.push(words.remarks[remark]);
    sounds.add('attention');
  }
  if (now.countdown?.warning === true && before?.countdown?.warning !== true) {
    urgent.push(inSentences([words.countdown.title, words.countdown.goOn]));
    sounds.add('attention');
  }
  return { polite: polite.map(asSentence), urgent: urgent.map(asSentence), sound: loudest(sounds) };
}

const namesInWords = (names: readonly ItemName[], words: Catalogue): string =>
  names.map((name) => nameInWords(name, words)).join(', ');

/** "Dune: Borrowed. Yours until Mon 14 Dec." */
function itemInWords(row: ItemRow, words: Catalogue, day: Today): string {
  const { due, reason, status } = row;
  return rowInWords(row, words, {
    due: due === null ? null : `${dueLabelOfItem(status, words)} ${dueInOneLine(due, words.locale, day)}`,
    reason: reason === null ? null : reasonInWords(reason, words),
  });
}

/** "Dune: Renewed. New date Mon 14 Dec." */
function renewalInWords(loan: EndedRenewal, words: Catalogue, day: Today): string {
  const { due, reason, state } = loan;
  const row = { ...loan, status: state, parts: null, place: null };
  return rowInWords(row, words, {
    due: due === null ? null : `${dueLabelOfLoan(state, words)} ${dueInOneLine(due, words.locale, day)}`,
    reason: reason === null ? null : reasonInWords(reason, words, 'renewal'),
  });
}

function rowInWords(
  row: ItemRow,
  words: Catalogue,
  { due, reason }: Readonly<Record<'due' | 'reason', string | null>>,
): string {
  const title = rowNameInWords(row, words);
  const place = row.place === null ? null : `${words.items.goesTo} ${placeInWords(row.place, words)}`;
  const fee = row.fee === null ? null : feeInWords(row.fee, words);
  const parts = row.parts === null ? [] : partsInWords(row.parts, words);
  const more = [fee, reason, ...parts, due, place].filter((part) => part !== null);
  return inSentences([`${title}: ${words.status[row.status]}`, ...more]);
}

/** What the same screen says of itself once it has got further: nothing takes the focus then. */
function newState(before: Screen | null, now: Screen, words: Catalogue): readonly string[] {
  switch (now.name) {
    case 'identify': {
      const isNew = before?.name === 'identify' && before.state !== now.state;
      return isNew && now.state === 'looking-up' ? [words.identify.lookingUp.title] : [];
    }
    case 'pin':
      return before?.name === 'pin' && before.state !== now.state && now.state === 'checking'
        ? [words.pin.checking]
        : [];
    case 'account': {
      if (before?.name !== 'account' || before.state === now.state || now.state === 'loading') return [];
      const none = now.loans.length === 0 ? [words.account.none.title] : [];
      return [...none, ...accountFacts(now, words).map(({ text }) => text)];
    }
    default:
      return [];
  }
}

function changedRows(before: Screen | null, now: Screen): readonly ItemRow[] {
  if (now.name !== 'borrow' && now.name !== 'return') return [];
  const earlier = new Map<number, ItemRow>();
  if (before?.name === now.name) for (const row of before.items) earlier.set(row.row, row);
  return now.items.filter((row) => isNews(earlier.get(row.row), row));
}

/** Another state of the item, or of its parts. */
function isNews(before: ItemRow | undefined, now: ItemRow): boolean {
  if (before?.status !== now.status) return true;
  return before.reason?.code !== now.reason?.code || partsKey(before) !== partsKey(now);
}

function partsKey({ parts }: ItemRow): string {
  return parts === null ? '' : `${parts.missing.join(' ')} of ${parts.of}, ${parts.extra}`;
}

/** A loan whose renewal has come to an end, one way or the other, or to a question. */
interface EndedRenewal extends LoanRow {
  readonly state: 'renewed' | 'refused' | 'working';
}

function endedRenewals(before: Screen | null, now: Screen): readonly EndedRenewal[] {
  if (now.name !== 'account' || before?.name !== 'account') return [];
  const standing = ({ state, fee }: LoanRow) => `${state} ${fee !== null}`;
  const earlier = new Map(before.loans.map((loan) => [loan.row, standing(loan)]));
  return now.loans.filter(hasEndedRenewal).filter((loan) => earlier.get(loan.row) !== standing(loan));
}

function hasEndedRenewal(loan: LoanRow): loan is EndedRenewal {
  const { state, fee } = loan;
  return state === 'renewed' || state === 'refused' || (state === 'working' && fee !== null);
}

function newRemark(before: Screen | null, now: Screen): Remark | null {
  return now.remark !== null && now.remark !== before?.remark ? now.remark : null;
}

function loudest(sounds: ReadonlySet<Sound>): Sound | null {
  for (const sound of ['warning', 'attention', 'success'] as const) if (sounds.has(sound)) return sound;
  return null;
}

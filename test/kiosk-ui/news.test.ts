// What the page says aloud: of sets, renewals, places and time, each a whole sentence; and how much of it at once.

import t from 'tap';
import { SOURCES } from '../../kiosk-ui/i18n/catalogues.ts';
import { newsBetween } from '../../kiosk-ui/patron/news.ts';
import { MOST_PIECES, piecesOf } from '../../kiosk-ui/patron/read-aloud/pieces.ts';
import { LANGUAGE_CODES } from '../../protocols/screen/language.ts';
import type { LoanRow, Screen } from '../../protocols/screen/screen.ts';
import { LONGEST_SPOKEN } from '../../protocols/screen/speech.ts';
import { screens } from '../browser/fixtures/screens.ts';

const DAY = { year: 2026, month: 11, day: 27 };
const [en, vi] = [await SOURCES.en(), await SOURCES.vi()];

/** The borrow screen with one set, of which these parts are missing and so many are too many. */
const withSet = (missing: readonly number[], extra = 0) => {
  const screen = screens['borrow-sets'];
  const [row] = screen.items;
  if (row === undefined) throw new Error('no row');
  const status = missing.length > 0 ? 'do-not-leave' : extra > 0 ? 'refused' : 'borrowed';
  const code = missing.length > 0 ? 'parts-missing' : 'parts-extra';
  const reason = status === 'borrowed' ? null : ({ code, text: null } as const);
  const parts = { here: 8 - missing.length, of: 8, missing, extra };
  return { ...screen, items: [{ ...row, title: 'Course', status, reason, parts, due: null }] } as const;
};

t.test('what is missing is said at once, and again whenever that changes', async (t) => {
  const two = newsBetween(null, withSet([2, 5]), en, DAY);
  t.match(two.urgent, [
    /^Course: Do not leave yet\. Parts are missing\..*6 of 8 parts here\. Parts 2 and 5 are missing\.$/,
  ]);
  t.equal(two.sound, 'warning');
  const one = newsBetween(withSet([2, 5]), withSet([5]), en, DAY);
  t.match(one.urgent, [/7 of 8 parts here\. Part 5 is missing\.$/]);
  t.same(newsBetween(withSet([5]), withSet([5]), en, DAY).urgent, [], 'not without end');
  const whole = newsBetween(withSet([5]), withSet([]), en, DAY);
  t.match(whole.polite, [/^Course: Borrowed\. 8 of 8 parts here\.$/]);
});

t.test('parts too many are said, and a long list of numbers is not', async (t) => {
  t.match(newsBetween(null, withSet([], 1), en, DAY).polite, [/8 of 8 parts here\. 1 part too many\.$/]);
  t.match(newsBetween(null, withSet([], 2), en, DAY).polite, [/2 parts too many\.$/]);
  t.match(newsBetween(null, withSet([1, 2, 3, 4, 5, 6]), en, DAY).urgent, [/2 of 8 parts here\.$/]);
  t.match(newsBetween(null, withSet([2, 5]), vi, DAY).urgent, [/Thiếu phần 2 và 5\.$/]);
});

t.test('at the end the patron hears which sets stay on loan and where they go', async (t) => {
  const { polite, urgent } = newsBetween(screens['return-sets'], screens['done-hand-in'], en, DAY);
  t.match(polite, [/^Still on loan\. Please take to the desk: Atlas of the World/]);
  t.same(urgent, []);
});

t.test('what lies there from an earlier visit is said once, with what to do', async (t) => {
  const [before, now] = [screens['identify-looking'], screens['borrow-from-before']];
  const said = '3 items still lie here. Clear the pad, then lay yours down.';
  t.ok(newsBetween(before, now, en, DAY).polite.includes(said));
  t.same(newsBetween(now, now, en, DAY).polite, []);
});

/** The account with one loan, whose renewal is being asked for, and what came of it. */
const afterRenewal = (ended: Partial<LoanRow>) => {
  const [loan] = screens['account-fee'].loans;
  if (loan === undefined) throw new Error('no loan');
  const account = (row: LoanRow) => ({ ...screens['account-fee'], loans: [row] });
  const plain: LoanRow = { ...loan, title: 'Dune', fee: null, reason: null, state: 'working' };
  return newsBetween(account(plain), account({ ...plain, ...ended }), en, DAY).polite;
};

t.test('a renewal is told in the words in which it is shown', async (t) => {
  const due = { kind: 'day', year: 2026, month: 12, day: 14 } as const;
  t.same(afterRenewal({ state: 'renewed', due }), ['Dune: Renewed. New date Mon 14 Dec.']);
  t.same(afterRenewal({ state: 'refused', due, reason: { code: 'not-renewable', text: null } }), [
    'Dune: Refused. It cannot be renewed again. Please bring it back in time. Due Mon 14 Dec.',
  ]);
});

t.test('a fee of a renewal leaves nothing here: the item is at home', async (t) => {
  const fee = { kind: 'rental', amount: { amount: 2.5, currency: 'EUR' } } as const;
  const asked = { state: 'working', due: null, fee, reason: { code: 'fee-asked', text: null } } as const;
  t.same(afterRenewal(asked), [
    'Dune: Working. Rental fee: €2.50. A fee goes with it. Accept it, or keep the old date.',
  ]);
  const question = newsBetween(null, screens['borrow-fee'], en, DAY);
  t.match(question.polite, [/or leave the item here\.$/]);
  t.same(question.urgent, [], 'it is a question, and no alarm');
});

t.test('the loans are told when they have come, and other states of a screen too', async (t) => {
  const loaded = newsBetween(screens['account-loading'], screens['account-holds'], en, DAY).polite;
  t.same(loaded, [
    '2 on loan.',
    '1 overdue.',
    '3 ready to collect.',
    '2 reserved, not here yet.',
    '€3.50 to pay.',
  ]);
  const none = { ...screens['account-loading'], state: 'shown' } as const;
  t.same(newsBetween(screens['account-loading'], none, en, DAY).polite, ['Nothing on loan.']);
  t.same(newsBetween(screens.account, screens.account, en, DAY).polite, [], 'once');
  t.same(newsBetween(screens.pin, screens['pin-checking'], en, DAY).polite, ['Checking your PIN.']);
});

t.test('whatever is told, in every language, ends as a sentence and holds no two full stops', async (t) => {
  const warned = { ...screens.borrow, countdown: { leftMs: 20_000, warning: true } } as const;
  for (const language of LANGUAGE_CODES) {
    const words = await SOURCES[language]();
    const told: string[] = [];
    const all: readonly Screen[] = [...Object.values(screens), warned];
    for (const screen of all) {
      const { polite, urgent } = newsBetween(null, screen, words, DAY);
      told.push(...polite, ...urgent);
    }
    t.ok(told.length > 50, `${language}: ${told.length} sentences`);
    for (const sentence of told) {
      if (/\.\s*\.|[!?؟]\./u.test(sentence) || !/[.!?…:؟。]$/u.test(sentence))
        t.fail(`${language}: ${sentence}`);
    }
    const [warning] = newsBetween(screens.borrow, warned, words, DAY).urgent;
    t.match(warning, words.buttons.continue, `${language}: how to stay`);
    if (language === 'ar') t.notMatch(warning, /\?/, 'no sign of another script');
    t.match(words.items.goesTo, /:$/, `${language}: a place is named after a colon`);
  }
  t.match(
    newsBetween(null, screens['return-alerts'], en, DAY).polite.join(' '),
    /Put it here: Items of another branch\./,
  );
});

t.test('a long script is said whole, in pieces that end with sentences, and a flood is not', async (t) => {
  const script = Array.from(
    { length: 50 },
    (_, row) => `Book number ${row} of many. Borrowed. Due Mon 14 Dec.`,
  );
  const pieces = piecesOf(script);
  t.equal(pieces.join(' '), script.join(' '), 'nothing is lost');
  t.ok(pieces.length < 10 && pieces.every((piece) => piece.length <= LONGEST_SPOKEN && piece.endsWith('.')));
  const words = Array.from({ length: 300 }, (_, word) => `word${word}`).join(' ');
  t.equal(piecesOf([words]).join(' '), words, 'a sentence too long is cut between words');
  t.same(piecesOf(['x'.repeat(601)]), ['x'.repeat(600), 'x'], 'or where it must');
  t.same(piecesOf(['a\nb', '', ' ']), ['a b'], 'without control characters');
  t.equal(piecesOf(Array(1_000).fill('x'.repeat(599))).length, MOST_PIECES);
});

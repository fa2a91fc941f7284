// What the page says aloud of sets: how many parts lie here, which are missing, and what is to be done.

import t from 'tap';
import { SOURCES } from '../../kiosk-ui/i18n/catalogues.ts';
import { newsBetween } from '../../kiosk-ui/patron/news.ts';
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
    /^Course: Do not leave yet\. Parts are missing\..*6 of 8 parts here\. Parts 2 and 5 are missing$/,
  ]);
  t.equal(two.sound, 'warning');
  const one = newsBetween(withSet([2, 5]), withSet([5]), en, DAY);
  t.match(one.urgent, [/7 of 8 parts here\. Part 5 is missing$/]);
  t.same(newsBetween(withSet([5]), withSet([5]), en, DAY).urgent, [], 'not without end');
  const whole = newsBetween(withSet([5]), withSet([]), en, DAY);
  t.match(whole.polite, [/^Course: Borrowed\. 8 of 8 parts here$/]);
});

t.test('parts too many are said, and a long list of numbers is not', async (t) => {
  t.match(newsBetween(null, withSet([], 1), en, DAY).polite, [/8 of 8 parts here\. 1 part too many$/]);
  t.match(newsBetween(null, withSet([], 2), en, DAY).polite, [/2 parts too many$/]);
  t.match(newsBetween(null, withSet([1, 2, 3, 4, 5, 6]), en, DAY).urgent, [/2 of 8 parts here$/]);
  t.match(newsBetween(null, withSet([2, 5]), vi, DAY).urgent, [/Thiếu phần 2 và 5$/]);
});

t.test('at the end the patron hears which sets stay on loan and where they go', async (t) => {
  const { polite, urgent } = newsBetween(screens['return-sets'], screens['done-hand-in'], en, DAY);
  t.match(polite, [/^Still on loan\. Please take to the desk: Atlas of the World/]);
  t.same(urgent, []);
});

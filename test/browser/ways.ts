// The three ways to operate a page: a finger, a keyboard, a keypad with four arrows and Enter. Not a test itself.

import type { Locator } from 'playwright-core';

export const WAYS = ['touch', 'keyboard', 'keypad'] as const;
export type Way = (typeof WAYS)[number];

/** More keys than this, and somebody has lost their way. */
const MOST_KEYS = 60;
/** So many taps that count for nothing, and the page does not come to rest. */
const MOST_TAPS = 5;
/** A tap that nothing has heard for so long fell on a page at rest. */
const TAP_TAKEN_MS = 1_000;

/**
 * Presses a button as somebody does who has nothing else. With keys it must be reached, have a name, lie within the window
 * and show that it has the focus; the error says which of that fails.
 */
export async function press(way: Way, target: Locator): Promise<void> {
  await target.waitFor();
  const page = target.page();
  if (way === 'touch') return touch(target);
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  const arrows = way === 'keypad' ? await target.evaluate(arrowsTo) : null;
  for (let keys = 0; !(await isThere()); keys += 1) {
    const key = arrows === null ? 'Tab' : arrows[keys];
    if (key === undefined || keys > MOST_KEYS) throw new Error(`${way}: ${target} is not reached`);
    await page.keyboard.press(key);
  }
  const fault = await target.evaluate(focusFault);
  if (fault !== null) throw new Error(`${way}: ${target} ${fault}`);
  await page.keyboard.press('Enter');
}

/**
 * Taps as a person does: after the rest that follows a change, and again where the page changed under the finger and so
 * took the tap for nothing. The tap has been taken when its target has heard a click.
 */
async function touch(target: Locator): Promise<void> {
  const page = target.page();
  for (let taps = 0; taps < MOST_TAPS; taps += 1) {
    await page.waitForSelector('html:not([data-resting])');
    await target.evaluate((control) => {
      Reflect.set(globalThis, 'isTaken', false);
      control.addEventListener('click', () => Reflect.set(globalThis, 'isTaken', true), {
        capture: true,
        once: true,
      });
    });
    await target.tap();
    const isTaken = page.waitForFunction(() => Reflect.get(globalThis, 'isTaken') !== false, null, {
      timeout: TAP_TAKEN_MS,
    });
    if (await isTaken.then(() => true).catch(() => false)) return;
  }
  throw new Error(`touch: ${target} takes no tap`);
}

/** Runs in the page: what is wrong with a control that has the focus, or null. */
function focusFault(control: Element): string | null {
  const { outlineStyle, outlineWidth } = getComputedStyle(control);
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return 'shows no focus';
  const { left, right, top, bottom } = control.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return 'has the focus outside of the window';
  const above = document.elementFromPoint(x, y);
  return above !== null && (control.contains(above) || above.contains(control)) ? null : 'is covered';
}

/** Runs in the page: the fewest arrows that lead to the target from where the focus is; none where no way leads there. */
function arrowsTo(wanted: Element): readonly string[] {
  const boxes = [...document.querySelectorAll('html, .scroller, dialog')];
  const scrolledTo = () => boxes.map((box) => box.scrollTop);
  // What is nearest depends on how far everything is scrolled.
  const goBack = (to: Element | null, tops: readonly number[]): void => {
    if (to instanceof HTMLElement && to !== document.body) to.focus({ preventScroll: true });
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    for (const [index, box] of boxes.entries()) box.scrollTop = tops[index] ?? 0;
  };
  const start = { place: document.activeElement, tops: scrolledTo(), keys: [] };
  const reached: {
    readonly place: Element | null;
    readonly tops: readonly number[];
    readonly keys: readonly string[];
  }[] = [start];
  for (const { place, tops, keys } of reached) {
    if (place === wanted) break;
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft']) {
      goBack(place, tops);
      const arrow = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      (place ?? document.body).dispatchEvent(arrow);
      const next = document.activeElement;
      if (!reached.some((one) => one.place === next))
        reached.push({ place: next, tops: scrolledTo(), keys: [...keys, key] });
    }
  }
  goBack(start.place, start.tops);
  return reached.find(({ place }) => place === wanted)?.keys ?? [];
}

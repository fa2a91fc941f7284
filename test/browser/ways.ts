// The three ways to operate a page: a finger, a keyboard, a keypad with four arrows and Enter. Not a test itself.

import type { ElementHandle, Locator, Page } from 'playwright-core';

export const WAYS = ['touch', 'keyboard', 'keypad'] as const;
export type Way = (typeof WAYS)[number];

type Control = ElementHandle<SVGElement | HTMLElement>;

/** More keys than this, and somebody has lost their way. */
const MOST_KEYS = 60;
/** Tried so often, and the page does not come to rest. */
const MOST_TRIES = 5;
/** A tap that nothing has heard for so long fell on a page at rest. */
const TAP_TAKEN_MS = 1_000;

/**
 * Presses a button as somebody does who has nothing else: again where the page changed under the finger, or took away the
 * focus, and so took the press for nothing. With keys the button must be reached, have a name, lie within the window and
 * show that it has the focus; the error says which of that fails.
 */
export async function press(way: Way, target: Locator): Promise<void> {
  const page = target.page();
  // A button that waits hears the press too, and does nothing.
  const ready = target.and(page.locator(':not([aria-disabled="true"])'));
  let fault = 'is never there for long enough';
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await ready.waitFor();
    // Found once: what has the name is not looked for again with each key. It is the same one as long as it is on the page.
    const control = await ready.elementHandle();
    if (control === null) continue;
    const found = way === 'touch' ? await tap(page, control) : await go(way, page, control);
    if (found === null) return;
    fault = found;
  }
  throw new Error(`${way}: ${target} ${fault}`);
}

/** Taps after the rest that follows a change; what kept the tap from being taken, or null. */
async function tap(page: Page, control: Control): Promise<string | null> {
  await page.waitForSelector('html:not([data-resting])');
  await control.evaluate(listen);
  try {
    await control.tap();
  } catch (fault) {
    if (await control.evaluate(({ isConnected }) => isConnected)) throw fault;
    return 'left under the finger';
  }
  const isTaken = page.waitForFunction(() => Reflect.get(globalThis, 'isTaken') !== false, null, {
    timeout: TAP_TAKEN_MS,
  });
  return isTaken.then(() => null).catch(() => 'takes no tap');
}

/** Goes there by keys and presses Enter; what kept it from being taken, or null. */
async function go(way: 'keyboard' | 'keypad', page: Page, control: Control): Promise<string | null> {
  const isThere = () => control.evaluate((element) => element === document.activeElement);
  const arrows = way === 'keypad' ? await control.evaluate(arrowsTo) : null;
  for (let keys = 0; !(await isThere()); keys += 1) {
    const key = arrows === null ? 'Tab' : arrows[keys];
    if (key === undefined || keys > MOST_KEYS) return 'is not reached';
    await page.keyboard.press(key);
  }
  const fault = await control.evaluate(focusFault);
  if (fault !== null) return fault;
  await control.evaluate(listen);
  await page.keyboard.press('Enter');
  if (await page.evaluate(() => Reflect.get(globalThis, 'isTaken') !== false)) return null;
  if (await isThere()) throw new Error(`${way}: ${control} takes no Enter`);
  return 'lost the focus';
}

/** Runs in the page: notes when a control is clicked, by whatever. */
function listen(control: Element): void {
  Reflect.set(globalThis, 'isTaken', false);
  control.addEventListener('click', () => Reflect.set(globalThis, 'isTaken', true), {
    capture: true,
    once: true,
  });
}

/** Runs in the page: what is wrong with a control that has the focus, or null; a page that scrolls there may come to rest. */
async function focusFault(control: Element): Promise<string | null> {
  const faultNow = (): string | null => {
    const { outlineStyle, outlineWidth } = getComputedStyle(control);
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return 'shows no focus';
    const { left, right, top, bottom } = control.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return 'has the focus outside of the window';
    const above = document.elementFromPoint(x, y);
    return above !== null && (control.contains(above) || above.contains(control)) ? null : 'is covered';
  };
  let fault = faultNow();
  for (let frames = 0; fault !== null && frames < 30; frames += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    fault = faultNow();
  }
  return fault;
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

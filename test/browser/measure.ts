// Looks for what a designer would see at once. The class runs inside the page, and only it is sent to the browser:
// everything that it needs is within it.

import type { Page } from 'playwright-core';

/** What is asked of a page. */
export interface Measures {
  /** Smallest text and target in CSS pixels; zero where the page is zoomed and asks for nothing. */
  readonly smallestText: number;
  readonly smallestTarget: number;
  readonly smallestPrimary: number;
  /** How many rows of a list must be seen whole, where it has as many. */
  readonly wholeRows: number;
  /** Makes every word 40 % longer for the time of the measurement. */
  readonly longer: boolean;
}

/** What EN 301 549 and our own rules ask of a page that is not zoomed. */
export const FULL: Measures = {
  smallestText: 22,
  smallestTarget: 64,
  smallestPrimary: 96,
  wholeRows: 0,
  longer: false,
};

/**
 * Faults in plain words: text that is small, cut or overlapped; targets that are small, close or without a name; a list
 * that shows too little of itself; a page that is too wide.
 */
export function measure(page: Page, wanted: Measures): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`new (${Measurement})(${JSON.stringify(wanted)}).faults()`);
}

/** The edges of something on the screen, in CSS pixels. */
interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Box extends Edges {
  readonly what: string;
  readonly element: Element;
}

class Measurement {
  readonly #slack = 2;
  readonly #wanted: Measures;
  readonly #scope = document.querySelector('dialog[open], .attract') ?? document.body;
  readonly #faults: string[] = [];

  constructor(wanted: Measures) {
    this.#wanted = wanted;
  }

  faults(): readonly string[] {
    const texts = this.#seenTexts();
    const before = texts.map((text) => text.data);
    if (this.#wanted.longer) this.#lengthen(texts);
    const words = texts.flatMap((text) => this.#look(text));
    const buttons = [...this.#scope.querySelectorAll('button')].flatMap((button) => this.#press(button));
    this.#findOverlaps([...words, ...buttons]);
    this.#findClose(buttons);
    this.#countWholeRows();
    if (document.documentElement.scrollWidth > innerWidth) {
      this.#faults.push('the page is wider than the screen');
    }
    for (const [index, text] of texts.entries()) text.data = before[index] ?? '';
    return this.#faults;
  }

  #seenTexts(): readonly Text[] {
    const isSeen = (element: Element | null): boolean =>
      element !== null &&
      element.closest('.unseen, [aria-hidden="true"], svg') === null &&
      element.checkVisibility();
    const texts: Text[] = [];
    const walker = document.createTreeWalker(this.#scope, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Text && node.data.trim() !== '' && isSeen(node.parentElement)) texts.push(node);
    }
    return texts;
  }

  #lengthen(texts: readonly Text[]): void {
    for (const text of texts) {
      text.data = text.data.replace(
        /\p{L}{3,}/gu,
        (word) => word + word.slice(-Math.round(word.length * 0.4)),
      );
    }
  }

  /** Judges a text by itself; the boxes of its lines. */
  #look(text: Text): readonly Box[] {
    const element = text.parentElement;
    if (element === null) return [];
    const what = text.data.trim().slice(0, 40);
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < this.#wanted.smallestText - 0.05) this.#faults.push(`"${what}" is ${size} px`);
    const lines = this.#linesOf(text);
    const edges = {
      left: Math.min(...lines.map((line) => line.left)),
      right: Math.max(...lines.map((line) => line.right)),
      top: Math.min(...lines.map((line) => line.top)),
      bottom: Math.max(...lines.map((line) => line.bottom)),
    };
    if (edges.left < -this.#slack || edges.right > innerWidth + this.#slack) {
      this.#faults.push(`"${what}" leaves the screen sideways`);
    }
    this.#findCuts(what, element, edges);
    return lines.flatMap((line) => this.#shownPart(what, element, line));
  }

  /** A line box is higher than its letters. */
  #linesOf(text: Text): readonly DOMRect[] {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].map((line) => {
      const inset = line.height * 0.2;
      return new DOMRect(line.x, line.y + inset, line.width, line.height - 2 * inset);
    });
  }

  #findCuts(what: string, element: Element, edges: Edges): void {
    const slack = this.#slack;
    const clips = (overflow: string): boolean => overflow !== 'visible';
    for (let parent: Element | null = element; parent !== null; parent = parent.parentElement) {
      const style = getComputedStyle(parent);
      const frame = parent.getBoundingClientRect();
      if (clips(style.overflowX) && (edges.left < frame.left - slack || edges.right > frame.right + slack))
        this.#faults.push(`"${what}" is cut sideways by ${parent.className}`);
      if (parent.matches('.scroller, dialog') || parent === document.documentElement) return;
      if (clips(style.overflowY) && (edges.top < frame.top - slack || edges.bottom > frame.bottom + slack))
        this.#faults.push(`"${what}" is cut by ${parent.className}`);
    }
  }

  /** Judges a button by itself; its box. */
  #press(button: HTMLButtonElement): readonly Box[] {
    const { smallestPrimary, smallestTarget } = this.#wanted;
    const what = `button ${button.getAttribute('aria-label') ?? button.textContent?.trim()}`;
    if ((button.getAttribute('aria-label') ?? button.textContent).trim() === '')
      this.#faults.push('a button has no name');
    const rect = button.getBoundingClientRect();
    const isPrimary = button.matches('.button-primary, .button-plain, .button-tile');
    const least = isPrimary ? smallestPrimary : smallestTarget;
    if (rect.height < least - 0.5 || rect.width < smallestTarget - 0.5)
      this.#faults.push(`${what} is ${Math.round(rect.width)} by ${Math.round(rect.height)}`);
    return this.#shownPart(what, button, rect);
  }

  /** The part of a rectangle that its list shows: rows that are scrolled away are not on the screen. */
  #shownPart(what: string, element: Element, rect: DOMRect): readonly Box[] {
    let { top, bottom } = rect;
    const scroller = element.closest('.scroller');
    if (scroller !== null && getComputedStyle(scroller).overflowY !== 'visible') {
      const window = scroller.getBoundingClientRect();
      top = Math.max(top, window.top);
      bottom = Math.min(bottom, window.bottom);
    }
    if (bottom - top < this.#slack || rect.width < this.#slack) return [];
    return [{ what, element, left: rect.left, right: rect.right, top, bottom }];
  }

  #findOverlaps(all: readonly Box[]): void {
    for (const [index, a] of all.entries()) {
      for (const b of all.slice(index + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        if (a.element.parentElement === b.element.parentElement && a.what === b.what) continue;
        if (this.#isSticky(a) !== this.#isSticky(b)) continue;
        if (this.#meet(a, b, -this.#slack)) this.#faults.push(`${a.what} and ${b.what} overlap`);
      }
    }
  }

  #findClose(buttons: readonly Box[]): void {
    for (const [index, a] of buttons.entries()) {
      for (const b of buttons.slice(index + 1)) {
        if (
          this.#isSticky(a) === this.#isSticky(b) &&
          this.#wanted.smallestTarget > 0 &&
          this.#meet(a, b, 7.5)
        )
          this.#faults.push(`${a.what} and ${b.what} are less than 8 px apart`);
      }
    }
  }

  /** Rows fade out at the edges of their list: one that reaches into the edge is not whole. */
  #countWholeRows(): void {
    for (const list of this.#scope.querySelectorAll('.scroller')) {
      const rows = [...list.querySelectorAll('li')].map((row) => row.getBoundingClientRect());
      const window = list.getBoundingClientRect();
      const whole = rows.filter(
        ({ top, bottom }) => top >= window.top - this.#slack && bottom <= window.bottom + this.#slack,
      );
      if (whole.length < Math.min(this.#wanted.wholeRows, rows.length))
        this.#faults.push(`only ${whole.length} of ${rows.length} rows are seen whole`);
    }
  }

  /** A bar that stays while the page scrolls lies over what is beneath, on purpose. */
  #isSticky({ element }: Box): boolean {
    const bar = element.closest('.bar');
    return bar !== null && getComputedStyle(bar).position === 'sticky';
  }

  #meet(a: Edges, b: Edges, gap: number): boolean {
    return (
      a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap
    );
  }
}

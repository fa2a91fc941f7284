// Runs inside the page: looks for what a designer would see at once. Everything that it needs is within the function,
// because only the function itself is sent to the browser.

/** What is asked of a page. */
export interface Measures {
  /** Smallest text and target in CSS pixels; zero where the page is zoomed and asks for nothing. */
  readonly smallestText: number;
  readonly smallestTarget: number;
  readonly smallestPrimary: number;
  /** Makes every word 40 % longer for the time of the measurement. */
  readonly longer: boolean;
}

/** Faults in plain words: text that is small, cut or overlapped; targets that are small or close; a page that is too wide. */
export function measure(wanted: Measures): readonly string[] {
  interface Box {
    readonly what: string;
    readonly element: Element;
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }

  const faults: string[] = [];
  const SLACK = 2;
  const isSeen = (element: Element) =>
    element.closest('.unseen, [aria-hidden="true"], svg') === null && element.checkVisibility();
  const scope = document.querySelector('dialog[open]') ?? document.body;

  const texts: Text[] = [];
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (
      node instanceof Text &&
      node.data.trim() !== '' &&
      node.parentElement !== null &&
      isSeen(node.parentElement)
    )
      texts.push(node);
  }

  const before = texts.map((text) => text.data);
  if (wanted.longer) {
    for (const text of texts) {
      text.data = text.data.replace(
        /\p{L}{3,}/gu,
        (word) => word + word.slice(-Math.round(word.length * 0.4)),
      );
    }
  }

  /** The part of a rectangle that its list shows: rows that are scrolled away are not on the screen. */
  const shownPart = (what: string, element: Element, rect: DOMRect): Box | null => {
    let { top, bottom } = rect;
    const scroller = element.closest('.scroller');
    if (scroller !== null && getComputedStyle(scroller).overflowY !== 'visible') {
      const window = scroller.getBoundingClientRect();
      top = Math.max(top, window.top);
      bottom = Math.min(bottom, window.bottom);
    }
    if (bottom - top < SLACK || rect.width < SLACK) return null;
    return { what, element, left: rect.left, right: rect.right, top, bottom };
  };

  const words: Box[] = [];
  for (const text of texts) {
    const element = text.parentElement;
    if (element === null) continue;
    const what = text.data.trim().slice(0, 40);
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < wanted.smallestText - 0.05) faults.push(`"${what}" is ${size} px`);
    const range = document.createRange();
    range.selectNodeContents(text);
    // A line box is higher than its letters.
    const lines = [...range.getClientRects()].map((line) => {
      const inset = line.height * 0.2;
      return new DOMRect(line.x, line.y + inset, line.width, line.height - 2 * inset);
    });
    const rect = {
      left: Math.min(...lines.map((line) => line.left)),
      right: Math.max(...lines.map((line) => line.right)),
      top: Math.min(...lines.map((line) => line.top)),
      bottom: Math.max(...lines.map((line) => line.bottom)),
    };
    if (rect.left < -SLACK || rect.right > innerWidth + SLACK)
      faults.push(`"${what}" leaves the screen sideways`);
    for (let parent: Element | null = element; parent !== null; parent = parent.parentElement) {
      const style = getComputedStyle(parent);
      const frame = parent.getBoundingClientRect();
      const clips = (overflow: string) => overflow !== 'visible';
      if (clips(style.overflowX) && (rect.left < frame.left - SLACK || rect.right > frame.right + SLACK))
        faults.push(`"${what}" is cut sideways by ${parent.className}`);
      if (parent.matches('.scroller, dialog') || parent === document.documentElement) break;
      if (clips(style.overflowY) && (rect.top < frame.top - SLACK || rect.bottom > frame.bottom + SLACK))
        faults.push(`"${what}" is cut by ${parent.className}`);
    }
    for (const line of lines) {
      const box = shownPart(what, element, line);
      if (box !== null) words.push(box);
    }
  }

  const buttons: Box[] = [];
  for (const button of scope.querySelectorAll('button')) {
    const what = `button ${button.getAttribute('aria-label') ?? button.textContent?.trim()}`;
    const rect = button.getBoundingClientRect();
    const isPrimary = button.matches('.button-primary, .button-plain, .button-tile');
    const least = isPrimary ? wanted.smallestPrimary : wanted.smallestTarget;
    if (rect.height < least - 0.5 || rect.width < wanted.smallestTarget - 0.5)
      faults.push(`${what} is ${Math.round(rect.width)} by ${Math.round(rect.height)}`);
    const box = shownPart(what, button, rect);
    if (box !== null) buttons.push(box);
  }

  /** A bar that stays while the page scrolls lies over what is beneath, on purpose. */
  const isSticky = ({ element }: Box) => {
    const bar = element.closest('.bar');
    return bar !== null && getComputedStyle(bar).position === 'sticky';
  };
  const meet = (a: Box, b: Box, gap: number) =>
    a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap;
  const all = [...words, ...buttons];
  for (const [index, a] of all.entries()) {
    for (const b of all.slice(index + 1)) {
      if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
      if (a.element.parentElement === b.element.parentElement && a.what === b.what) continue;
      if (isSticky(a) !== isSticky(b)) continue;
      if (meet(a, b, -SLACK)) faults.push(`${a.what} and ${b.what} overlap`);
    }
  }
  for (const [index, a] of buttons.entries()) {
    for (const b of buttons.slice(index + 1)) {
      if (isSticky(a) === isSticky(b) && wanted.smallestTarget > 0 && meet(a, b, 7.5))
        faults.push(`${a.what} and ${b.what} are less than 8 px apart`);
    }
  }

  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the screen');
  for (const [index, text] of texts.entries()) text.data = before[index] ?? '';
  return faults;
}

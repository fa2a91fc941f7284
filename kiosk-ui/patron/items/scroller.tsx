// A list that may be longer than the screen. Two buttons page through it: no gesture but a tap is needed.

import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type More, moreOf, PageButtons, STEP } from './page-buttons.tsx';

interface ScrollerProps {
  readonly label: string;
  /** Number of rows: a change looks at the room anew. */
  readonly count: number;
  /** The rows; null for no list at all. */
  readonly children: ComponentChildren;
  /** What scrolls along under the list. */
  readonly below?: ComponentChildren;
}

/** A labelled list with its paging buttons, which are there only when they are needed. */
export function Scroller({ label, count, children, below }: ScrollerProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState<More>({ above: false, below: false });
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const look = () => setMore(moreOf(box));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [count]);
  const page = (sign: 1 | -1) =>
    frame.current?.scrollBy({ top: sign * STEP * frame.current.clientHeight, behavior: 'smooth' });
  const scrolls = more.above || more.below;
  // Where there is more than is seen, keys that scroll must have a place to go to.
  const place = scrolls ? { tabIndex: 0, role: 'group' as const, 'aria-label': label } : {};
  return (
    <div class="list-frame">
      <div class="scroller" ref={frame} data-above={more.above} data-below={more.below} {...place}>
        {children !== null && (
          <ul class="rows" aria-label={label}>
            {children}
          </ul>
        )}
        {below}
      </div>
      {scrolls && (
        <div class="pager">
          <PageButtons more={more} page={page} />
        </div>
      )}
    </div>
  );
}

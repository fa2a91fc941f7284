// Pages through a page that is longer than the screen: no gesture but a tap is needed.

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type More, moreOf, PageButtons, STEP } from './items/page-buttons.tsx';

/** The two buttons, which are there only when they are needed. */
export function PagePager(): JSX.Element | null {
  const [more, setMore] = useState<More>({ above: false, below: false });
  useEffect(() => {
    const look = () => setMore(moreOf(document.documentElement));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    document.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, []);
  if (!more.above && !more.below) return null;
  const page = (sign: 1 | -1) => window.scrollBy({ top: (sign * STEP * innerHeight) / 2 });
  return (
    <div class="page-pager">
      <PageButtons more={more} page={page} />
    </div>
  );
}

// Pages through a page that is longer than the screen: no gesture but a tap is needed.

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PageButton, SLACK_PX, STEP } from './items/page-button.tsx';
import { useWords } from './speech.ts';

/** Which way there is more of the page, or null where all of it is seen. */
type More = { readonly above: boolean; readonly below: boolean } | null;

/** The two buttons, which are there only when they are needed. */
export function PagePager(): JSX.Element | null {
  const { items } = useWords();
  const [more, setMore] = useState<More>(null);
  useEffect(() => {
    const look = () => setMore(roomOf(document.documentElement));
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
  if (more === null) return null;
  const page = (sign: 1 | -1) => () => window.scrollBy({ top: (sign * STEP * innerHeight) / 2 });
  return (
    <div class="page-pager">
      <PageButton icon="up" label={items.earlier} waits={!more.above} onTap={page(-1)} />
      <PageButton icon="down" label={items.further} waits={!more.below} onTap={page(1)} />
    </div>
  );
}

function roomOf({ scrollTop, clientHeight, scrollHeight }: HTMLElement): More {
  const above = scrollTop > SLACK_PX;
  const below = scrollTop + clientHeight < scrollHeight - SLACK_PX;
  return above || below ? { above, below } : null;
}

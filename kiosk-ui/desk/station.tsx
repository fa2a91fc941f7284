// The station's own patron screen, live, in a case on the counter.

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { drag } from './hand.ts';
import { words } from './words/language.ts';
import './station.css';

/** The patron's page is made for screens at least this wide, in CSS pixels; on a smaller place it is drawn smaller. */
const NARROWEST_SCREEN = 720;

/** The patron's screen. */
export function Station(): JSX.Element {
  const glass = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLIFrameElement>(null);
  useLayoutEffect(() => {
    const fit = new ResizeObserver(([entry]) => {
      if (entry === undefined || screen.current === null) return;
      const { width, height } = entry.contentRect;
      const scale = Math.min(1, width / NARROWEST_SCREEN);
      const { style } = screen.current;
      style.inlineSize = `${width / scale}px`;
      style.blockSize = `${height / scale}px`;
      style.transform = `scale(${scale})`;
    });
    if (glass.current !== null) fit.observe(glass.current);
    return () => fit.disconnect();
  }, []);
  return (
    <section class="station" aria-label={words.value.station} data-spot="station">
      <div class={drag.value?.over === 'station' ? 'station-case station-over' : 'station-case'}>
        <div class="station-glass" ref={glass}>
          <iframe ref={screen} class="station-screen" src="/" title={words.value.station} />
        </div>
      </div>
      <div class="station-foot" />
    </section>
  );
}

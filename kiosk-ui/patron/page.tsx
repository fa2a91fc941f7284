// The whole page: station name, screen, bar. Draws the daemon's screen, or its own while the daemon is away.

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { PLAIN_DISPLAY } from '../../protocols/screen/plain-display.ts';
import type { Display, Language, OutOfServiceScreen, Screen } from '../../protocols/screen/screen.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { prepare, wordsOf } from '../i18n/catalogues.ts';
import { simplified } from '../i18n/simple.ts';
import { Announcer } from './announcer.tsx';
import { Bar, type Panel } from './bar.tsx';
import { Attract } from './board/attract.tsx';
import { restTaps } from './calm.ts';
import { layoutOf } from './layout-of.ts';
import { Masthead } from './masthead.tsx';
import { pageSetup } from './page-setup.ts';
import { DisplayPanel } from './panels/display-panel.tsx';
import { LanguagePanel } from './panels/language-panel.tsx';
import { ReadAloud } from './read-aloud/read-aloud.tsx';
import { layOutAsSmall } from './room.ts';
import { ScreenView } from './screens/screen-view.tsx';
import { Speech } from './speech.ts';
import { link, type Received } from './station-link.ts';
import { useNews } from './use-news.ts';
import './page.css';

const PLAIN: Display = { ...PLAIN_DISPLAY, theme: 'light' };

/** What the page shows by itself while the daemon is away: nothing of the last session. */
function awayScreen(why: OutOfServiceScreen['why'], languages: readonly Language[]): OutOfServiceScreen {
  return {
    name: 'out-of-service',
    why,
    language: languages[0] ?? 'en',
    languages,
    display: PLAIN,
    stationName: '',
    notices: [],
    countdown: null,
    remark: null,
  };
}

/** The page. Empty for a moment at the very beginning, until the first screen comes. */
export function Page(): JSX.Element | null {
  const state = link.value;
  const [offered, setOffered] = useState<readonly Language[]>(['en']);
  const languages = state.kind === 'live' ? state.received.screen.languages : null;
  useEffect(() => {
    if (languages === null) return;
    setOffered(languages);
    prepare(languages);
  }, [languages]);
  if (state.kind === 'joining') return null;
  if (state.kind === 'live') return <Drawn received={state.received} />;
  const why = state.kind === 'dead' ? 'nothing-works' : 'starting';
  return <Drawn received={{ screen: awayScreen(why, offered), atMs: 0 }} />;
}

/** The words of a language; until they are loaded, those of the screen before. Null at the very beginning. */
function useLoaded(language: Language): Catalogue | null {
  const last = useRef<Catalogue | null>(null);
  last.current = wordsOf(language) ?? last.current;
  return last.current;
}

function Drawn({ received }: { readonly received: Received }): JSX.Element | null {
  const words = useLoaded(received.screen.language);
  const isSimple = received.screen.display.children === 'on';
  const said = useMemo(() => (words !== null && isSimple ? simplified(words) : words), [words, isSimple]);
  return said === null ? null : <Spoken received={received} words={said} />;
}

function Spoken(props: { readonly received: Received; readonly words: Catalogue }): JSX.Element {
  const { received, words } = props;
  const { screen } = received;
  const asking = askingOf(screen);
  const news = useNews(screen, words);
  const [panel, setPanel] = useState<Panel>('none');
  // A panel belongs to the patron who opened it; a new screen puts it away.
  useEffect(() => setPanel('none'), [asking]);
  useLayoutEffect(() => dress(screen, words), [screen, words]);
  const layout = `${layoutOf(screen)} ${words.locale} ${panel}`;
  useLayoutEffect(restTaps, [layout]);
  useHeadingFocus(asking);
  const close = () => setPanel('none');
  return (
    <Speech.Provider value={words}>
      <div class="page">
        <Masthead name={screen.stationName} />
        <ScreenView key={asking} received={received} />
        <Bar pages={screen.display.text === 'largest'} onPanel={setPanel} />
        <Announcer news={news} />
        <ReadAloud news={news} panel={panel} />
        {screen.name === 'start' && screen.attract && <Attract />}
        {panel === 'language' && <LanguagePanel received={received} onClose={close} />}
        {panel === 'display' && <DisplayPanel received={received} onClose={close} />}
      </div>
    </Speech.Provider>
  );
}

/** A text that is another one wherever nothing that the page holds by itself may stay: not a digit of a PIN. */
function askingOf(screen: Screen): string {
  return screen.name === 'pin' ? `pin ${screen.entry}` : screen.name;
}

/** Puts language and display on the root element, where the styles look for them. */
function dress(screen: Screen, { locale, direction }: Catalogue): void {
  const root = document.documentElement;
  root.lang = locale.split('-')[0] ?? 'en';
  root.dir = direction;
  root.dataset['kind'] = pageSetup.value.kind;
  root.dataset['theme'] = screen.display.theme;
  root.dataset['text'] = screen.display.text;
  layOutAsSmall(screen.display.text === 'largest');
  root.dataset['reach'] = screen.display.reach;
  root.dataset['voice'] = screen.display.voice;
  root.dataset['children'] = screen.display.children;
}

/** A new screen is read from its heading on; the keyboard goes on from there. */
function useHeadingFocus(asking: string): void {
  useEffect(() => {
    window.scrollTo(0, 0);
    // Shown in a frame, on the simulator's table, the screen leaves the keyboard to whoever has it.
    if (window.parent !== window && !document.hasFocus()) return;
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [asking]);
}

// The theme and some switches, which make the screen comfortable for this patron. They act at once and end with the session.

import type { JSX } from 'preact';
import type { Display, Theme } from '../../../protocols/screen/screen.ts';
import { THEME_NAMES } from '../../../protocols/screen/theme.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { pageSetup } from '../page-setup.ts';
import { useWords } from '../speech.ts';
import { type Received, send } from '../station-link.ts';
import { PanelSheet } from './panel.tsx';

interface Switch {
  readonly key: Exclude<keyof Display, 'theme'> | 'dark';
  readonly icon: IconName;
  readonly isOn: (display: Display) => boolean;
  readonly turned: (display: Display) => Display;
}

const SWITCHES: readonly Switch[] = [
  {
    key: 'text',
    icon: 'text',
    isOn: ({ text }) => text === 'large',
    turned: (display) => ({ ...display, text: display.text === 'large' ? 'normal' : 'large' }),
  },
  {
    key: 'reach',
    icon: 'reach',
    isOn: ({ reach }) => reach === 'low',
    turned: (display) => ({ ...display, reach: display.reach === 'low' ? 'normal' : 'low' }),
  },
  {
    key: 'time',
    icon: 'clock',
    isOn: ({ time }) => time === 'more',
    turned: (display) => ({ ...display, time: display.time === 'more' ? 'normal' : 'more' }),
  },
  {
    key: 'voice',
    icon: 'voice',
    isOn: ({ voice }) => voice !== 'off',
    turned: (display) => ({ ...display, voice: display.voice === 'off' ? 'on' : 'off' }),
  },
  {
    key: 'children',
    icon: 'parts',
    isOn: ({ children }) => children === 'on',
    turned: (display) => ({ ...display, children: display.children === 'on' ? 'off' : 'on' }),
  },
  {
    key: 'dark',
    icon: 'dark',
    isOn: ({ voice }) => voice === 'alone',
    turned: (display) => ({ ...display, voice: display.voice === 'alone' ? 'on' : 'alone' }),
  },
];

const THEME_ICONS: Readonly<Record<Theme, IconName>> = { light: 'sun', dark: 'moon', contrast: 'contrast' };

/** The panel of the theme and the switches. */
export function DisplayPanel(props: {
  readonly received: Received;
  readonly onClose: () => void;
}): JSX.Element {
  const { panels } = useWords();
  const { display } = props.received.screen;
  return (
    <PanelSheet title={panels.display} received={props.received} onClose={props.onClose}>
      <Themes display={display} />
      {offeredSwitches().map(({ key, icon, isOn, turned }) => {
        const on = isOn(display);
        return (
          <button
            key={key}
            type="button"
            class="choice"
            aria-pressed={on}
            aria-label={panels.switches[key].title}
            aria-description={panels.switches[key].more}
            data-intent=""
            onClick={() => send({ kind: 'display', display: turned(display) })}
          >
            <Icon name={icon} />
            <span class="choice-words">
              <span class="choice-title">{panels.switches[key].title}</span>
              <span class="choice-more">{panels.switches[key].more}</span>
            </span>
            <span class="choice-mark">
              {on && <Icon name="tick" />}
              {on ? panels.on : panels.off}
            </span>
          </button>
        );
      })}
    </PanelSheet>
  );
}

function offeredSwitches(): readonly Switch[] {
  return SWITCHES.filter(({ key }) => key !== 'children' || pageSetup.value.offersChildrenMode);
}

/** The looks side by side, the one in use pressed. */
function Themes({ display }: { readonly display: Display }): JSX.Element {
  const { panels } = useWords();
  return (
    <div class="themes" role="group" aria-label={panels.colours}>
      {THEME_NAMES.map((theme) => (
        <button
          key={theme}
          type="button"
          class="choice choice-theme"
          aria-pressed={theme === display.theme}
          data-intent=""
          onClick={() => send({ kind: 'display', display: { ...display, theme } })}
        >
          <Icon name={THEME_ICONS[theme]} />
          <span class="choice-title">
            {panels.themes[theme]}
            {theme === display.theme && <Icon name="tick" />}
          </span>
        </button>
      ))}
    </div>
  );
}

// The theme, the size of text, the time and some switches, which make the screen comfortable for this patron. They act at once and end with the session.

import type { JSX } from 'preact';
import type { Display, Theme } from '../../../protocols/screen/screen.ts';
import { TEXT_SIZES } from '../../../protocols/screen/text-size.ts';
import { THEME_NAMES } from '../../../protocols/screen/theme.ts';
import { TIME_NAMES } from '../../../protocols/screen/time-allowed.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { pageSetup } from '../page-setup.ts';
import { useWords } from '../speech.ts';
import { type Received, send } from '../station-link.ts';
import { PanelSheet } from './panel.tsx';

interface Switch {
  readonly key: Exclude<keyof Display, 'theme' | 'text' | 'time'> | 'dark';
  readonly icon: IconName;
  readonly isOn: (display: Display) => boolean;
  readonly turned: (display: Display) => Display;
}

const SWITCHES: readonly Switch[] = [
  {
    key: 'reach',
    icon: 'reach',
    isOn: ({ reach }) => reach === 'low',
    turned: (display) => ({ ...display, reach: display.reach === 'low' ? 'normal' : 'low' }),
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

/** The panel of the theme, the size of text, the time and the switches. */
export function DisplayPanel(props: {
  readonly received: Received;
  readonly onClose: () => void;
}): JSX.Element {
  const { panels } = useWords();
  const { display } = props.received.screen;
  return (
    <PanelSheet title={panels.display} received={props.received} onClose={props.onClose}>
      <OneOf
        label={panels.colours}
        names={THEME_NAMES}
        chosen={display.theme}
        words={panels.themes}
        icon={(theme) => THEME_ICONS[theme]}
        onChoice={(theme) => send({ kind: 'display', display: { ...display, theme } })}
      />
      <OneOf
        label={panels.textSize}
        names={TEXT_SIZES}
        chosen={display.text}
        words={panels.textSizes}
        icon={() => 'text'}
        onChoice={(text) => send({ kind: 'display', display: { ...display, text } })}
      />
      <OneOf
        label={panels.time}
        names={TIME_NAMES}
        chosen={display.time}
        words={panels.times}
        icon={() => 'clock'}
        onChoice={(time) => send({ kind: 'display', display: { ...display, time } })}
      />
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

interface OneOfProps<Name extends string> {
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Name;
  readonly words: Readonly<Record<Name, string>>;
  readonly icon: (name: Name) => IconName;
  readonly onChoice: (name: Name) => void;
}

/** Three side by side, the one in use pressed. */
function OneOf<Name extends string>(props: OneOfProps<Name>): JSX.Element {
  const { label, names, chosen, words, icon, onChoice } = props;
  return (
    <div class="one-of" role="group" aria-label={label}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          class="choice choice-one"
          data-name={name}
          aria-pressed={name === chosen}
          data-intent=""
          onClick={() => onChoice(name)}
        >
          <Icon name={icon(name)} />
          <span class="choice-title">{words[name]}</span>
          {name === chosen && <Icon name="tick" />}
        </button>
      ))}
    </div>
  );
}

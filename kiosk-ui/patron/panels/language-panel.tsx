// The languages of the station, each in its own words.

import type { JSX } from 'preact';
import { LANGUAGES } from '../../i18n/languages.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';
import { type Received, send } from '../station-link.ts';
import { PanelSheet } from './panel.tsx';

/** A choice sends its intent and puts the panel away. */
export function LanguagePanel(props: {
  readonly received: Received;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const { screen } = props.received;
  return (
    <PanelSheet title={words.panels.language} received={props.received} onClose={props.onClose}>
      {screen.languages.map((language) => {
        const { ownName, direction } = LANGUAGES[language];
        const isChosen = language === screen.language;
        return (
          <button
            key={language}
            type="button"
            class="choice"
            lang={language}
            dir={direction}
            aria-pressed={isChosen}
            data-intent=""
            onClick={() => {
              send({ kind: 'language', language });
              props.onClose();
            }}
          >
            <span class="choice-title">{ownName}</span>
            <span class="choice-mark">{isChosen && <Icon name="tick" />}</span>
          </button>
        );
      })}
    </PanelSheet>
  );
}

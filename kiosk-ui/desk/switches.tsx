// Behind the scenes: what can be unplugged, how much paper there is, how slowly the library system answers.

import type { JSX } from 'preact';
import type { DeskPart, DeskTable } from '../../protocols/screen/desk.ts';
import { Icon } from '../ui/icon.tsx';
import { Choice } from './choice.tsx';
import { doDeed } from './desk-link.ts';
import { LANGUAGES, language, words } from './words/language.ts';
import './switches.css';

const PARTS: readonly DeskPart[] = ['library', 'pad', 'scanner', 'printer'];
const PAPERS = ['full', 'near-end', 'out'] as const;
const DELAYS = ['40', '300', '3000'] as const;

/** The panel of switches. */
export function Switches({ table }: { readonly table: DeskTable }): JSX.Element {
  const { switches, language: languages } = words.value;
  const delay = DELAYS.find((value) => Number(value) === table.libraryDelayMs) ?? null;
  return (
    <section class="switches">
      <div class="switches-head">
        <h2>{switches.name}</h2>
        <Choice
          name={languages}
          isNameSeen={false}
          options={LANGUAGES}
          value={language.value}
          onChoose={(spoken) => {
            language.value = spoken;
          }}
        />
      </div>
      <div class="plugs">
        {PARTS.map((part) => (
          <Plug key={part} part={part} state={table.parts[part]} />
        ))}
      </div>
      <Choice
        name={switches.paper}
        isNameSeen={true}
        options={PAPERS.map((value) => ({ value, label: switches.paperState[value] }))}
        value={table.paper}
        onChoose={(to) => doDeed({ kind: 'paper', to })}
      />
      <Choice
        name={switches.delay}
        isNameSeen={true}
        options={DELAYS.map((value) => ({ value, label: switches.delays[value] }))}
        value={delay}
        onChoose={(value) => doDeed({ kind: 'delay', libraryDelayMs: Number(value) })}
      />
    </section>
  );
}

interface PlugProps {
  readonly part: DeskPart;
  readonly state: 'working' | 'away';
}

function Plug({ part, state }: PlugProps): JSX.Element {
  const { switches } = words.value;
  const works = state === 'working';
  return (
    <button
      type="button"
      class="plug"
      role="switch"
      aria-checked={works}
      aria-label={switches.part[part]}
      onClick={() => doDeed({ kind: 'switch', part, to: works ? 'away' : 'working' })}
    >
      <Icon name={works ? 'plugged' : 'unplugged'} />
      <span>
        <span class="plug-name">{switches.part[part]}</span>
        <span class="plug-state">{works ? switches.working : switches.away[part]}</span>
      </span>
    </button>
  );
}

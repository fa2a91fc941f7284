// The brass plate before a device, with its name; and what is wrong with it, when something is.

import type { JSX } from 'preact';
import type { DeskPart } from '../../../protocols/screen/desk.ts';
import { Icon } from '../../ui/icon.tsx';
import { words } from '../words/language.ts';

interface PlateProps {
  readonly name: string;
  readonly part?: DeskPart;
  readonly state?: 'working' | 'away';
}

/** A plate on the counter's edge. */
export function Plate({ name, part, state = 'working' }: PlateProps): JSX.Element {
  return (
    <div class="plate">
      <h2>{name}</h2>
      {part !== undefined && state === 'away' && (
        <p class="plate-away">
          <Icon name="unplugged" />
          {words.value.switches.away[part]}
        </p>
      )}
    </div>
  );
}

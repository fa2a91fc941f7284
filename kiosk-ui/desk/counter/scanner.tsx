// The scanner: its light falls on what it is shown.

import type { JSX } from 'preact';
import type { DeskTable } from '../../../protocols/screen/desk.ts';
import { ScannerBeam, ScannerStand } from '../../ui/art/card-art.tsx';
import { Cover } from '../../ui/cover.tsx';
import { CardFace } from '../cards.tsx';
import { drag, shown } from '../hand.ts';
import { words } from '../words/language.ts';
import { Plate } from './plate.tsx';
import './scanner.css';

/** The scanner, lit while something is held before it. */
export function Scanner({ state }: { readonly state: DeskTable['parts']['scanner'] }): JSX.Element {
  const { scanner } = words.value;
  const thing = shown.value;
  const isLit = thing !== null && state === 'working';
  return (
    <section
      class="device scanner"
      aria-label={scanner.name}
      data-spot="scanner"
      data-over={drag.value?.over === 'scanner' ? '' : undefined}
      data-invites={drag.value === null ? undefined : ''}
    >
      <svg class="art" viewBox="-110 -340 280 340" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
        {isLit && <ScannerBeam />}
        <ScannerStand />
      </svg>
      {thing !== null && (
        <div class="scanner-shown" aria-hidden="true">
          {'card' in thing ? <CardFace card={thing} /> : <Cover title={thing.title} />}
        </div>
      )}
      <p class="unseen" role="status">
        {isLit && scanner.seen('card' in thing ? thing.name : thing.title)}
      </p>
      <Plate name={scanner.name} part="scanner" state={state} />
    </section>
  );
}

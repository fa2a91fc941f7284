// The receipt printer: a slip comes out of it; all slips can be read in large.

import type { JSX, RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { DeskTable } from '../../../protocols/screen/desk.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { words } from '../words/language.ts';
import { Plate } from './plate.tsx';
import { SlipText } from './slip.tsx';
import './printer.css';

type Slip = DeskTable['slips'][number];

/** The printer with the newest slip in its mouth. */
export function Printer({ table }: { readonly table: DeskTable }): JSX.Element {
  const { printer, switches } = words.value;
  const { slips, paper } = table;
  const newest = slips[0];
  const reading = useRef<HTMLDialogElement>(null);
  return (
    <section class="device printer" aria-label={printer.name}>
      <div class="printer-mouth">
        {newest === undefined ? (
          <p class="printer-empty">{printer.empty}</p>
        ) : (
          // A slip is drawn anew, and so comes out anew, whenever another one is the newest.
          <figure key={keyOf(newest, slips)} class="receipt receipt-new" aria-label={printer.newest}>
            <SlipText slip={newest} pictures={table.pictures[0]} />
          </figure>
        )}
      </div>
      <PrinterBox isLit={table.parts.printer === 'working' && paper !== 'out'} />
      <div class="printer-notes">
        {paper !== 'full' && (
          <p class="plate-away">
            <Icon name="receipt" />
            {switches.paper}: {switches.paperState[paper]}
          </p>
        )}
        {slips.length > 0 && (
          <button type="button" class="printer-read" onClick={() => reading.current?.showModal()}>
            <Icon name="receipt" />
            {printer.read(slips.length)}
          </button>
        )}
      </div>
      <Plate name={printer.name} part="printer" state={table.parts.printer} />
      <AllSlips slips={slips} pictures={table.pictures} dialog={reading} />
    </section>
  );
}

function PrinterBox({ isLit }: { readonly isLit: boolean }): JSX.Element {
  return (
    <svg class="art printer-box" viewBox="0 0 240 66" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      <path class="art-sand" d="M22 14h196a12 12 0 0 1 12 10l8 42H2l8-42a12 12 0 0 1 12-10z" />
      <path class="art-paper" d="M30 0h180a8 8 0 0 1 8 8v12H22V8a8 8 0 0 1 8-8z" />
      <path class="printer-slot" d="M34 9h172" />
      <path class="art-thin" d="M30 36h60M30 49h36" />
      <circle class={isLit ? 'art-lamp' : 'printer-dark'} cx="204" cy="44" r="7" />
    </svg>
  );
}

interface AllSlipsProps {
  readonly slips: readonly Slip[];
  readonly pictures: DeskTable['pictures'];
  readonly dialog: RefObject<HTMLDialogElement | null>;
}

/** Every slip in large, over the table. */
function AllSlips({ slips, pictures, dialog }: AllSlipsProps): JSX.Element {
  const { printer } = words.value;
  return (
    <dialog ref={dialog} class="slips" aria-label={printer.slips}>
      <div class="slips-head">
        <h2>{printer.slips}</h2>
        <Button
          look="quiet"
          icon="cancel"
          label={printer.close}
          onTap={() => dialog.current?.close()}
          sendsIntent={false}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <ol class="slips-list" tabIndex={0} aria-label={printer.slips}>
        {slips.map((slip, place) => (
          <li key={keyOf(slip, slips)} class="receipt">
            <SlipText slip={slip} pictures={pictures[place]} />
          </li>
        ))}
      </ol>
    </dialog>
  );
}

/** Slips have no names: one is known by its text, and equal ones by how many came before. */
function keyOf(slip: Slip, slips: readonly Slip[]): string {
  const text = slip.join('\n');
  const place = slips.indexOf(slip);
  const earlierTwins = slips.slice(place + 1).filter((other) => other.join('\n') === text).length;
  return `${earlierTwins} ${text}`;
}

// The summary, drawn as the slip that used to be glued into every book: the counts, and the first date stamped on it.

import type { JSX } from 'preact';
import type { DoneScreen } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { dueInOneLine, today } from '../../i18n/due.ts';
import { StopArt } from '../../ui/art/counter-scenes.tsx';
import { LampArt, PileArt } from '../../ui/art/pad-art.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NextEvent } from '../board/next-event.tsx';
import { placeInWords } from '../items/place.ts';
import { nameInWords } from '../items/title.ts';
import { leftOnPadInWords } from '../left-on-pad.ts';
import { NOT_DONE } from '../not-done.ts';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { send } from '../station-link.ts';
import { Voice } from '../voice.tsx';
import { Staying } from './staying.tsx';
import type { ViewProps } from './view.ts';
import './done.css';

/** More books than these are not drawn. */
const MOST_DRAWN = 6;

/** The done screen. */
export function DoneView({ screen, received }: ViewProps<DoneScreen>): JSX.Element {
  const words = useWords();
  const { doNotLeave } = screen;
  const [title, more] = headingOf(screen, words);
  const alarm = doNotLeave.length > 0;
  const left = leftOnPadInWords(screen, words);
  return (
    <Stage
      screen={screen}
      pose={alarm ? 'hero' : 'scene'}
      art={alarm ? <StopArt books={doNotLeave.length} /> : <Slip screen={screen} />}
      alarm={alarm}
      title={title}
      more={more}
      under={left === null ? !alarm && <NextEvent /> : <p class="ask">{left}</p>}
    >
      {alarm && (
        <ul class="keep" aria-label={words.done.stop}>
          {doNotLeave.map((name, place) => (
            <li key={place}>
              <Icon name="stop" />
              <span dir="auto">{nameInWords(name, words)}</span>
            </li>
          ))}
        </ul>
      )}
      {NOT_DONE.map((what) => (
        <Staying key={what} head={words.done[what]} icon="refuse" items={screen[what]} />
      ))}
      {screen.places.map(({ place, items }) => {
        const head = `${words.items.goesTo} ${placeInWords(place, words)}`;
        return <Staying key={head} head={head} icon="shelf" items={items} />;
      })}
      <Voice received={received} instruction={receiptInWords(screen, words)} icon="receipt" />
      <div class="ends">
        {screen.canPrint && (
          <Button
            key="print"
            look="plain"
            icon="receipt"
            label={words.buttons.printReceipt}
            onTap={() => send({ kind: 'printReceipt' })}
          />
        )}
        <Button
          key="finish"
          look="primary"
          icon="finish"
          label={words.buttons.finish}
          onTap={() => send({ kind: 'finish' })}
        />
      </div>
    </Stage>
  );
}

function receiptInWords({ receipt, canPrint, emailed }: DoneScreen, { done }: Catalogue): string | null {
  if (receipt !== 'none') return done.receipt[receipt];
  if (emailed) return canPrint ? done.askPaperToo : done.emailed;
  return canPrint ? done.askReceipt : null;
}

/** Said of the first of these that there is. */
const NOT_ALL: Readonly<Record<(typeof NOT_DONE)[number], (done: Catalogue['done']) => string>> = {
  undone: (done) => done.moreUndone,
  handIn: (done) => done.moreHandIn,
  notReturned: (done) => done.moreHandIn,
  notRenewed: (done) => done.moreNotRenewed,
};

function headingOf(screen: DoneScreen, { done }: Catalogue): readonly [title: string, more: string] {
  if (screen.doNotLeave.length > 0) return [done.stop, done.stopMore];
  // Not "all is recorded" above a list of what was not borrowed.
  const lacking = NOT_DONE.find((what) => screen[what].length > 0);
  const notAll = lacking === undefined ? null : NOT_ALL[lacking](done);
  // Nor "you can go" above what they are to take along.
  const more = notAll ?? (screen.itemsOnPad > 0 ? done.moreOnPad : done.more);
  if (screen.lent > 0 || screen.renewed > 0) return [done.title, more];
  if (screen.returned > 0) return [done.titleReturned, more];
  return [done.titleNothing, notAll ?? done.moreNothing];
}

function Slip({ screen }: { readonly screen: DoneScreen }): JSX.Element {
  const { done, locale } = useWords();
  const lines = [
    { count: screen.lent, text: done.lent(screen.lent) },
    { count: screen.returned, text: done.returned(screen.returned) },
    { count: screen.renewed, text: done.renewed(screen.renewed) },
    { count: screen.refused, text: done.refused(screen.refused) },
  ].filter(({ count }) => count > 0);
  // What goes home lies beside the slip; after returns alone, what came back.
  const handled = screen.lent + screen.renewed || screen.returned;
  return (
    <div class="slip-stand">
      <LampArt />
      <div class="slip">
        <p class="slip-head">
          <bdi>{screen.stationName}</bdi>
        </p>
        <ul class="slip-lines">
          {lines.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        {screen.firstDue !== null && (
          <p class="stamp">
            <span>{done.firstDue}</span>
            <strong>
              <bdi>{dueInOneLine(screen.firstDue, locale, today())}</bdi>
            </strong>
          </p>
        )}
      </div>
      <PileArt marks={Array.from({ length: Math.min(handled, MOST_DRAWN) }, () => 'ready')} />
    </div>
  );
}

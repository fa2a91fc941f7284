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
import { Scroller } from '../items/scroller.tsx';
import { nameInWords } from '../items/title.ts';
import { leftOnPadInWords } from '../left-on-pad.ts';
import { NOT_DONE } from '../not-done.ts';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { send } from '../station-link.ts';
import { Voice } from '../voice.tsx';
import { Staying, type StayingProps } from './staying.tsx';
import type { ViewProps } from './view.ts';
import './done.css';

/** More books than these are not drawn. */
const MOST_DRAWN = 6;
/** More titles than these take the room of the picture. */
const MOST_BESIDE_ART = 3;

/** The done screen. */
export function DoneView({ screen, received }: ViewProps<DoneScreen>): JSX.Element {
  const words = useWords();
  const { doNotLeave } = screen;
  const [title, more] = headingOf(screen, words);
  const alarm = doNotLeave.length > 0;
  const left = leftOnPadInWords(screen, words);
  const groups = groupsOf(screen, words);
  const listed = groups.reduce((count, { items }) => count + items.length, doNotLeave.length);
  // What is named may be longer than the screen.
  const isLong = groups.length > 0 || doNotLeave.length > MOST_BESIDE_ART;
  const pose = isLong ? 'work' : alarm ? 'hero' : 'scene';
  return (
    <Stage
      screen={screen}
      pose={pose}
      art={
        pose === 'hero' ? (
          <StopArt books={doNotLeave.length} />
        ) : pose === 'work' ? (
          <Pile screen={screen} />
        ) : (
          <Slip screen={screen} />
        )
      }
      alarm={alarm}
      title={title}
      more={more}
      over={pose === 'work' ? <Counts screen={screen} /> : undefined}
      under={left === null ? pose === 'scene' && <NextEvent /> : <p class="ask">{left}</p>}
    >
      {pose === 'hero' && <MustStay items={doNotLeave} />}
      {pose === 'work' && (
        <Scroller
          label={words.items.list}
          count={listed}
          below={
            <>
              <MustStay items={doNotLeave} />
              {groups.map(({ head, icon, items }) => (
                <Staying key={head} head={head} icon={icon} items={items} />
              ))}
            </>
          }
        >
          {null}
        </Scroller>
      )}
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

/** What must not be carried out; nothing where all may. */
function MustStay({ items }: { readonly items: DoneScreen['doNotLeave'] }): JSX.Element | null {
  const words = useWords();
  if (items.length === 0) return null;
  return (
    <ul class="keep" aria-label={words.done.stop}>
      {items.map((name, place) => (
        <li key={place}>
          <Icon name="stop" />
          <span dir="auto">{nameInWords(name, words)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What did not come to what the patron wanted, then what is to be put somewhere. */
function groupsOf(screen: DoneScreen, words: Catalogue): readonly StayingProps[] {
  const notDone = NOT_DONE.map(
    (what) => ({ head: words.done[what], icon: 'refuse', items: screen[what] }) as const,
  );
  const places = screen.places.map(({ place, items }) => ({
    head: `${words.items.goesTo} ${placeInWords(place, words)}`,
    icon: 'shelf' as const,
    items,
  }));
  return [...notDone, ...places].filter(({ items }) => items.length > 0);
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

/** How much came to what, in words; what did not happen is left out. */
function countsOf(screen: DoneScreen, { done }: Catalogue): readonly string[] {
  return [
    { count: screen.lent, text: done.lent(screen.lent) },
    { count: screen.returned, text: done.returned(screen.returned) },
    { count: screen.renewed, text: done.renewed(screen.renewed) },
    { count: screen.refused, text: done.refused(screen.refused) },
  ]
    .filter(({ count }) => count > 0)
    .map(({ text }) => text);
}

/** The counts, where the room is needed for what is named. */
function Counts({ screen }: { readonly screen: DoneScreen }): JSX.Element {
  const words = useWords();
  const { firstDue } = screen;
  return (
    <ul class="facts">
      {countsOf(screen, words).map((text) => (
        <li key={text} class="fact">
          {text}
        </li>
      ))}
      {firstDue !== null && (
        <li class="fact">
          {words.done.firstDue} <bdi>{dueInOneLine(firstDue, words.locale, today())}</bdi>
        </li>
      )}
    </ul>
  );
}

/** What goes home; after returns alone, what came back. */
function Pile({ screen }: { readonly screen: DoneScreen }): JSX.Element {
  const handled = screen.lent + screen.renewed || screen.returned;
  return <PileArt marks={Array.from({ length: Math.min(handled, MOST_DRAWN) }, () => 'ready')} />;
}

function Slip({ screen }: { readonly screen: DoneScreen }): JSX.Element {
  const words = useWords();
  return (
    <div class="slip-stand">
      <LampArt />
      <div class="slip">
        <p class="slip-head">
          <bdi>{screen.stationName}</bdi>
        </p>
        <ul class="slip-lines">
          {countsOf(screen, words).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        {screen.firstDue !== null && (
          <p class="stamp">
            <span>{words.done.firstDue}</span>
            <strong>
              <bdi>{dueInOneLine(screen.firstDue, words.locale, today())}</bdi>
            </strong>
          </p>
        )}
      </div>
      <Pile screen={screen} />
    </div>
  );
}

// What is shown while nobody is here: the library's pictures one after the other, its next events, the time. It lies
// over the start screen; a touch or a key ends it and does nothing else. That it is time for it, the daemon says.

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LibraryEvent, Slide } from '../../../protocols/screen/board.ts';
import { dateInWords, timeInWords } from '../../i18n/due.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';
import { send } from '../station-link.ts';
import { board } from './board.ts';
import { useNow } from './clock.ts';
import { eventWhen } from './next-event.tsx';
import { openingInWords } from './opening-line.tsx';
import './attract.css';

/** Keys that come with others, and the one that begins to read aloud, which wakes the station by itself. */
const OTHER_KEYS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'F2']);

const wake = () => send({ kind: 'continue' });

/** Nothing where the library has nothing to show. */
export function Attract(): JSX.Element | null {
  const { slides, events } = board.value;
  return slides.length === 0 && events.length === 0 ? null : <Loop slides={slides} events={events} />;
}

interface LoopProps {
  readonly slides: readonly Slide[];
  readonly events: readonly LibraryEvent[];
}

function Loop({ slides, events }: LoopProps): JSX.Element {
  const words = useWords();
  const count = slides.length + (events.length > 0 ? 1 : 0);
  const turn = useTurn(board.value.slideSeconds) % count;
  useKeysWake();
  return (
    <section class="attract" aria-label={words.board.slides}>
      <Head />
      <div class="attract-stage">
        {slides.map((slide, place) => {
          // The one that goes, the one that comes, and the next one, which is loaded meanwhile.
          const ahead = (place - turn + count) % count;
          if (ahead > 1 && ahead < count - 1) return null;
          return (
            <img
              key={slide.address}
              class="attract-slide"
              data-shown={ahead === 0}
              aria-hidden={ahead !== 0}
              src={slide.address}
              alt={slide.name}
              draggable={false}
            />
          );
        })}
        {events.length > 0 && <Events events={events} isShown={turn === slides.length} />}
      </div>
      <div class="attract-foot">
        <button type="button" class="attract-wake" data-intent="" onClick={wake}>
          <Icon name="borrow" />
          {words.board.touch}
        </button>
      </div>
    </section>
  );
}

/** Goes up by one after so many seconds. */
function useTurn(seconds: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return turn;
}

/** A key must not press what lies beneath. What a scanner types has been taken already, and ends it as a scan. */
function useKeysWake(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || OTHER_KEYS.has(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      wake();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

/** The time, the day, and until when the library is open. */
function Head(): JSX.Element {
  const words = useWords();
  const now = useNow();
  const { opening } = board.value;
  return (
    <div class="attract-head">
      <p class="attract-time">
        <time>{timeInWords(now, words.locale)}</time>
      </p>
      <div>
        <p class="attract-date">{dateInWords(now, words.locale)}</p>
        {opening !== null && <p class="attract-opening">{openingInWords(opening, words, now)}</p>}
      </div>
    </div>
  );
}

function Events({
  events,
  isShown,
}: {
  readonly events: readonly LibraryEvent[];
  readonly isShown: boolean;
}): JSX.Element {
  const words = useWords();
  const now = useNow();
  return (
    <div class="attract-slide attract-events" data-shown={isShown} aria-hidden={!isShown}>
      <h2>{words.board.events}</h2>
      <ul>
        {events.map((event) => (
          <li key={`${event.title} ${event.start.month} ${event.start.day} ${event.start.hour}`}>
            <p class="attract-when">{eventWhen(event, words.locale, now)}</p>
            <p class="attract-title" dir="auto">
              {event.title}
            </p>
            {event.place !== null && (
              <p class="attract-place" dir="auto">
                {event.place}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

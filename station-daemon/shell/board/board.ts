// Keeps the board: looks at its files, the clock and the opening hours again and again, and tells what has changed.
// A file that cannot be read costs only what stands in it, and staff are told.

import { type Board, EMPTY_BOARD, type LibraryEvent } from '../../../protocols/screen/board.ts';
import type { Language } from '../../../protocols/screen/language.ts';
import { nextEvents } from '../../../protocols/timetable/next-events.ts';
import { type OpeningHours, openingAt } from '../../../protocols/timetable/opening.ts';
import { traceOf, traceOfFolder } from '../file-trace.ts';
import { reasonOf } from '../line.ts';
import { localTimeOf, readCalendar } from './calendar-file.ts';
import { readQuestions } from './question-folder.ts';
import { findSlides, readSlide, type SlideFile, type SlideImage } from './slide-folder.ts';

export interface BoardSetup {
  readonly languages: readonly Language[];
  /** A folder, or null where there is none; so are the other paths. */
  readonly slides: string | null;
  readonly slideSeconds: number;
  readonly hours: OpeningHours | null;
  readonly calendar: string | null;
  readonly daysAhead: number;
  readonly mostEvents: number;
  readonly questions: string | null;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** Told at the start and whenever something on the board has changed. */
  readonly onBoard: (board: Board) => void;
  /** Told once for each new reason why something is not shown. */
  readonly onNote: (note: string) => void;
  readonly lookEveryMs?: number;
}

export interface BoardKeeper {
  readonly board: Board;
  /** What is not shown, and why: a sentence each, for staff. */
  readonly warnings: () => readonly string[];
  /** The picture of an address of the board, or null where there is none. */
  readonly slide: (id: string) => SlideImage | null;
  /** Looks now. */
  readonly look: () => void;
  readonly stop: () => void;
}

/** A change of a file, of the minute or of the hours is seen within this. */
const LOOK_EVERY_MS = 5_000;
/** A calendar is unfolded anew after this, because time goes on. */
const UNFOLD_EVERY_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;

/** Something that is read again when its trace has changed. */
interface Kept<Value> {
  /** Null before it was read. */
  readonly trace: string | null;
  readonly value: Value;
  readonly notes: readonly string[];
}

/** Looks at once, tells the board, and goes on until it is stopped. */
export function keepBoard(setup: BoardSetup): BoardKeeper {
  const { slides, calendar, questions, languages, wall } = setup;
  let pictures: Kept<readonly SlideFile[]> = nothingKept([]);
  let events: Kept<readonly LibraryEvent[]> = nothingKept([]);
  let answers: Kept<Board['questions']> = nothingKept({});
  let board: Board = EMPTY_BOARD;
  let told = '';
  let noted = new Set<string>();

  const readAll = (): void => {
    const now = wall();
    pictures = again(pictures, slides, traceOfFolder, (folder) => {
      const found = findSlides(folder);
      return { value: found.slides, notes: found.notes.map((note) => `Slides: ${note}.`) };
    });
    const turnOfClock = Math.floor(now / UNFOLD_EVERY_MS);
    events = again(
      events,
      calendar,
      (file) => `${traceOf(file)} ${turnOfClock}`,
      (file) => {
        const within = { from: now - DAY_MS, to: now + setup.daysAhead * DAY_MS };
        return calendarRead(file, within);
      },
    );
    answers = again(answers, questions, traceOfFolder, (folder) => {
      const found = readQuestions(folder, languages);
      return { value: found.pages, notes: found.notes.map((note) => `Questions and answers: ${note}.`) };
    });
  };

  const warnings = () => [pictures, events, answers].flatMap(({ notes }) => notes);

  const look = (): void => {
    readAll();
    const now = localTimeOf(new Date(wall()));
    board = {
      slides: pictures.value.map(({ address, name }) => ({ address, name })),
      slideSeconds: setup.slideSeconds,
      opening: setup.hours === null ? null : openingAt(setup.hours, now),
      events: nextEvents(events.value, now, setup.mostEvents),
      questions: answers.value,
    };
    const all = warnings();
    for (const note of all) if (!noted.has(note)) setup.onNote(note);
    noted = new Set(all);
    const text = JSON.stringify(board);
    if (text === told) return;
    told = text;
    setup.onBoard(board);
  };

  look();
  const timer = setInterval(look, setup.lookEveryMs ?? LOOK_EVERY_MS);
  timer.unref();
  return {
    get board() {
      return board;
    },
    warnings,
    slide(id) {
      const file = pictures.value.find((one) => one.id === id);
      return file === undefined ? null : readSlide(file);
    },
    look,
    stop: () => clearInterval(timer),
  };
}

function nothingKept<Value>(value: Value): Kept<Value> {
  return { trace: null, value, notes: [] };
}

/** Reads anew where the trace differs; nothing where there is no path. */
function again<Value>(
  before: Kept<Value>,
  path: string | null,
  traceAt: (path: string) => string,
  read: (path: string) => Omit<Kept<Value>, 'trace'>,
): Kept<Value> {
  if (path === null) return before;
  const trace = traceAt(path);
  return trace === before.trace ? before : { trace, ...read(path) };
}

/** A file that is no calendar gives no events and a note. */
function calendarRead(
  file: string,
  within: { readonly from: number; readonly to: number },
): Omit<Kept<readonly LibraryEvent[]>, 'trace'> {
  try {
    return { value: readCalendar(file, within), notes: [] };
  } catch (error) {
    const remedy = 'No events are shown until it can; it is read again when it changes';
    return {
      value: [],
      notes: [`Events: the calendar ${file} cannot be read (${reasonOf(error)}). ${remedy}.`],
    };
  }
}

// What the library tells everybody who comes by: pictures, opening hours, events, answers to frequent questions.
// Sent beside the screen, whenever it changes; it holds nothing of a patron.

import type { Language } from './language.ts';

/** A day as the station's calendar shows it. `month` and `day` count from 1. */
export interface LocalDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A time of such a day, by the station's own clock. */
export interface LocalTime extends LocalDay {
  readonly hour: number;
  readonly minute: number;
}

/** A picture that is shown while nobody is here. */
export interface Slide {
  /** Where the daemon serves it. Another picture has another address. */
  readonly address: string;
  /** What it shows, as far as its file's name says so. */
  readonly name: string;
}

/** Is the library open just now? `null`: not for as long as the hours are known. */
export type Opening =
  | { readonly kind: 'open'; readonly until: LocalTime | null }
  | { readonly kind: 'closed'; readonly opens: LocalTime | null };

/** Something that takes place in the library. */
export interface LibraryEvent {
  readonly title: string;
  readonly place: string | null;
  readonly start: LocalTime;
  /** Not part of it. */
  readonly end: LocalTime;
  /** Then the hours and minutes mean nothing. */
  readonly allDay: boolean;
}

/** A piece of a text. */
export interface Span {
  readonly text: string;
  readonly look: 'plain' | 'strong';
}

/** A part of an answer. */
export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] };

/** A question that is often asked, with its answer. */
export interface Question {
  readonly question: string;
  readonly answer: readonly Block[];
}

/** The questions in one language. `language`: in which they are written where there are none in the one asked for. */
export interface QuestionPage {
  readonly language: Language;
  readonly questions: readonly Question[];
}

/** All of it. */
export interface Board {
  readonly slides: readonly Slide[];
  /** How long each of them stays, in seconds. */
  readonly slideSeconds: number;
  /** Null where no hours are set. */
  readonly opening: Opening | null;
  /** The next ones, in the order of their beginning. */
  readonly events: readonly LibraryEvent[];
  /** By language; one that is missing has no questions. */
  readonly questions: Readonly<Partial<Record<Language, QuestionPage>>>;
}

/** A library that tells nothing. */
export const EMPTY_BOARD: Board = { slides: [], slideSeconds: 8, opening: null, events: [], questions: {} };

/** Under this the daemon serves slides. */
export const SLIDE_FOLDER = '/slides/';

/** Name of the socket.io message on the patron's namespace `/`. */
export const BOARD_MESSAGE = 'board';

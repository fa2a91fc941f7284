// 6. Nothing of a patron stays after the session: not in the screen, the logs, or the journal beyond what an unfinished
// transaction needs.

import type { AccountScreen, BorrowScreen, Screen } from '../../../protocols/screen/screen.ts';
import type { JournalEntry } from '../../core/journal-entry.ts';
import type { StationState } from '../../station/station.ts';
import type { Happening } from '../happening.ts';
import { tellingPart } from '../plan/house.ts';
import type { Facts } from '../truth/facts.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** What belongs to one patron or one book, as what is looked for. */
interface Secrets {
  /** Cards, PINs and family names: never on a screen. */
  readonly never: RegExp;
  /** These, and first names, which are on a screen while their owner stands there. */
  readonly ofPatrons: RegExp;
  /** These, and titles. */
  readonly all: RegExp;
}

/** The judge of promise 6. */
export const promise6 = (facts: Facts): Judge => {
  const { items, patrons, station } = facts.scene.plan.house;
  // Without masks nobody can tell a card that is scanned among items from one of them.
  const cards = station.masks ? patrons.map(({ card }) => card) : [];
  const words = patrons.map(({ name }) => name.split(' '));
  const never = [...cards, ...patrons.map(({ pin }) => pin), ...words.map(([, family]) => family ?? '')];
  const ofPatrons = [...never, ...words.map(([first]) => first ?? '')];
  const all = [...ofPatrons, ...items.map(({ title }) => `${tellingPart(title)} `)];
  const anyOf = (texts: readonly string[]) => new RegExp(texts.join('|'));
  const secrets = { never: anyOf(never), ofPatrons: anyOf(ofPatrons), all: anyOf(all) };
  const rows = new Rows();
  return { promise: 6, judge: (happening) => judge(happening, secrets, rows, facts) };
};

/** Whose list a row stood on, by their greeting. */
class Rows {
  readonly #owners = new Map<number, string>();

  /** The programme numbers its rows anew. */
  forget(): void {
    this.#owners.clear();
  }

  /** Does a row of this list belong to somebody else? */
  strange({ patron, ...screen }: BorrowScreen | AccountScreen): string | null {
    for (const { row } of screen.name === 'borrow' ? screen.items : screen.loans) {
      const owner = this.#owners.get(row) ?? patron.greeting;
      if (owner !== patron.greeting) return `a row of ${owner}'s list is shown to ${patron.greeting}`;
      this.#owners.set(row, owner);
    }
    return null;
  }
}

function judge(happening: Happening, secrets: Secrets, rows: Rows, facts: Facts): Verdict {
  switch (happening.kind) {
    case 'stationStarted':
      rows.forget();
      return NOT_ASKED;
    case 'shown': {
      const { screen } = happening;
      const strange = screen.name === 'borrow' || screen.name === 'account' ? rows.strange(screen) : null;
      return verdictOf([onScreen(screen, secrets), strange]);
    }
    case 'noted':
      return verdictOf([found(JSON.stringify(happening.note), secrets.all, 'the log')]);
    case 'recorded':
      return verdictOf([inJournal(happening.entry, secrets)]);
    case 'slipCameOut':
      return verdictOf([found(happening.lines.join('\n'), secrets.ofPatrons, 'a receipt')]);
    case 'settled':
      return verdictOf([inMemory(happening.state, secrets), ...inWholeJournal(facts)]);
    default:
      return NOT_ASKED;
  }
}

function found(text: string, secret: RegExp, where: string): string | null {
  const match = secret.exec(text);
  return match === null ? null : `${where} holds ${JSON.stringify(match[0])}`;
}

/** Where nobody is identified, nobody's books and names are shown. A greeting stands in one place only. */
function onScreen(screen: Screen, { never, ofPatrons, all }: Secrets): string | null {
  const { name } = screen;
  switch (name) {
    case 'borrow':
    case 'account': {
      const text = JSON.stringify({ ...screen, patron: null });
      return found(text, ofPatrons, name) ?? found(screen.patron.greeting, never, name);
    }
    case 'return':
    case 'done':
      return found(JSON.stringify(screen), ofPatrons, name);
    default:
      return found(JSON.stringify(screen), all, name);
  }
}

/** An entry holds a card only while there is something to do for which it is needed. */
function inJournal({ step, kind, card, item, uids }: JournalEntry, { all }: Secrets): string | null {
  if (step === 'done' && card !== null) return 'the journal keeps the card of what is done';
  if (kind === 'return' && card !== null) return 'the journal keeps a card with a return';
  return found([item, ...uids].join(' '), all, 'the journal');
}

function* inWholeJournal({ scene }: Facts): Iterable<string | null> {
  for (const { card, item, step } of scene.journal.rows.values()) {
    // What the library system will not have is put right by hand.
    yield card === null || step === 'for-staff'
      ? null
      : `the journal keeps a card with ${item}, and everything has ended`;
  }
}

/** Nobody stands there, and nothing is open: the core knows of nobody. */
function inMemory({ core }: StationState, { all }: Secrets): string | null {
  // A card that was forgotten on the pad is there to be read by anybody.
  const { setup: _settings, pads: _whatLiesThere, journal, ...others } = core;
  // What the library system will not have keeps its card in the journal, and was written just now.
  const fresh = journal.fresh.filter(({ entry }) => entry.step !== 'for-staff');
  const rest = { ...others, fresh, unwritten: journal.unwritten };
  const text = JSON.stringify(rest, (_key, value) => (value instanceof Uint8Array ? null : value));
  return found(text, all, 'the core');
}

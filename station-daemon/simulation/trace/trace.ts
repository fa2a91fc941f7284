// A night as lines that a person can read: what was done, what went wrong, what the station said, wrote and showed.

import type { Screen } from '../../../protocols/screen/screen.ts';
import type { Happening } from '../happening.ts';
import type { NightPlan } from '../plan/night-plan.ts';
import { codeOf, fieldOf, textOf } from '../truth/sip2-line.ts';

/** One thing that happened; `told` by the night itself. */
export interface TraceLine {
  /** Since the doors opened. */
  readonly atMs: number;
  readonly what: Happening | { readonly kind: 'told'; readonly who: string; readonly what: string };
}

/** The house of a night and its troubles, a line each. */
export function planText({ house, troubles }: NightPlan): string {
  const { items: _items, patrons: _patrons, ...how } = house;
  return [how, ...troubles].map((one) => `            ${JSON.stringify(one)}\n`).join('');
}

/** The trace as text. What says nothing is left out. */
export function traceText(lines: readonly TraceLine[]): string {
  return lines
    .flatMap(({ atMs, what }) => {
      const told = wordsOf(what);
      return told === null ? [] : [`${(atMs / 1000).toFixed(3).padStart(10)}  ${told}\n`];
    })
    .join('');
}

function wordsOf(what: TraceLine['what']): string | null {
  switch (what.kind) {
    case 'told':
      return `${what.who}: ${what.what}`;
    case 'recorded': {
      const { transaction, kind, step, item, outcome } = what.entry;
      return `journal: ${kind} ${transaction} of ${item}: ${step}${outcome === null ? '' : ` (${outcome})`}`;
    }
    case 'said':
      return `  > ${requestWords(what.line)}`;
    case 'heard':
      return `  < ${visible(textOf(what.bytes))}`;
    case 'booked': {
      const { item, after } = what;
      return `books: ${item.about.barcode} ${after.circulation} ${after.borrower ?? ''}`;
    }
    case 'tagWritten':
      return `tag: ${what.tag.uid} of ${what.item.about.barcode} ${what.afi.toString(16)}`;
    case 'shown':
      return `screen: ${screenWords(what.screen)}`;
    case 'noted':
      return what.note.level === 'debug' ? null : `log: ${what.note.text}`;
    case 'elsewhere': {
      const { about, standing } = what.item;
      return `books: ${about.barcode} ${standing.circulation} ${standing.borrower ?? ''} (at another desk)`;
    }
    case 'journalDamaged':
      return 'journal: damaged, a new one is begun';
    case 'slipCameOut':
      return `paper: ${what.lines.join(' / ')}`;
    case 'carriedOut':
      return `gate: ${what.item.about.barcode} goes out${what.theirs ? ', called theirs' : ''}`;
    case 'stationStarted':
      return 'station: starts';
    case 'stationDied':
      return 'station: is gone';
    case 'threw':
      return `station: threw at ${what.event.kind}: ${what.error}`;
    case 'stepped':
      return what.event.kind.startsWith('device') && what.event.kind !== 'deviceBytes'
        ? `device: ${JSON.stringify(what.event)}`
        : what.event.kind === 'libraryOpened' || what.event.kind === 'libraryClosed'
          ? `line: ${what.event.kind}`
          : what.event.kind === 'journalFailed' || what.event.kind === 'journalBack'
            ? `journal: ${what.event.kind}`
            : null;
    case 'settled':
    case 'neverSettled':
    case 'lastVisit':
      return `night: ${what.kind}`;
    case 'laid':
    case 'lifted':
    case 'visitBegan':
      return null;
  }
}

function requestWords(line: string): string {
  const of = ['AA', 'AB', 'BI'].flatMap((field) => {
    const value = fieldOf(line, field);
    return value === null ? [] : [`${field}${visible(value)}`];
  });
  return [codeOf(line), ...of].join(' ');
}

/** What a terminal must not take for its own. */
function visible(text: string): string {
  return text.replaceAll(/[^ -~]/g, '.');
}

function screenWords(screen: Screen): string {
  const { name } = screen;
  switch (name) {
    case 'borrow':
    case 'return': {
      const rows = screen.items.map(
        ({ title, ending, status, reason }) =>
          `${title?.slice(0, 3) ?? ending} ${status}${reason === null ? '' : ` (${reason.code})`}`,
      );
      return `${name}: ${rows.join(', ')}`;
    }
    case 'account':
      return `account: ${screen.loans.map(({ title, ending, state }) => `${title?.slice(0, 3) ?? ending} ${state}`).join(', ')}`;
    case 'done': {
      const { lent, returned, renewed, refused, doNotLeave, undone, receipt } = screen;
      return `done: ${JSON.stringify({ lent, returned, renewed, refused, doNotLeave, undone, receipt })}`;
    }
    case 'pin':
      return `pin: ${screen.state}, ${screen.attemptsLeft} left`;
    default:
      return `${name}${screen.remark === null ? '' : ` (${screen.remark})`}`;
  }
}

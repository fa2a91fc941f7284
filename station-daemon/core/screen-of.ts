// The patron's screen as a value of the state: nothing is drawn here, and no words are chosen.

import type { Moment } from '../../protocols/moment.ts';
import { PROFILES } from '../../protocols/screen/profile.ts';
import type {
  Countdown,
  DoneScreen,
  EndChoices,
  OutOfServiceScreen,
  PatronShown,
  Remark,
  Screen,
} from '../../protocols/screen/screen.ts';
import { attractFrom } from './attract.ts';
import { rests } from './doors.ts';
import { itemsFromBefore } from './from-before.ts';
import { type Functions, functionsOf, noticesOf, stopOf } from './functions.ts';
import { holdsShown } from './holds.ts';
import { sessionWorks } from './in-work.ts';
import { itemsOn } from './pad-items.ts';
import { loansShown, rowsShown, tallyOf } from './rows-shown.ts';
import type { EnteringPin, Identifying, OpenSession, Summary } from './session.ts';
import { TIMES } from './setup.ts';
import { type CoreState, isLibraryHeardOf, staffAreCalled } from './state.ts';
import { doNotLeaveOf, firstDueOf, placesShown, wantsReceipt } from './summary.ts';
import { lookupSlowAt } from './time-out.ts';
import { waitingItems } from './waiting-items.ts';

/** What every screen carries. */
type Frame = Pick<
  OutOfServiceScreen,
  'language' | 'languages' | 'display' | 'stationName' | 'notices' | 'countdown' | 'remark'
>;

/** The screen that belongs to a state. */
export function screenOf(state: CoreState, now: Moment): Screen {
  const frame = frameOf(state, now);
  if (state.view.help !== null) {
    return { ...frame, name: 'help', staff: staffAreCalled(state, now.ticks) ? 'called' : 'not-called' };
  }
  const stop = stopOf(state);
  if (stop !== null) return { ...frame, name: 'out-of-service', why: stop };
  const { session } = state;
  switch (session.kind) {
    case 'none':
      return idleScreen(state, frame, now);
    case 'identifying':
      return identifyScreen(session, frame);
    case 'pin':
      return pinScreen(session, frame);
    case 'open':
      return openScreen(state, session, frame, now);
    case 'summary':
      return doneScreen(state, session, frame);
  }
}

function frameOf(state: CoreState, now: Moment): Frame {
  return {
    language: state.view.language,
    languages: state.setup.languages,
    display: state.view.display,
    stationName: state.setup.stationName,
    notices: noticesOf(state),
    countdown: countdownOf(state, now),
    remark: remarkOf(state, now),
  };
}

function countdownOf(state: CoreState, now: Moment): Countdown | null {
  const { session } = state;
  if (session.kind === 'none' || state.drop !== null) return null;
  const leftMs = Math.max(0, session.endsAt - now.ticks);
  return { leftMs, warning: session.kind !== 'summary' && leftMs <= TIMES.warningMs };
}

function remarkOf(state: CoreState, now: Moment): Remark | null {
  if (state.view.remark !== null) return state.view.remark.remark;
  const slowAt = lookupSlowAt(state);
  const slow = state.transactions.some(
    ({ attended, stage, since }) => attended && 'order' in stage && now.ticks - since >= TIMES.slowMs,
  );
  return slow || (slowAt !== null && slowAt <= now.ticks) ? 'library-slow' : null;
}

function idleScreen(state: CoreState, frame: Frame, now: Moment): Screen {
  const can = functionsOf(state);
  if (state.service.kind === 'starting') return { ...frame, name: 'out-of-service', why: 'starting' };
  if (state.service.kind !== 'serving') return { ...frame, name: 'out-of-service', why: 'stopping' };
  if (!can.borrow && !can.return && !can.renew) {
    const starting = !isLibraryHeardOf(state);
    return { ...frame, name: 'out-of-service', why: starting ? 'starting' : 'nothing-works' };
  }
  if (rests(state)) return { ...frame, name: 'out-of-service', why: 'closed' };
  const itemsWaiting = waitingItems(state).length;
  const attractAt = attractFrom(state);
  return {
    ...frame,
    name: 'start',
    itemsWaiting,
    itemsFromBefore: itemsFromBefore(state).length,
    can: { borrow: can.borrow, return: can.return, renew: can.renew },
    attract: attractAt !== null && attractAt <= now.ticks,
  };
}

function identifyScreen(session: Identifying, frame: Frame): Screen {
  return {
    ...frame,
    name: 'identify',
    // A card that was shown by itself is not asked for.
    purpose: session.purpose === 'return' ? 'borrow' : session.purpose,
    state: session.lookup === null ? 'waiting' : 'looking-up',
  };
}

function pinScreen(session: EnteringPin, frame: Frame): Screen {
  return {
    ...frame,
    name: 'pin',
    state: session.lookup === null ? 'waiting' : 'checking',
    entry: session.entry,
    attemptsLeft: session.attemptsLeft,
  };
}

function openScreen(state: CoreState, session: OpenSession, frame: Frame, now: Moment): Screen {
  if (session.mode === 'account') return accountScreen(state, session, frame, now);
  const patron = patronShown(state, session);
  const items = rowsShown(state, session, now);
  const shared = {
    ...{ ...frame, items, tally: tallyOf(items, session.mode), ends: endChoices(state, session) },
    itemsFromBefore: itemsFromBefore(state).length,
  };
  if (session.mode === 'return') return { ...shared, name: 'return' };
  const tellsHolds = PROFILES[state.setup.profile].holdsReady === 'unasked';
  const holdsReady = tellsHolds ? (session.patron?.holdsReady ?? 0) : 0;
  return { ...shared, name: 'borrow', patron, holdsReady };
}

function patronShown({ setup }: CoreState, { patron }: OpenSession): PatronShown {
  const { greeting, fees } = PROFILES[setup.profile];
  const blocked = patron?.blocked ?? null;
  return {
    greeting: greeting === 'by-name' ? (patron?.greeting ?? '') : '',
    // The library system's own words may name the sum.
    blocked: blocked !== null && fees === 'hidden' ? { ...blocked, text: null } : blocked,
  };
}

function accountScreen(state: CoreState, session: OpenSession, frame: Frame, now: Moment): Screen {
  const { patron } = session;
  const loans = patron?.loans.kind === 'known' ? patron.loans.rows : null;
  return {
    ...frame,
    name: 'account',
    patron: patronShown(state, session),
    state: loans === null ? 'loading' : 'shown',
    loans: loansShown(state, loans ?? [], now),
    holdsReady: patron?.holdsReady ?? 0,
    holdsWaiting: patron?.holdsWaiting ?? 0,
    holds: patron === null ? [] : holdsShown(patron.holds),
    owed: PROFILES[state.setup.profile].fees === 'shown' ? (patron?.owed ?? null) : null,
    ends: endChoices(state, session),
  };
}

function endChoices(state: CoreState, session: OpenSession): EndChoices {
  if (state.drop !== null) return { print: false, enabled: false, switchTo: [] };
  const anything =
    session.mode === 'account'
      ? state.transactions.some(({ attended }) => attended)
      : session.rows.length > 0;
  const can = functionsOf(state);
  return { print: can.print && anything, enabled: !sessionWorks(state), switchTo: switchesOf(session, can) };
}

/** A return needs no patron; where there is none, Borrow asks for one. */
function switchesOf({ mode, patron }: OpenSession, can: Functions): EndChoices['switchTo'] {
  if (mode === 'return') return patron === null ? ['borrow'] : ['borrow', 'account'];
  return [...(can.return ? (['return'] as const) : []), mode === 'borrow' ? 'account' : 'borrow'];
}

function doneScreen(state: CoreState, session: Summary, frame: Frame): Screen {
  return {
    ...frame,
    name: 'done',
    lent: session.lent.length,
    returned: session.returned.length,
    renewed: session.renewed.length,
    refused: session.refused,
    doNotLeave: doNotLeaveOf(state, session),
    undone: session.undone,
    handIn: session.handIn,
    notReturned: session.notReturned,
    places: placesShown(session),
    notRenewed: session.notRenewed,
    itemsOnPad: itemsOn(state.pads).filter(({ item }) => session.items.includes(item)).length,
    firstDue: firstDueOf(session),
    receipt: receiptShown(state, session),
    emailed: session.emailed && session.lent.length + session.renewed.length + session.returned.length > 0,
    canPrint: wantsReceipt(session) && functionsOf(state).print,
  };
}

/** While its printer is in trouble a receipt has not been printed, whatever comes of it. */
function receiptShown({ printers }: CoreState, { receipt }: Summary): DoneScreen['receipt'] {
  switch (receipt.kind) {
    case 'offered':
    case 'declined':
      return 'none';
    case 'printing':
      return printers.some(({ device, trouble }) => device === receipt.device && trouble !== null)
        ? 'not-printed'
        : 'printing';
    case 'printed':
    case 'not-printed':
      return receipt.kind;
  }
}

// What a touch or a scan means, in each session.

import { withoutAffixes } from '../../protocols/barcodes/affixes.ts';
import type { ScanClass } from '../../protocols/barcodes/masks.ts';
import { readScan } from '../../protocols/barcodes/scan.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { Display } from '../../protocols/screen/screen.ts';
import { openAccount, renewLoans } from './account.ts';
import { rests } from './doors.ts';
import { scanFailed, scanUnderstood } from './failed-scans.ts';
import { acceptFee, declineFee } from './fee-answer.ts';
import { takeUpForReturn } from './from-before.ts';
import { functionsOf } from './functions.ts';
import { askForCard, backFrom, cardShown, pinEntered } from './identify.ts';
import { sessionWorks } from './in-work.ts';
import { finish, goHome, printReceipt } from './leave.ts';
import { lendsOffline } from './offline-way.ts';
import type { OpenSession, Purpose, View } from './session.ts';
import type { ScannerReads } from './setup.ts';
import { staffCardShown } from './staff-release.ts';
import type { Turn } from './state.ts';
import { sessionEnd, touch } from './time-out.ts';
import { endedWell } from './time-outs-in-row.ts';
import { itemScanned, itemScannedEarly, openReturn, retryLoans } from './visit.ts';

/** The patron touched something. */
export function intended(turn: Turn, intent: Intent): void {
  touch(turn);
  if (intent.kind !== 'help' && intent.kind !== 'callStaff') turn.closeHelp();
  if (turn.state.drop !== null && !FOR_ALL.has(intent.kind)) return;
  switch (intent.kind) {
    case 'borrow':
    case 'renew':
    case 'account':
      return wantsPatron(turn, intent.kind);
    case 'return':
      return wantsReturn(turn);
    case 'renewAll':
      return renewLoans(turn, () => true);
    case 'renewOne':
      return renewLoans(turn, ({ row }) => row === intent.row);
    case 'acceptFee':
      return acceptFee(turn, intent.row);
    case 'declineFee':
      return declineFee(turn, intent.row);
    case 'pin':
      return pinEntered(turn, intent.pin);
    case 'printReceipt':
      return turn.state.session.kind === 'summary' ? printReceipt(turn) : endOpen(turn, 'print');
    case 'noReceipt':
    case 'finish':
      return endOpen(turn, 'none');
    case 'cancel':
      return cancel(turn);
    case 'help':
      return turn.callForHelp();
    case 'callStaff':
      return turn.callStaff();
    case 'continue':
      return;
    case 'language':
      return turn.state.setup.languages.includes(intent.language)
        ? choose(turn, { language: intent.language })
        : undefined;
    case 'display':
      return choose(turn, { display: offered(turn, intent.display) });
    case 'typed':
      return typed(turn, intent.text);
  }
}

/** What can be asked for at a book drop too, where nobody begins or ends anything by a touch. */
const FOR_ALL: ReadonlySet<Intent['kind']> = new Set([
  'help',
  'callStaff',
  'continue',
  'language',
  'display',
  'typed',
]);

/** How the page is drawn. Chosen before any session, it goes back by itself when nobody begins one. */
function choose(turn: Turn, choice: Partial<Pick<View, 'language' | 'display'>>): void {
  turn.set({ view: { ...turn.state.view, ...choice } });
  turn.set({ view: { ...turn.state.view, until: sessionEnd(turn) } });
  touch(turn);
}

/** There is no mode for children where the library wants none. */
function offered(turn: Turn, display: Display): Display {
  return turn.state.setup.children === 'never' ? { ...display, children: 'off' } : display;
}

function wantsPatron(turn: Turn, purpose: Purpose): void {
  if (!turn.mayBegin || rests(turn.state)) return;
  if (turn.state.session.kind === 'summary') goHome(turn);
  const { session } = turn.state;
  if (session.kind === 'none') {
    const works = turn.libraryReady || (purpose === 'borrow' && lendsOffline(turn.state));
    return works ? askForCard(turn, purpose) : turn.remark('library-away');
  }
  if (session.kind !== 'open') return;
  if (session.patron === null) return askForCard(turn, purpose, session);
  if (purpose === 'borrow') return turnToBorrow(turn, session);
  openAccount(turn, session);
}

/** Borrow, touched after something was returned: what was refused and still lies there has another chance. */
function turnToBorrow(turn: Turn, session: OpenSession): void {
  turn.set({ session: { ...session, mode: 'borrow', returnAsked: false } });
  if (session.mode === 'return') retryLoans(turn);
}

function wantsReturn(turn: Turn): void {
  if (!turn.mayBegin || rests(turn.state)) return;
  const { session } = turn.state;
  switch (session.kind) {
    case 'none':
      takeUpForReturn(turn);
      return openReturn(turn, 'touched');
    case 'summary':
      // Touched as the session ended by itself: what was lent in it and lies there is not meant.
      goHome(turn);
      return openReturn(turn, 'touched');
    case 'identifying':
      return openReturn(turn, 'touched', session.rows);
    case 'open':
      if (session.mode === 'return') return;
      // What was lent to them stays theirs until they lift it and lay it down again.
      return turn.set({ session: { ...session, mode: 'return', returnAsked: true } });
    case 'pin':
      return;
  }
}

function endOpen(turn: Turn, receipt: 'print' | 'none'): void {
  const { session } = turn.state;
  if (session.kind === 'open' && sessionWorks(turn.state)) return turn.remark('please-wait');
  endedWell(turn);
  finish(turn, receipt);
}

function cancel(turn: Turn): void {
  const { session } = turn.state;
  endedWell(turn);
  if (session.kind === 'identifying' || session.kind === 'pin') return backFrom(turn, session);
  if (session.kind === 'none') return;
  endOpen(turn, 'none');
}

/** The page sends what a scanner typed as it came. */
function typed(turn: Turn, line: string): void {
  const { wedge } = turn.state.setup.scans;
  const text = withoutAffixes(line, wedge);
  if (mayBePin(turn, text)) return scanFailed(turn, 'scan-not-understood');
  scanned(turn, text, wedge.reads);
}

/** Figures that no mask takes, typed where masks tell what an item is: no item's barcode, and perhaps somebody's PIN. */
function mayBePin({ state: { setup } }: Turn, text: string): boolean {
  if (setup.scans.item.length === 0 || !PIN_LIKE.test(text)) return false;
  return readScan(text, setup.scans).kind === 'either';
}

const PIN_LIKE = /^[0-9]{3,8}$/;

/** A barcode was scanned, wherever. */
export function scanned(turn: Turn, raw: string, reads: ScannerReads): void {
  const scan = readScan(raw, turn.state.setup.scans);
  if (scan.kind === 'unreadable') {
    turn.note('A scan was not taken.', { why: scan.why });
    return scanFailed(turn, 'scan-not-understood');
  }
  const { text } = scan;
  if (!turn.mayBegin) return turn.remark('please-wait');
  if (rests(turn.state)) return;
  turn.closeHelp();
  touch(turn);
  if (staffCardShown(turn, text)) return;
  const kind = classOf(scan.kind, reads);
  if (turn.state.drop !== null) return scannedAtDrop(turn, text, kind);
  const { session } = turn.state;
  if (session.kind === 'open') return scannedInSession(turn, session, text, kind);
  // Without the library system only the masks can tell that it is a card.
  if (kind === 'either' && !turn.libraryReady) return turn.remark('library-away');
  if (kind !== 'item') return cardShown(turn, text, 'scanner');
  scanUnderstood(turn);
  if (session.kind === 'none' || session.kind === 'summary') return itemBeforeCard(turn, text);
  itemScannedEarly(turn, text);
}

/** An item without a tag. No card opens anything here. */
function scannedAtDrop(turn: Turn, text: string, kind: ScanClass): void {
  if (kind === 'card') return scanFailed(turn, 'scan-not-understood');
  if (!functionsOf(turn.state).return) return turn.remark('library-away');
  scanUnderstood(turn);
  if (turn.state.session.kind === 'none') openReturn(turn, 'items');
  itemScanned(turn, text);
}

function scannedInSession(turn: Turn, session: OpenSession, text: string, kind: ScanClass): void {
  if (session.mode !== 'account') {
    if (kind === 'card') return cardShown(turn, text, 'scanner');
    scanUnderstood(turn);
    return itemScanned(turn, text);
  }
  const { patron } = session;
  const listed = patron?.loans.kind === 'known' && patron.loans.rows.some(({ item }) => item === text);
  // On the account screen an item of the list is there to be renewed.
  if (listed && kind !== 'card') return renewLoans(turn, ({ item }) => item === text);
  return kind === 'item' ? scanFailed(turn, 'scan-not-understood') : cardShown(turn, text, 'scanner');
}

function itemBeforeCard(turn: Turn, item: string): void {
  if (turn.state.session.kind === 'summary') goHome(turn);
  const can = functionsOf(turn.state);
  if (turn.state.setup.itemsWithoutCard === 'ask' && (can.borrow || !can.return)) {
    askForCard(turn, 'borrow');
    return itemScannedEarly(turn, item);
  }
  openReturn(turn, 'items');
  itemScanned(turn, item);
}

function classOf(byMasks: ScanClass, reads: ScannerReads): ScanClass {
  switch (reads) {
    case 'any':
      return byMasks;
    case 'cards':
      return 'card';
    case 'items':
      return 'item';
  }
}

// What a touch or a scan means, in each session.

import type { Intent } from '../../protocols/screen/intent.ts';
import { openAccount, renewLoans } from './account.ts';
import { askForCard, backFrom, cardShown, pinEntered } from './identify.ts';
import { sessionWorks } from './in-work.ts';
import { finish, goHome, printReceipt } from './leave.ts';
import { classifyScan } from './scans.ts';
import type { Purpose } from './session.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';
import { touch } from './time-out.ts';
import { itemScanned, mayBegin, openReturn } from './visit.ts';

/** The patron touched something. */
export function intended(turn: Turn, intent: Intent): void {
  touch(turn);
  if (intent.kind !== 'help') closeHelp(turn);
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
      return turn.set({ view: { ...turn.state.view, help: { until: turn.now.ticks + TIMES.helpMs } } });
    case 'continue':
      return;
    case 'language': {
      const known = turn.state.setup.languages.includes(intent.language);
      return known ? turn.set({ view: { ...turn.state.view, language: intent.language } }) : undefined;
    }
    case 'display':
      turn.set({ view: { ...turn.state.view, display: intent.display } });
      return touch(turn);
    case 'typed':
      return scanned(turn, intent.text);
  }
}

function closeHelp(turn: Turn): void {
  if (turn.state.view.help !== null) turn.set({ view: { ...turn.state.view, help: null } });
}

function wantsPatron(turn: Turn, purpose: Purpose): void {
  const { session } = turn.state;
  if (!mayBegin(turn)) return;
  if (session.kind === 'none' || session.kind === 'summary') return askForCard(turn, purpose);
  if (session.kind !== 'open') return;
  if (session.patron === null) return askForCard(turn, purpose, session.rows);
  if (purpose === 'borrow') return turn.set({ session: { ...session, mode: 'borrow' } });
  openAccount(turn, session);
}

function wantsReturn(turn: Turn): void {
  const { session } = turn.state;
  if (!mayBegin(turn)) return;
  if (session.kind === 'none' || session.kind === 'summary' || session.kind === 'identifying')
    openReturn(turn);
}

function endOpen(turn: Turn, receipt: 'print' | 'none'): void {
  const { session } = turn.state;
  if (session.kind === 'open' && sessionWorks(turn.state)) return turn.remark('please-wait');
  finish(turn, receipt);
}

function cancel(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind === 'identifying' || session.kind === 'pin') return backFrom(turn, session);
  endOpen(turn, 'none');
}

/** A barcode was scanned, wherever. */
export function scanned(turn: Turn, raw: string): void {
  const text = cleaned(raw);
  if (text === '' || !mayBegin(turn)) return turn.remark('scan-not-understood');
  closeHelp(turn);
  touch(turn);
  const kind = classifyScan(text, turn.state.setup.masks);
  const { session } = turn.state;
  if (session.kind === 'open') {
    if (kind === 'card' || (kind === 'either' && session.mode === 'account')) return cardShown(turn, text);
    return session.mode === 'account' ? turn.remark('scan-not-understood') : itemScanned(turn, text);
  }
  if (kind !== 'item') return cardShown(turn, text);
  if (session.kind === 'none' || session.kind === 'summary') return itemBeforeCard(turn, text);
  turn.remark('scan-not-understood');
}

function itemBeforeCard(turn: Turn, item: string): void {
  if (turn.state.setup.itemsWithoutCard === 'ask') {
    goHome(turn);
    return askForCard(turn, 'borrow');
  }
  openReturn(turn);
  itemScanned(turn, item);
}

/** A scan without what no barcode holds: control characters, SIP2's delimiter, blanks around it. */
function cleaned(text: string): string {
  return text
    .replace(/[\p{Cc}|]/gu, '')
    .trim()
    .slice(0, 64);
}

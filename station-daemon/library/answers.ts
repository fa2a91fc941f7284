// What SIP2 answers say, in the words of the core. What only some library systems mean by them is in dialect.ts.

import type { Fee, FeeKind } from '../../protocols/screen/screen.ts';
import { parseDue } from '../../protocols/sip2/dates.ts';
import { parseMoney } from '../../protocols/sip2/money.ts';
import type { MessageOf } from '../../protocols/sip2/table.ts';
import { countOf, isNo, isOk, isYes, type PatronFlag, patronFlags } from '../../protocols/sip2/values.ts';
import type { CheckinResult, ItemAnswer, LoanResult, PatronAnswer } from '../core/library-port.ts';
import { alertOf, type LibraryDialect, placeOf, refusalOf, sortBinOf, sortingFactsOf } from './dialect.ts';

/** 64 as the patron's standing. `currency` counts where the library system names none. */
export function readPatron(answer: MessageOf<'64'>, currency: string, dialect: LibraryDialect): PatronAnswer {
  const flags = patronFlags(answer.patronStatus);
  const text = textOf(answer.screenMessage);
  const owed = parseMoney(answer.feeAmount ?? '', answer.currency || currency);
  return {
    // BL is left out by servers that know only valid patrons; an unknown one has no name.
    known: answer.validPatron === undefined ? answer.personalName !== '' : isYes(answer.validPatron),
    pin: pinAnswer(answer.validPatronPassword),
    name: answer.personalName,
    blocked: flags.includes('chargeDenied'),
    blockedBy: blockedBy(flags, text, dialect),
    text,
    owed: owed !== null && owed.amount > 0 ? owed : null,
    holdsReady: countOf(answer.holdItemsCount) ?? 0,
    holdsWaiting: countOf(answer.unavailableHoldsCount) ?? 0,
    hasEmail: (answer.emailAddress ?? '') !== '',
    loans: answer.chargedItems,
  };
}

/** CQ. What is neither yes nor no says nothing of the PIN. */
function pinAnswer(valid: string | undefined): PatronAnswer['pin'] {
  if (isYes(valid)) return 'right';
  return isNo(valid) ? 'wrong' : 'not-checked';
}

/** The text tells more than the flags, of which servers set several at once. */
function blockedBy(
  flags: readonly PatronFlag[],
  text: string | null,
  dialect: LibraryDialect,
): PatronAnswer['blockedBy'] {
  const { code } = refusalOf(text, dialect);
  if (code === 'card-expired' || code === 'too-many-loans' || code === 'card-blocked') return code;
  return flags.includes('tooManyCharged') ? 'too-many-loans' : 'card-blocked';
}

/** 12 or 30. `currency` counts where the library system names none. */
export function readLoan(
  answer: MessageOf<'12'> | MessageOf<'30'>,
  currency: string,
  dialect: LibraryDialect,
): LoanResult {
  const title = answer.titleIdentifier;
  if (!isOk(answer.ok)) {
    const refusal = refusalOf(textOf(answer.screenMessage), dialect);
    // What is refused for a reason that is known stays so, whatever is said of fees beside it.
    const asks = dialect.fees === 'asked' && refusal.code === 'library-says';
    return { ok: false, title, refusal, fee: asks ? feeOf(answer, currency) : null };
  }
  return {
    ok: true,
    title,
    due: parseDue(answer.dueDate),
    renewal: isYes(answer.renewalOk),
    release: !isYes(answer.securityInhibit),
  };
}

/** BT, BV and BH; null where no fee is named, or one of nothing. */
function feeOf(answer: MessageOf<'12'> | MessageOf<'30'>, currency: string): Fee | null {
  const type = (answer.feeType ?? '').trim();
  const amount = parseMoney(answer.feeAmount ?? '', answer.currency || currency);
  if (amount === null ? type === '' : amount.amount <= 0) return null;
  return { kind: feeKindOf(type), amount };
}

function feeKindOf(type: string): FeeKind {
  switch (type) {
    case '02':
      return 'administrative';
    case '03':
      return 'damage';
    case '04':
      return 'overdue';
    case '05':
      return 'processing';
    case '06':
      return 'rental';
    case '07':
      return 'replacement';
    case '08':
      return 'computer-access';
    case '09':
      return 'hold';
    default:
      return 'other';
  }
}

/** 10. */
export function readCheckin(answer: MessageOf<'10'>, dialect: LibraryDialect): CheckinResult {
  const title = answer.titleIdentifier ?? '';
  if (!isOk(answer.ok))
    return { ok: false, title, refusal: refusalOf(textOf(answer.screenMessage), dialect) };
  return {
    ok: true,
    title,
    alert: alertOf(answer, dialect),
    sortBin: sortBinOf(answer, dialect),
    route: {
      callNumber: answer.callNumber || null,
      destination: answer.destinationLocation || null,
      reservedFor: answer.holdPatronId || null,
    },
    sorting: sortingFactsOf(answer, dialect),
  };
}

/** 18. */
export function readItem(answer: MessageOf<'18'>, dialect: LibraryDialect): ItemAnswer {
  return {
    known: answer.titleIdentifier !== '' || answer.circulationStatus !== '01',
    title: answer.titleIdentifier,
    circulation: circulationOf(answer.circulationStatus),
    due: parseDue(answer.dueDate ?? ''),
    place: placeOf(answer, dialect),
  };
}

/** SIP2's circulation status in the core's words. */
function circulationOf(status: string): ItemAnswer['circulation'] {
  switch (status) {
    case '03':
    case '09':
      return 'available';
    case '04':
    case '05':
    case '07':
    // The patron says that it was returned; their loan goes on until it is found.
    case '11':
      return 'on-loan';
    case '08':
      return 'hold-shelf';
    case '10':
      return 'in-transit';
    case '12':
    case '13':
      return 'lost';
    default:
      return 'other';
  }
}

function textOf(screenMessages: readonly string[]): string | null {
  const text = screenMessages
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
  return text === '' ? null : text;
}

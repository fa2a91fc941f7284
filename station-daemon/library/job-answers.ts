// What a job does with the answer to its message: goes on to the next, or ends with an answer for the core.

import type { MessageOf, Sip2Answer } from '../../protocols/sip2/table.ts';
import { countOf } from '../../protocols/sip2/values.ts';
import type { CheckinAlert, ItemAnswer, LibraryAnswer } from '../core/library-port.ts';
import { readCheckin, readItem, readLoan, readPatron } from './answers.ts';
import { type After, foundLent, type Job, type Loans, notDone } from './job.ts';
import type { LibrarySetup } from './setup.ts';

/** The job after an answer. One that does not fit ends it as not understood. */
export function afterAnswer(job: Job, answer: Sip2Answer, setup: LibrarySetup): After {
  switch (job.phase) {
    case 'look':
      return answer.code === '18' ? goOn({ phase: 'do', dueBefore: answer.dueDate ?? '' }) : notUnderstood();
    case 'do':
      return done(job, answer, setup);
    case 'find-out':
      if (answer.code === '64') return describe(answer, setup);
      return answer.code === '18' ? foundOut(job, answer, setup) : notUnderstood();
    case 'describe':
      return answer.code === '18' ? compared(job, answer, setup) : notUnderstood();
  }
}

function done(job: Job, answer: Sip2Answer, setup: LibrarySetup): After {
  const { request } = job.order;
  switch (request.kind) {
    case 'patron':
      return answer.code === '64'
        ? ended({ kind: 'patron', patron: readPatron(answer, setup.currency, setup.dialect) })
        : notUnderstood();
    case 'checkout':
      return answer.code === '12'
        ? verdict(job, { kind: 'checkout', result: readLoan(answer, setup.currency, setup.dialect) })
        : notUnderstood();
    case 'renew':
      return answer.code === '30'
        ? verdict(job, { kind: 'renew', result: readLoan(answer, setup.currency, setup.dialect) })
        : notUnderstood();
    case 'checkin':
      return answer.code === '10'
        ? verdict(job, { kind: 'checkin', result: readCheckin(answer, setup.dialect) })
        : notUnderstood();
    case 'cancelCheckout':
      return answer.code === '10' ? verdict(job, cancelled(answer, setup)) : notUnderstood();
    case 'item':
      return answer.code === '18'
        ? ended({ kind: 'item', item: readItem(answer, setup.dialect) })
        : notUnderstood();
    case 'holds':
      return answer.code === '64' ? ended({ kind: 'holds', items: answer.holdItems }) : notUnderstood();
    case 'isLentTo':
      if (answer.code !== '64') return notUnderstood();
      return answer.chargedItems.includes(request.item) ? isLent(true) : describe(answer, setup);
    case 'endSession':
      return ended({ kind: 'endSession' });
  }
}

type Verdict = Extract<LibraryAnswer, { readonly result: { readonly ok: boolean } }>;

/** A no to a request made again may mean that the first one was carried out late. */
function verdict(job: Job, answer: Verdict): After {
  if (answer.result.ok || !job.repeated) return ended(answer);
  return goOn({ phase: 'find-out', refusal: answer });
}

function cancelled(answer: MessageOf<'10'>, { dialect }: LibrarySetup): Verdict {
  const result = readCheckin(answer, dialect);
  return { kind: 'cancelCheckout', result: result.ok ? { ok: true } : result };
}

/** With the patron's loans in hand, 17 comes next. */
function describe(answer: MessageOf<'64'>, setup: LibrarySetup): After {
  const { known, pin } = readPatron(answer, setup.currency, setup.dialect);
  const charged = answer.chargedItems;
  const complete = known && pin !== 'wrong' && (countOf(answer.chargedItemsCount) ?? 0) <= charged.length;
  return goOn({ phase: 'describe', loans: { charged, complete } });
}

/** Is the item among the patron's loans? */
function compared(job: Job, answer: MessageOf<'18'>, { dialect }: LibrarySetup): After {
  const { request } = job.order;
  const loans: Loans = job.loans ?? { charged: [], complete: false };
  const { title, due, circulation } = readItem(answer, dialect);
  const listed = 'item' in request && loans.charged.includes(request.item);
  const lent = listed || (circulation === 'on-loan' && title !== '' && loans.charged.includes(title));
  if (request.kind === 'checkout') {
    return lent ? ended(foundLent(job, title, due)) : again(job, circulation === 'on-loan' ? 'Y' : 'N');
  }
  if (lent || circulation !== 'on-loan') return isLent(lent);
  return loans.complete ? isLent(false) : notUnderstood();
}

/**
 * What became of a request whose answer was lost. Where it was not carried out, it is made again; but for a check-in,
 * of which the core knows whether the station still holds the item.
 */
function foundOut(job: Job, answer: MessageOf<'18'>, { dialect }: LibrarySetup): After {
  const item = readItem(answer, dialect);
  const { title, due } = item;
  switch (job.order.request.kind) {
    case 'checkin':
      if (isStillOut(item)) return job.refusal === null ? notDone('found-undone') : ended(job.refusal);
      return ended({ kind: 'checkin', result: takenIn(item, answer) });
    case 'cancelCheckout':
      return isStillOut(item) ? again(job) : ended({ kind: 'cancelCheckout', result: { ok: true } });
    case 'renew': {
      const renewed =
        item.circulation === 'on-loan' && job.dueBefore !== null && (answer.dueDate ?? '') !== job.dueBefore;
      if (!renewed) return again(job);
      return ended({ kind: 'renew', result: { ok: true, title, due, renewal: true, release: false } });
    }
    default:
      return notUnderstood();
  }
}

/** Lost and unknown ones too: had they been taken in, they would be neither. */
const isStillOut = ({ known, circulation }: ItemAnswer): boolean =>
  !known || circulation === 'on-loan' || circulation === 'lost';

function takenIn(
  item: ItemAnswer,
  answer: MessageOf<'18'>,
): Extract<LibraryAnswer, { kind: 'checkin' }>['result'] {
  return {
    ok: true,
    title: item.title,
    alert: alertFrom(item, answer),
    sortBin: null,
    route: {
      callNumber: answer.callNumber || null,
      destination: answer.destinationLocation || null,
      reservedFor: null,
    },
    sorting: null,
  };
}

function alertFrom({ circulation }: ItemAnswer, { holdQueueLength }: MessageOf<'18'>): CheckinAlert | null {
  if (circulation === 'hold-shelf') return 'hold';
  if (circulation !== 'in-transit') return null;
  return countOf(holdQueueLength ?? '') === 0 ? 'send-elsewhere' : 'hold-elsewhere';
}

/** Once more; or, where that was done already, the no that came of it. */
const again = (job: Job, renewalPolicy: Job['renewalPolicy'] = 'Y'): After =>
  job.refusal === null
    ? goOn({ phase: 'do', repeated: true, renewalPolicy, doubtful: false, vain: 0 })
    : ended(job.refusal);

const isLent = (lent: boolean): After => ended({ kind: 'isLentTo', lent });
const goOn = (change: Partial<Job>): After => ({ kind: 'goOn', change });
const ended = (answer: LibraryAnswer): After => ({ kind: 'ended', answer });
const notUnderstood = (): After => notDone('not-understood');

// What a job does with the answer to its message: goes on to the next, or ends with an answer for the core.

import { parseDue } from '../../protocols/sip2/dates.ts';
import type { MessageOf, Sip2Answer } from '../../protocols/sip2/table.ts';
import type { LibraryAnswer, LibraryRequest } from '../core/library-port.ts';
import { readCheckin, readItem, readLoan, readPatron } from './answers.ts';
import type { After, Job } from './job.ts';
import type { LibrarySetup } from './setup.ts';

/** The job after an answer. One that does not fit ends it as not understood. */
export function afterAnswer(job: Job, answer: Sip2Answer, setup: LibrarySetup): After {
  switch (job.phase.kind) {
    case 'look':
      return answer.code === '18' ? goOn({ kind: 'do', dueBefore: answer.dueDate ?? '' }) : notUnderstood();
    case 'describe':
      return answer.code === '18' ? lent(answer) : notUnderstood();
    case 'find-out':
      return foundOut(job.order.request, job.phase.dueBefore, answer, setup);
    case 'do':
      return done(job.order.request, answer, setup);
  }
}

function done(request: LibraryRequest, answer: Sip2Answer, setup: LibrarySetup): After {
  switch (request.kind) {
    case 'patron':
      return answer.code === '64'
        ? ended({ kind: 'patron', patron: readPatron(answer, setup.currency) })
        : notUnderstood();
    case 'checkout':
      return answer.code === '12' ? ended({ kind: 'checkout', result: readLoan(answer) }) : notUnderstood();
    case 'renew':
      return answer.code === '30' ? ended({ kind: 'renew', result: readLoan(answer) }) : notUnderstood();
    case 'checkin':
      return answer.code === '10' ? ended({ kind: 'checkin', result: readCheckin(answer) }) : notUnderstood();
    case 'cancelCheckout':
      return answer.code === '10' ? cancelled(answer) : notUnderstood();
    case 'item':
      return answer.code === '18' ? ended({ kind: 'item', item: readItem(answer) }) : notUnderstood();
    case 'isLentTo':
      return answer.code === '64'
        ? ended({ kind: 'isLentTo', lent: answer.chargedItems.includes(request.item) })
        : notUnderstood();
    case 'endSession':
      return ended({ kind: 'endSession' });
  }
}

function cancelled(answer: MessageOf<'10'>): After {
  const result = readCheckin(answer);
  return ended({ kind: 'cancelCheckout', result: result.ok ? { ok: true } : result });
}

/** What became of a request whose answer was lost. Where it was not carried out, it is made again. */
function foundOut(
  request: LibraryRequest,
  dueBefore: string | null,
  answer: Sip2Answer,
  setup: LibrarySetup,
): After {
  if (request.kind === 'checkout') {
    if (answer.code !== '64') return notUnderstood();
    return answer.chargedItems.includes(request.item) ? goOn({ kind: 'describe' }) : again(dueBefore);
  }
  if (answer.code !== '18') return notUnderstood();
  const item = readItem(answer);
  switch (request.kind) {
    case 'checkin':
      if (item.circulation === 'on-loan') return again(dueBefore);
      return ended({
        kind: 'checkin',
        result: {
          ok: true,
          title: item.title,
          alert: alertFrom(item.circulation),
          sortBin: null,
          permanentLocation: null,
        },
      });
    case 'cancelCheckout':
      return item.circulation === 'on-loan'
        ? again(dueBefore)
        : ended({ kind: 'cancelCheckout', result: { ok: true } });
    case 'renew':
      if ((answer.dueDate ?? '') === dueBefore) return again(dueBefore);
      return ended({
        kind: 'renew',
        result: { ok: true, title: item.title, due: item.due, renewal: true, release: false },
      });
    default:
      return done(request, answer, setup);
  }
}

function alertFrom(
  circulation: ReturnType<typeof readItem>['circulation'],
): 'hold' | 'hold-elsewhere' | null {
  if (circulation === 'hold-shelf') return 'hold';
  return circulation === 'in-transit' ? 'hold-elsewhere' : null;
}

function lent(answer: MessageOf<'18'>): After {
  const due = parseDue(answer.dueDate ?? '');
  return ended({
    kind: 'checkout',
    result: { ok: true, title: answer.titleIdentifier, due, renewal: false, release: true },
  });
}

const goOn = (phase: Job['phase']): After => ({ kind: 'goOn', phase });
const again = (dueBefore: string | null): After => goOn({ kind: 'do', dueBefore });
const ended = (answer: LibraryAnswer): After => ({ kind: 'ended', answer });
const notUnderstood = (): After => ended({ kind: 'notDone', why: 'not-understood' });

// One request of the core as the SIP2 messages that it takes, and what is asked before any of them is repeated.
//
// After a lost answer (time-out, closed connection), nobody knows whether the library system carried it out:
//
//   request           first asked    known then                      done
//   checkout          63 charged     the item is on the list         17 for title and date, concluded as lent
//                                    it is not                       11 again
//   check-in          17             no longer charged               concluded as checked in
//                                    charged                         09 again
//   cancelled loan    17             no longer charged               concluded as cancelled
//                                    charged                         09 with BI=Y again
//   renewal           17             due date differs from before    concluded as renewed
//                                    the same                        29 again
//   the rest          -              changes nothing                 asked again

import type { Sip2Request } from '../../protocols/sip2/table.ts';
import type { LibraryAnswer, LibraryOrder } from '../core/library-port.ts';
import type { Asking } from './messages.ts';

/** Where a request is on its way. */
export interface Job {
  readonly order: LibraryOrder;
  /** Ticks when the core asked. */
  readonly since: number;
  readonly phase: Phase;
  /** True from the moment on when its changing message was sent: it may have been carried out. */
  readonly doubtful: boolean;
  /** Connections lost under it. */
  readonly losses: number;
}

/**
 * - `look`: what is to be known beforehand (a renewal's due date)
 * - `do`: the request itself
 * - `find-out`: asking what became of it
 * - `describe`: title and date of what turned out to be done
 */
export type Phase =
  | { readonly kind: 'look' }
  | { readonly kind: 'do'; readonly dueBefore: string | null }
  | { readonly kind: 'find-out'; readonly dueBefore: string | null }
  | { readonly kind: 'describe' };

/** What a job does after an answer. */
export type After =
  | { readonly kind: 'goOn'; readonly phase: Phase }
  | { readonly kind: 'ended'; readonly answer: LibraryAnswer };

/** A job as the core's request begins it. */
export function newJob(order: LibraryOrder, since: number): Job {
  const phase: Phase = order.request.kind === 'renew' ? { kind: 'look' } : { kind: 'do', dueBefore: null };
  return { order, since, phase, doubtful: false, losses: 0 };
}

/** The message that a job sends next. */
export function messageOf(job: Job, asking: Asking): Sip2Request {
  const { request } = job.order;
  switch (job.phase.kind) {
    case 'look':
    case 'describe':
      return asking.itemOf(request);
    case 'find-out':
      return request.kind === 'checkout' ? asking.loansOf(request) : asking.itemOf(request);
    case 'do':
      return asking.messageFor(request);
  }
}

/** Does sending this job's next message change something in the library system? */
export function changes(job: Job): boolean {
  if (job.phase.kind !== 'do') return false;
  switch (job.order.request.kind) {
    case 'checkout':
    case 'checkin':
    case 'cancelCheckout':
    case 'renew':
      return true;
    case 'patron':
    case 'item':
    case 'isLentTo':
    case 'endSession':
      return false;
  }
}

/** The job after its connection was lost: what may have been done is found out first. */
export function afterLoss(job: Job): Job {
  const losses = job.losses + 1;
  if (job.phase.kind !== 'do' || !job.doubtful) return { ...job, losses };
  return { ...job, losses, phase: { kind: 'find-out', dueBefore: job.phase.dueBefore } };
}

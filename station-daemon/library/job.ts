// One request of the core as the SIP2 messages that it takes, and what is asked before any of them is repeated.
//
// After a lost answer (time-out, closed connection), nobody knows whether the library system carried it out:
//
//   request           first asked       known then                          done
//   checkout          63 charged, 17    the item is on the list             concluded as lent, with 17's title and date
//                                       it is not                           11 again
//   check-in          17                neither lent, lost nor unknown      concluded as checked in
//                                       one of these                        told to the core as found undone
//   cancelled loan    17                neither lent, lost nor unknown      concluded as cancelled
//                                       one of these                        09 with BI=Y again
//   renewal           17                lent, due date differs from before  concluded as renewed
//                                       the same, or nothing to compare     29 again
//   the rest          -                 changes nothing                     asked again
//
// - A list of charged items may hold titles instead of barcodes: 17's title counts too where the item is lent.
// - A slow server may carry the first request out when it was found not done already. So a no to a request made
//   again is believed only after asking once more, and a checkout made again tells that it wants no renewal,
//   unless the item is lent to nobody knows whom.
// - A check-in found not done is not made again here: a station takes in only what it still holds, and that is the
//   core's to know.
// - A check-in of an item that was not lent before leaves no trace to be found. It is not made again: to a server
//   that trapped a reservation, a second one is a second notice to the patron who waits.
// - A renewal that leaves the due date as it was (on the day of the loan) leaves none either. It is made again.
// - Where asking fails again and again, it is put off, and others get their turn; what is in doubt stays so.

import type { Due } from '../../protocols/screen/screen.ts';
import type { Sip2Request } from '../../protocols/sip2/table.ts';
import type { LibraryAnswer, LibraryOrder, NotDone } from '../core/library-port.ts';
import type { Asking } from './messages.ts';
import { SESSION } from './setup.ts';

/** Where a request is on its way. */
export interface Job {
  readonly order: LibraryOrder;
  /** Ticks when the core asked. */
  readonly since: number;
  readonly phase: Phase;
  /** True from when its changing message was sent until it is known what became of that. */
  readonly doubtful: boolean;
  /** Connections lost under it, but for those lost while it was found out what became of it. */
  readonly losses: number;
  /** Connections lost in vain attempts to find out. */
  readonly vain: number;
  /** The last of them was given up because no answer came; otherwise it was cut. */
  readonly silent: boolean;
  /** Ticks before which it is not taken up. */
  readonly notBefore: number;
  /** Due date of a loan before its renewal, as 18 told it; null where it is not known. */
  readonly dueBefore: string | null;
  /** The patron's loans, as 64 told them. */
  readonly loans: Loans | null;
  /** It was found not done, and is made again. */
  readonly repeated: boolean;
  /** N on a checkout made again of an item that is surely not lent. */
  readonly renewalPolicy: 'Y' | 'N';
  /** The no that a repeated request got. */
  readonly refusal: LibraryAnswer | null;
}

/** A list of charged items; not `complete` where the library system kept some or all of it back. */
export interface Loans {
  readonly charged: readonly string[];
  readonly complete: boolean;
}

/**
 * - `look`: what is to be known beforehand (a renewal's due date)
 * - `do`: the request itself
 * - `find-out`: asking what became of it
 * - `describe`: asking about the item, with the patron's loans in hand
 */
export type Phase = 'look' | 'do' | 'find-out' | 'describe';

/** What a job does after an answer. */
export type After =
  | { readonly kind: 'goOn'; readonly change: Partial<Job> }
  | { readonly kind: 'ended'; readonly answer: LibraryAnswer };

/** A job as the core's request begins it. */
export function newJob(order: LibraryOrder, since: number): Job {
  return {
    order,
    since,
    phase: order.request.kind === 'renew' ? 'look' : 'do',
    doubtful: false,
    losses: 0,
    vain: 0,
    silent: false,
    notBefore: since,
    dueBefore: null,
    loans: null,
    repeated: false,
    renewalPolicy: 'Y',
    refusal: null,
  };
}

/** The message that a job sends next. */
export function messageOf(job: Job, asking: Asking): Sip2Request {
  const { request } = job.order;
  switch (job.phase) {
    case 'look':
    case 'describe':
      return asking.itemOf(request);
    case 'find-out':
      return request.kind === 'checkout' ? asking.loansOf(request) : asking.itemOf(request);
    case 'do':
      return asking.messageFor(request, job.renewalPolicy);
  }
}

/** Does sending this job's next message change something in the library system? */
export function changes(job: Job): boolean {
  if (job.phase !== 'do') return false;
  switch (job.order.request.kind) {
    case 'checkout':
    case 'checkin':
    case 'cancelCheckout':
    case 'renew':
      return true;
    case 'patron':
    case 'item':
    case 'holds':
    case 'isLentTo':
    case 'endSession':
      return false;
  }
}

/** The job after its connection was lost: what may have been done is found out first. */
export function afterLoss(job: Job, silent: boolean): Job {
  if (!job.doubtful) return { ...job, losses: job.losses + 1, silent };
  const counted = job.phase === 'do' ? { losses: job.losses + 1 } : { vain: job.vain + 1 };
  return { ...job, ...counted, silent, phase: 'find-out' };
}

/** How it stands around a job that waits for its turn. */
export interface Circumstances {
  readonly ticks: number;
  /** Connections that may be lost under one job. */
  readonly retries: number;
  /** The library system has been away for longer than a request waits. */
  readonly outOfPatience: boolean;
  readonly loginRefused: boolean;
}

/** Ends a job that has no hope, or lets it go another way; null where it goes on as it is. */
export function loseHope(job: Job, around: Circumstances): After | null {
  if (job.doubtful) return job.vain > around.retries ? putOff(job, around.ticks) : null;
  const tooOften = job.losses > around.retries;
  // A server that cannot tell about items may renew all the same.
  if (tooOften && job.phase === 'look') return { kind: 'goOn', change: { phase: 'do', losses: 0 } };
  if (tooOften) return notDone(job.silent ? 'library-away' : 'not-understood');
  if (around.loginRefused) return notDone('login-refused');
  return around.outOfPatience ? notDone('library-away') : null;
}

function putOff(job: Job, ticks: number): After {
  const { request } = job.order;
  if (request.kind === 'checkout' && job.loans?.charged.includes(request.item)) {
    return { kind: 'ended', answer: foundLent(job, '', null) };
  }
  return { kind: 'goOn', change: { vain: 0, notBefore: ticks + SESSION.doubtRetryMs } };
}

/** The answer to a checkout that turned out to be carried out. Made again of an item that nobody had, it is new. */
export function foundLent({ renewalPolicy }: Job, title: string, due: Due | null): LibraryAnswer {
  const renewal = renewalPolicy === 'N' ? false : 'unknown';
  return { kind: 'checkout', result: { ok: true, title, due, renewal, release: true } };
}

/** The end of a job that was surely not carried out. */
export const notDone = (why: NotDone): After => ({ kind: 'ended', answer: { kind: 'notDone', why } });

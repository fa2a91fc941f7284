// The session with the library system: connects, logs in, keeps one request in flight, and after a loss finds out
// what happened before anything is repeated (the table is in job.ts).

import type { Moment } from '../../protocols/moment.ts';
import { decodeMessage, encodeMessage } from '../../protocols/sip2/codec.ts';
import { EMPTY_LINE_BUFFER, pushBytes } from '../../protocols/sip2/framing.ts';
import { messages, type Sip2Answer, type Sip2Message, type Sip2Request } from '../../protocols/sip2/table.ts';
import { isOk } from '../../protocols/sip2/values.ts';
import type { LibraryAnswer, LibraryStatus } from '../core/library-port.ts';
import { reconnectAfterMs } from './backoff.ts';
import { patienceEnds, wakeTick } from './deadlines.ts';
import { type After, afterLoss, changes, type Job, loseHope, messageOf, newJob, notDone } from './job.ts';
import { afterAnswer } from './job-answers.ts';
import {
  hearNumber,
  isAboutAnotherItem,
  isAboutEarlierPatron,
  NOTHING_HEARD,
  patronOf,
} from './late-answers.ts';
import { askingAt } from './messages.ts';
import { SESSION } from './setup.ts';
import type { Exchange, LibraryCommand, LibraryEvent, LibraryState } from './state.ts';

/** One step. A function of its arguments. */
export function stepLibrary(
  state: LibraryState,
  event: LibraryEvent,
  now: Moment,
): {
  readonly state: LibraryState;
  readonly commands: readonly LibraryCommand[];
  readonly wakeAt: number | null;
} {
  const turn = new Turn(state, now);
  hear(turn, event);
  giveUpWaiting(turn);
  reconsider(turn);
  goOn(turn);
  tellStatus(turn);
  return { state: turn.state, commands: turn.commands, wakeAt: wakeTick(turn.state, now.ticks) };
}

class Turn {
  state: LibraryState;
  readonly now: Moment;
  readonly commands: LibraryCommand[] = [];

  constructor(state: LibraryState, now: Moment) {
    this.state = state;
    this.now = now;
  }

  set(change: Partial<LibraryState>): void {
    this.state = { ...this.state, ...change };
  }

  note(text: string): void {
    this.commands.push({ kind: 'note', text });
  }

  /** A job goes on, or has ended. */
  move(job: Job, after: After): void {
    const { jobs } = this.state;
    if (after.kind === 'goOn') {
      return this.set({ jobs: jobs.map((other) => (other === job ? { ...job, ...after.change } : other)) });
    }
    this.set({ jobs: jobs.filter((other) => other !== job) });
    this.commands.push({ kind: 'answered', order: job.order.order, answer: after.answer });
  }
}

function hear(turn: Turn, event: LibraryEvent): void {
  switch (event.kind) {
    case 'opened':
      return opened(turn);
    case 'closed':
      return lost(turn, event.reason);
    case 'bytes':
      return bytesCame(turn, event.bytes);
    case 'ask':
      return asked(turn, event);
    case 'journal':
      return turn.set({ mayChange: event.works });
    case 'wake':
      return;
  }
}

/** A library system that would take the cancel for a return, or does not know what it is. */
const NO_CANCEL: LibraryAnswer = {
  kind: 'cancelCheckout',
  result: { ok: false, refusal: { code: 'library-says', text: null } },
};

function asked(turn: Turn, { order }: Extract<LibraryEvent, { kind: 'ask' }>): void {
  if (order.request.kind === 'cancelCheckout' && !turn.state.setup.dialect.cancel) {
    turn.commands.push({ kind: 'answered', order: order.order, answer: NO_CANCEL });
    return;
  }
  if (turn.state.jobs.length < SESSION.mostWaiting) {
    return turn.set({ jobs: [...turn.state.jobs, newJob(order, turn.now.ticks)] });
  }
  turn.commands.push({ kind: 'answered', order: order.order, answer: { kind: 'notDone', why: 'too-busy' } });
}

function opened(turn: Turn): void {
  if (turn.state.link.kind !== 'connecting') return void turn.commands.push({ kind: 'disconnect' });
  const { order } = turn.state.setup.login;
  const left = (
    { 'login-first': ['login', 'status'], 'status-first': ['status', 'login'], none: ['status'] } as const
  )[order];
  turn.set({
    link: { kind: 'greeting', left },
    lines: EMPTY_LINE_BUFFER,
    numbering: NOTHING_HEARD,
    patronBefore: null,
    exchange: null,
    lastHeard: turn.now.ticks,
  });
}

function bytesCame(turn: Turn, bytes: Uint8Array): void {
  if (turn.state.link.kind === 'down' || turn.state.link.kind === 'connecting') return;
  const { buffer, lines, discarded } = pushBytes(turn.state.lines, bytes);
  turn.set({ lines: buffer, lastHeard: turn.now.ticks });
  if (discarded > 0) turn.note('A message longer than SIP2 allows was passed over.');
  for (const line of lines) lineCame(turn, line);
}

function lineCame(turn: Turn, line: Uint8Array): void {
  const { exchange, setup } = turn.state;
  const decoded = decodeMessage(line, { charset: setup.charset });
  if (exchange === null) return turn.note('A message came that nothing had asked for.');
  if (!decoded.ok) return failed(turn, `an answer that is no SIP2 message (${decoded.fault.kind})`);
  const { message } = decoded;
  if (setup.errorDetection !== 'off' && decoded.checksum === 'wrong') return damaged(turn, exchange);
  if (message.code === '96') return sendAgain(turn, exchange);
  const { sequence: asked, awaited } = exchange;
  const number = { asked, told: decoded.sequence, code: message.code, awaited };
  const { numbering, says } = hearNumber(turn.state.numbering, number);
  turn.set({ numbering });
  if (says === 'late') return turn.note('A late answer to an earlier request was passed over.');
  if (setup.errorDetection === 'on' && !(says === 'ours' && decoded.checksum === 'right'))
    return failed(turn, 'an answer without number and checksum');
  if (message.code === '94' && exchange.awaited !== '94') return loginWanted(turn);
  if (message.code !== exchange.awaited || !isAnswer(message))
    return failed(turn, `an answer ${message.code} to ${exchange.message.code}`);
  if (says === 'nothing' && isAboutAnotherItem(exchange.message, message))
    return turn.note('A late answer about another item was passed over.');
  if (says === 'nothing' && isAboutEarlierPatron(exchange.message, message, turn.state.patronBefore))
    return turn.note('A late answer about another patron was passed over.');
  turn.set({ exchange: null, patronBefore: patronOf(exchange.message) });
  answered(turn, exchange, message);
}

function isAnswer(message: Sip2Message): message is Sip2Answer {
  return messages[message.code].direction === 'answer';
}

function answered(turn: Turn, exchange: Exchange, answer: Sip2Answer): void {
  switch (exchange.purpose) {
    case 'login':
      if (answer.code === '94' && isOk(answer.ok)) return greeted(turn);
      return loginRefused(turn);
    case 'status':
      return greeted(turn);
    case 'heartbeat':
      return turn.set(OF_USE);
    case 'job': {
      turn.set(OF_USE);
      const [job] = turn.state.jobs;
      return job === undefined ? undefined : turn.move(job, afterAnswer(job, answer, turn.state.setup));
    }
  }
}

/** The connection has been of use: the next loss is the first one. */
const OF_USE = { failures: 0, lost: null } as const;

function greeted(turn: Turn): void {
  const { link } = turn.state;
  if (link.kind !== 'greeting') return;
  const left = link.left.slice(1);
  turn.set({
    link: left.length > 0 ? { kind: 'greeting', left } : { kind: 'ready', since: turn.now.ticks },
  });
}

/** A 94 that nothing had asked for: the server knows of no login, or has forgotten it. */
function loginWanted(turn: Turn): void {
  if (turn.state.setup.login.order === 'none') return loginRefused(turn);
  failed(turn, 'the library system wants a new login');
}

function loginRefused(turn: Turn): void {
  turn.note('The library system refuses the login: check user and password in the settings.');
  failed(turn, 'login refused');
  const retryAt = turn.now.ticks + SESSION.loginRefusedMs;
  turn.set({
    link: { kind: 'down', retryAt, loginRefused: true },
    lost: { since: Number.NEGATIVE_INFINITY, reason: 'login refused' },
  });
}

/** 96: as it was, then without error detection where the settings allow that, then no more. */
function sendAgain(turn: Turn, exchange: Exchange): void {
  // Several at once answer one request: what was sent in this very moment has reached nobody yet.
  const sentNow = exchange.deadline - turn.state.setup.replyMs === turn.now.ticks;
  if (exchange.resends > 0 && sentNow) return turn.note('One 96 too many was passed over.');
  if (exchange.damaged || exchange.resends >= SESSION.resends)
    return failed(turn, 'it did not understand the request');
  const asItWas = exchange.resends === 0 || turn.state.setup.errorDetection === 'on';
  const sequence = asItWas ? exchange.sequence : null;
  transmit(turn, { ...exchange, sequence, resends: exchange.resends + 1 });
}

/** There was an answer. Where the dialect has it kept by the server, it is asked for by the same request once more. */
function damaged(turn: Turn, exchange: Exchange): void {
  const [job, ...rest] = turn.state.jobs;
  const kept = turn.state.setup.dialect.repeat === 'same-number' && exchange.sequence !== null;
  if (!kept || exchange.resends >= SESSION.resends) return failed(turn, 'an answer with a wrong checksum');
  // A server that kept nothing after all may now say no to what it did the first time: a no is looked into.
  if (exchange.purpose === 'job' && job !== undefined)
    turn.set({ jobs: [{ ...job, repeated: true }, ...rest] });
  transmit(turn, { ...exchange, resends: exchange.resends + 1, damaged: true });
}

/** The answer is of no use: the connection is dropped, so that what comes late on it reaches nobody. */
function failed(turn: Turn, reason: string, silent = false): void {
  turn.note(`The connection is given up: ${reason}.`);
  turn.commands.push({ kind: 'disconnect' });
  lost(turn, reason, silent);
}

/** `silent`: given up because no answer came. */
function lost(turn: Turn, reason: string, silent = false): void {
  if (turn.state.link.kind === 'down') return;
  const { link } = turn.state;
  if (link.kind === 'ready' && turn.now.ticks - link.since >= SESSION.provenMs) turn.set(OF_USE);
  const { failures, exchange, jobs } = turn.state;
  const [job, ...rest] = jobs;
  const atWork = exchange?.purpose === 'job' && job !== undefined;
  turn.set({
    link: {
      kind: 'down',
      retryAt: turn.now.ticks + reconnectAfterMs(turn.state.setup.station, failures),
      loginRefused: false,
    },
    exchange: null,
    failures: failures + 1,
    lost: { since: turn.state.lost?.since ?? turn.now.ticks, reason },
    jobs: atWork ? [afterLoss(job, silent), ...rest] : jobs,
  });
}

function giveUpWaiting(turn: Turn): void {
  const { exchange, link, setup } = turn.state;
  if (exchange !== null && turn.now.ticks >= exchange.deadline) {
    return failed(turn, `no answer to ${exchange.message.code} within ${setup.replyMs / 1000} s`, true);
  }
  if (link.kind === 'connecting' && turn.now.ticks >= link.deadline)
    failed(turn, 'the connection did not come about');
}

/** Ends what has no hope while the library system stays away, refuses the login, or breaks off again and again. */
function reconsider(turn: Turn): void {
  const { exchange, jobs, link, setup } = turn.state;
  for (const job of exchange?.purpose === 'job' ? jobs.slice(1) : jobs) {
    // Its entry may not be on disk. Nothing of it is out: what was, was found not done.
    if (!turn.state.mayChange && changes(job)) {
      turn.move(job, notDone('not-recorded'));
      continue;
    }
    const after = loseHope(job, {
      ticks: turn.now.ticks,
      retries: setup.retries,
      outOfPatience: link.kind !== 'ready' && turn.now.ticks >= patienceEnds(turn.state, job),
      loginRefused: link.kind === 'down' && link.loginRefused,
    });
    if (after !== null) turn.move(job, after);
  }
}

/** Does what is due: connects, greets, sends the next request or a heartbeat. */
function goOn(turn: Turn): void {
  const { link, exchange, jobs, setup } = turn.state;
  if (exchange !== null) return;
  const asking = askingAt(setup, turn.now);
  switch (link.kind) {
    case 'down':
      if (turn.now.ticks < link.retryAt) return;
      turn.commands.push({ kind: 'connect' });
      return turn.set({ link: { kind: 'connecting', deadline: turn.now.ticks + setup.connectMs } });
    case 'connecting':
      return;
    case 'greeting': {
      const next = link.left[0];
      return next === undefined
        ? undefined
        : begin(turn, next, next === 'login' ? asking.login() : asking.status());
    }
    case 'ready': {
      const job = jobs.find(({ notBefore }) => notBefore <= turn.now.ticks);
      if (job === undefined) {
        const idle = turn.now.ticks - turn.state.lastHeard >= setup.heartbeatMs;
        return idle ? begin(turn, 'heartbeat', asking.status()) : undefined;
      }
      const rest = jobs.filter((other) => other !== job);
      turn.set({ jobs: [changes(job) ? { ...job, doubtful: true } : job, ...rest] });
      return begin(turn, 'job', messageOf(job, asking));
    }
  }
}

function begin(turn: Turn, purpose: Exchange['purpose'], message: Sip2Request): void {
  const { setup, sequence } = turn.state;
  const counted = setup.errorDetection === 'off' ? null : sequence;
  turn.set({ sequence: (sequence + 1) % 10 });
  transmit(turn, {
    purpose,
    message,
    awaited: messages[message.code].answer,
    sequence: counted,
    deadline: 0,
    resends: 0,
    damaged: false,
  });
}

function transmit(turn: Turn, exchange: Exchange): void {
  const { charset, terminator, replyMs } = turn.state.setup;
  const bytes = encodeMessage(exchange.message, { charset, terminator, sequence: exchange.sequence });
  turn.commands.push({ kind: 'send', bytes });
  turn.set({ exchange: { ...exchange, deadline: turn.now.ticks + replyMs } });
}

/** A short loss is nobody's business: servers close idle connections without a word. */
function tellStatus(turn: Turn): void {
  const { link, lost: loss } = turn.state;
  if (link.kind === 'ready') return tell(turn, { kind: 'ready' });
  if (loss === null || turn.now.ticks - loss.since < SESSION.awayAfterMs) return;
  tell(turn, { kind: 'away', reason: loss.reason });
}

/** Tells what is new, a new reason too. */
function tell(turn: Turn, status: LibraryStatus): void {
  const { told } = turn.state;
  const known = told?.kind === status.kind && reasonOf(told) === reasonOf(status);
  if (known) return;
  turn.set({ told: status });
  turn.commands.push({ kind: 'status', status });
}

const reasonOf = (status: LibraryStatus): string => (status.kind === 'away' ? status.reason : '');

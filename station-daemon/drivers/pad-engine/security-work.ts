// One `setSecurity` order: what the gate looks at is written, then all of it read back. Only what was read back is told
// as verified.
//
// Where the gate looks at both, EAS is the last to be released and the first to be secured. So an interruption leaves
// one half state alone, AFI on loan with EAS set: the gate still cries out for it, and it is known for certain, since a
// set EAS bit answers, while one that is not set is silent. It is told as `other`, and the core writes it again.

import type { PadOrder, SecurityOutcome, Uid } from '../../../protocols/devices/pad.ts';
import { hasEas, maskPassword } from '../../../protocols/tags/icode.ts';
import { afiOfSecurity, looksAtEas, securityOf } from '../../../protocols/tags/security.ts';
import { checked, forgetSecurity, readsEas } from './field.ts';
import type { PadAnswer, TagRequest } from './requests.ts';
import type { PadTurn, SecurityPhase, SecurityWork } from './state.ts';

/** Takes in an order that was just given. One that the reader has no commands for ends at once: nothing was tried. */
export function takeOrder(turn: PadTurn, order: PadOrder): void {
  const work = { order, random: 0, failures: 0, ...tryOf(turn, order, 'as-ever') };
  turn.set({ orders: [...turn.state.orders, work] });
  const reason = inability(turn);
  if (reason !== null) end(turn, work, { kind: 'unknown', reason });
}

/** Why no order can be carried out by this reader at this library's gates; null where it can. */
function inability({ dialect: { can }, security: { gate } }: PadTurn): string | null {
  if (gate !== 'eas' && !can.writeAfi) return 'this reader cannot write an AFI';
  return looksAtEas(gate) && !can.eas ? 'this reader cannot write EAS' : null;
}

type Try = Pick<SecurityWork, 'phases' | 'tried' | 'acknowledged' | 'eas'>;

function tryOf(turn: PadTurn, order: PadOrder, how: 'as-ever' | 'without-password'): Try {
  const phases = phasesOf(turn, order, how);
  return { phases, tried: phases.length, acknowledged: true, eas: null };
}

/** Everything that one try asks. */
function phasesOf(
  turn: PadTurn,
  { uid, security }: PadOrder,
  how: 'as-ever' | 'without-password',
): readonly SecurityPhase[] {
  const gives = turn.dialect.can.password && turn.security.password !== null;
  const guarded = gives && hasEas(uid) && how === 'as-ever';
  const logIn = guarded ? (['readRandom', 'logIn'] as const) : [];
  const writes = writesOf(turn, uid);
  const ordered = security === 'released' ? writes : writes.toReversed();
  return [...logIn, ...ordered, ...readBackOf(turn, uid)];
}

/** What is written, in the order in which it is released. */
function writesOf(turn: PadTurn, uid: Uid): readonly SecurityPhase[] {
  const eas = readsEas(turn, uid) ? (['writeEas'] as const) : [];
  return turn.security.gate === 'eas' ? eas : ['writeAfi', ...eas];
}

/** The facts come last: they prove that the tag was there when its EAS bit kept silent. */
function readBackOf(turn: PadTurn, uid: Uid): readonly SecurityPhase[] {
  return readsEas(turn, uid) ? ['readEas', 'readFacts'] : ['readFacts'];
}

/** What to ask next for an order. */
export function requestFor(turn: PadTurn, { order, phases, random }: SecurityWork): TagRequest {
  const { uid, security } = order;
  const [kind = 'readFacts'] = phases;
  switch (kind) {
    case 'readRandom':
    case 'readEas':
    case 'readFacts':
      return { kind, uid };
    case 'logIn': {
      const password = turn.security.password ?? new Uint8Array();
      return { kind, uid, masked: maskPassword(password, random) };
    }
    case 'writeAfi':
      return { kind, uid, afi: afiOfSecurity(security, turn.security.afi) };
    case 'writeEas':
      return { kind, uid, set: security === 'secured' };
  }
}

/** Is this order in the middle of a try? Then nothing of another tag comes between: what is half written should not stay so. */
export function isUnderWay({ phases, tried }: SecurityWork): boolean {
  return phases.length < tried;
}

/** What an order's request came to. */
export function workAnswered(turn: PadTurn, work: SecurityWork, answer: PadAnswer): void {
  const [phase, ...rest] = work.phases;
  switch (phase) {
    case 'readRandom':
      if (answer.kind !== 'random') return failed(turn, work, reasonOf(answer));
      return replace(turn, work, { ...work, phases: rest, random: answer.number });
    case 'logIn':
      return answer.kind === 'done'
        ? replace(turn, work, { ...work, phases: rest })
        : passwordRefused(turn, work, answer);
    case 'writeAfi':
    case 'writeEas': {
      if (answer.kind === 'done') return replace(turn, work, { ...work, phases: rest });
      // What counts is what can be read back. But after one that failed nothing more is written.
      const phases = readBackOf(turn, work.order.uid);
      return replace(turn, work, { ...work, phases, acknowledged: false });
    }
    case 'readEas':
      if (answer.kind !== 'eas') return failed(turn, work, reasonOf(answer));
      return replace(turn, work, { ...work, phases: rest, eas: answer.set });
    case 'readFacts':
    case undefined:
      if (answer.kind !== 'facts') return failed(turn, work, reasonOf(answer));
      if (answer.uid !== work.order.uid) return failed(turn, work, 'another tag answered');
      return readBack(turn, work, answer);
  }
}

/** All that the gate looks at was read back. */
function readBack(
  turn: PadTurn,
  work: SecurityWork,
  { afi, blocks }: Extract<PadAnswer, { kind: 'facts' }>,
): void {
  // A set EAS bit answers. That it is not set is known by silence, which is believed where the tag confirmed just that.
  const believed = work.eas !== false || (work.acknowledged && work.order.security === 'released');
  if (!believed) return failed(turn, work, 'the tag keeps silent');
  const security = securityOf({ afi, eas: work.eas }, turn.security);
  turn.setTag(work.order.uid, { security, eas: work.eas, blocks, ...checked(turn) });
  if (security === work.order.security) return end(turn, work, { kind: 'verified', security });
  if (work.failures + 1 >= turn.dialect.writeTries) return end(turn, work, { kind: 'unchanged', security });
  tryAgain(turn, work);
}

/** The tag or the reader did not do what was asked, or did not answer. */
function failed(turn: PadTurn, work: SecurityWork, reason: string): void {
  turn.note(`Security, ${work.phases[0] ?? 'readFacts'}: ${reason}`);
  if (work.failures + 1 >= turn.dialect.writeTries) {
    forgetSecurity(turn, work.order.uid);
    return end(turn, work, { kind: 'unknown', reason });
  }
  tryAgain(turn, work);
}

/** A wrong password makes a tag mute until the field is off: it is reset, and the tag tried without, or read back. */
function passwordRefused(turn: PadTurn, work: SecurityWork, answer: PadAnswer): void {
  const isLast = work.failures + 1 >= turn.dialect.writeTries;
  if (turn.dialect.resetsField) turn.set({ reset: 'wanted' });
  turn.note(`A tag did not take the password of the settings: ${reasonOf(answer)}`);
  if (isLast) return replace(turn, work, { ...work, phases: readBackOf(turn, work.order.uid) });
  tryAgain(turn, work, 'without-password');
}

/** All orders end without anybody knowing how: the line or the reader is gone. */
export function endAll(turn: PadTurn, reason: string): void {
  for (const work of turn.state.orders) end(turn, work, { kind: 'unknown', reason });
}

function end(turn: PadTurn, work: SecurityWork, outcome: SecurityOutcome): void {
  turn.set({ orders: turn.state.orders.filter(({ order }) => order.order !== work.order.order) });
  turn.tell({ kind: 'securitySet', order: work.order.order, uid: work.order.uid, outcome });
}

/** Without a password it is tried once, then with it again: it may have been the air that spoiled it. */
function tryAgain(turn: PadTurn, work: SecurityWork, how: 'as-ever' | 'without-password' = 'as-ever'): void {
  replace(turn, work, { ...work, ...tryOf(turn, work.order, how), failures: work.failures + 1 });
}

function replace(turn: PadTurn, work: SecurityWork, next: SecurityWork): void {
  turn.set({ orders: turn.state.orders.map((one) => (one.order.order === work.order.order ? next : one)) });
}

/** Why an answer is not the one that was hoped for. */
export function reasonOf(answer: PadAnswer): string {
  return answer.kind === 'refused' || answer.kind === 'unfit' ? answer.reason : 'not understood';
}

// One `setSecurity` order: the AFI is written, then read back. Only what was read back is told as verified.

import type { SecurityOutcome } from '../../../../protocols/devices/pad.ts';
import type { FeigRequest } from '../../../../protocols/feig/commands.ts';
import { afiOfSecurity, securityOfAfi } from '../../../../protocols/tags/security.ts';
import { forgetSecurity } from './field.ts';
import { type FeigTurn, type SecurityWork, TRIES } from './state.ts';

/** What to ask next for an order. */
export function requestFor(turn: FeigTurn, { order, phase }: SecurityWork): FeigRequest {
  if (phase === 'read-back') return { kind: 'systemInformation', uid: order.uid };
  return { kind: 'writeAfi', uid: order.uid, afi: afiOfSecurity(order.security, turn.state.afi) };
}

/** The write was answered: well or not, what counts is what can be read back. */
export function written(turn: FeigTurn, work: SecurityWork): void {
  replace(turn, work, { ...work, phase: 'read-back' });
}

/** The AFI was read back. */
export function readBack(turn: FeigTurn, work: SecurityWork, afi: number): void {
  const security = securityOfAfi(afi, turn.state.afi);
  turn.setTag(work.order.uid, { security });
  if (security === work.order.security) return end(turn, work, { kind: 'verified', security });
  if (work.failures + 1 >= TRIES) return end(turn, work, { kind: 'unchanged', security });
  replace(turn, work, { ...work, phase: 'write', failures: work.failures + 1 });
}

/** The tag or the reader did not do what was asked, or did not answer. */
export function failed(turn: FeigTurn, work: SecurityWork, reason: string): void {
  turn.note(`Security ${work.phase} failed: ${reason}`);
  if (work.failures + 1 >= TRIES) {
    forgetSecurity(turn, work.order.uid);
    return end(turn, work, { kind: 'unknown', reason });
  }
  replace(turn, work, { ...work, phase: 'write', failures: work.failures + 1 });
}

/** All orders end without anybody knowing how: the line or the reader is gone. */
export function endAll(turn: FeigTurn, reason: string): void {
  for (const work of turn.state.orders) end(turn, work, { kind: 'unknown', reason });
}

function end(turn: FeigTurn, work: SecurityWork, outcome: SecurityOutcome): void {
  turn.set({ orders: turn.state.orders.filter(({ order }) => order.order !== work.order.order) });
  turn.tell({ kind: 'securitySet', order: work.order.order, uid: work.order.uid, outcome });
}

function replace(turn: FeigTurn, work: SecurityWork, next: SecurityWork): void {
  turn.set({ orders: turn.state.orders.map((one) => (one.order.order === work.order.order ? next : one)) });
}

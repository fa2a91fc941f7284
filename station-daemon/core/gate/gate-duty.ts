// When gates are armed: while the library is open; while it is closed and when the station has stopped, as the settings
// say; and off for a while where the staff say so. Each change is written down with who and why, and then ordered.

import type { Turn } from '../state.ts';
import type { GateEntry, GateWho } from './gate-entry.ts';
import { givenAnew, handedOver, logged } from './gate-log.ts';
import { canSwitchGates, type Duty, type Gate, withGate } from './gates.ts';

/** Brings the gates, and what hangs on relays, to what they have to be. Changes nothing where they are. */
export function tendGates(turn: Turn): void {
  const { bypass } = turn.state.gateWork;
  if (bypass !== null && bypass.until <= turn.now.ticks)
    turn.set({ gateWork: { ...turn.state.gateWork, bypass: null } });
  const duty = dutyOf(turn);
  for (const gate of turn.state.gateWork.gates) if (gate.switches) decide(turn, gate, duty);
  hand(turn);
  for (const gate of turn.state.gateWork.gates) order(turn, gate);
  tendLamps(turn);
}

function dutyOf({ state }: Turn): Duty {
  const { gateWork, service, setup } = state;
  const { bypass, library } = gateWork;
  if (service.kind === 'stopping' || service.kind === 'stopped')
    return { because: 'stop', armed: setup.gates.whenStopped === 'armed' };
  if (bypass !== null) return { because: 'bypass', armed: false, by: bypass.by };
  if (library === 'closed') return { because: 'closed', armed: setup.gates.whenClosed === 'armed' };
  return { because: 'open', armed: true };
}

/** Writes down what changes. That it stays as it is for another reason is no change. */
function decide(turn: Turn, gate: Gate, duty: Duty): void {
  if (gate.duty?.armed !== duty.armed) {
    const [who, why] = reasonOf(gate.duty, duty);
    const what = duty.armed ? 'armed' : 'off';
    logGate(turn, { gate: gate.device, what, who, why, item: '' });
    turn.note(`A gate is ${what}.`, { device: gate.device, who, why });
  }
  if (gate.duty?.because !== duty.because || gate.duty.armed !== duty.armed)
    turn.set({ gateWork: withGate(turn.state.gateWork, gate.device, { duty }) });
}

function reasonOf(before: Duty | null, duty: Duty): readonly [GateWho, string] {
  if (duty.because === 'stop') return ['stop', 'the station stops'];
  if (duty.because === 'bypass') return [`staff:${duty.by}`, 'bypass'];
  if (before === null) {
    return [
      'start',
      duty.because === 'open' ? 'the station starts' : 'the station starts, the library is closed',
    ];
  }
  if (before.because === 'bypass') return [`staff:${before.by}`, 'the bypass has ended'];
  return ['hours', duty.because === 'open' ? 'the library has opened' : 'the library has closed'];
}

/** An entry for the journal, written now. */
export function logGate(turn: Turn, entry: Omit<GateEntry, 'at'>): void {
  const { gateWork } = turn.state;
  const log = logged(gateWork.log, { ...entry, at: turn.now.wall });
  turn.set({ gateWork: { ...gateWork, log } });
}

/** Gives the journal what it does not have yet. Entries come before the orders that they are about. */
function hand(turn: Turn): void {
  const { gateWork, journal } = turn.state;
  if (!journal.works || gateWork.log.length === 0) return;
  const { log, entries } = handedOver(gateWork.log, turn.now.ticks);
  for (const entry of entries) turn.commands.push({ kind: 'recordGate', entry });
  turn.set({ gateWork: { ...gateWork, log } });
}

/** A journal that cannot write keeps nobody from arming a gate: what is to be written down follows. */
function order(turn: Turn, { device, duty, ordered }: Gate): void {
  if (duty === null || duty.armed === ordered) return;
  turn.commands.push({ kind: 'gate', device, order: { kind: 'arm', armed: duty.armed } });
  turn.set({ gateWork: withGate(turn.state.gateWork, device, { ordered: duty.armed, stuck: false }) });
}

/** The journal could not write, or is a new one: what stood behind an entry was not ordered either. */
export function gatesAnew(turn: Turn): void {
  const { gateWork } = turn.state;
  const gates = gateWork.gates.map((gate) => ({ ...gate, ordered: null }));
  const boards = gateWork.boards.map((board) => ({ ...board, lamp: null }));
  turn.set({ gateWork: { ...gateWork, gates, boards, log: givenAnew(gateWork.log) } });
}

/** A lamp is lit while somebody waits for the staff. */
function tendLamps(turn: Turn): void {
  const on = turn.state.helpAskedUntil !== null;
  const { boards } = turn.state.gateWork;
  const isRight = ({ outputs, lamp }: (typeof boards)[number]) => !outputs.includes('lamp') || lamp === on;
  if (boards.every(isRight)) return;
  for (const board of boards)
    if (!isRight(board))
      turn.commands.push({ kind: 'switch', device: board.device, output: 'lamp', on, forMs: null });
  const lit = boards.map((board) => (isRight(board) ? board : { ...board, lamp: on }));
  turn.set({ gateWork: { ...turn.state.gateWork, boards: lit } });
}

/** The staff disarm the gates for a while, or end that. False where there is nothing to disarm. */
export function bypassGates(turn: Turn, by: string): boolean {
  const { gateWork, setup } = turn.state;
  const { bypassMs } = setup.gates;
  if (bypassMs === 0 || !canSwitchGates(gateWork)) return false;
  const bypass = gateWork.bypass === null ? { by, until: turn.now.ticks + bypassMs } : null;
  turn.set({ gateWork: { ...gateWork, bypass } });
  turn.remark(bypass === null ? 'gates-armed' : 'gates-off');
  return true;
}

/** Has a gate that is there yet to follow what it was told? The station waits for that when it stops. */
export function gatesFollow({ state }: Turn): boolean {
  return state.gateWork.gates.every(
    ({ switches, ordered, armed, away, stuck }) => !switches || away !== null || stuck || armed === ordered,
  );
}

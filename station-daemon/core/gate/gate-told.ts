// What gates and relay boards tell.

import type { GateReading } from '../../../protocols/devices/gate.ts';
import type { RelayReading } from '../../../protocols/devices/relay.ts';
import type { DeviceId } from '../event.ts';
import type { Turn } from '../state.ts';
import { alarmCame } from './gate-alarm.ts';
import { type Gate, withGate } from './gates.ts';

/** A gate's driver told something. */
export function gateTold(turn: Turn, device: DeviceId, reading: GateReading): void {
  const gate = turn.state.gateWork.gates.find((one) => one.device === device);
  if (gate === undefined) return;
  const set = (change: Partial<Gate>) =>
    turn.set({ gateWork: withGate(turn.state.gateWork, device, change) });
  switch (reading.kind) {
    case 'ready':
      return set({ away: null, stuck: false });
    case 'lost':
      return set({ away: reading.reason, armed: null, sounding: false });
    case 'armed':
      return set({ armed: reading.armed, stuck: gate.stuck && reading.armed !== gate.ordered });
    case 'stuck':
      return set({ stuck: true });
    case 'sounding':
      set({ sounding: reading.sounding });
      return reading.sounding && !gate.sounding ? alarmCame(turn, device, null, null) : undefined;
    case 'alarm':
      return alarmCame(turn, device, reading.item, reading.uid);
    case 'passed':
      return set({ passed: { in: reading.in, out: reading.out } });
  }
}

/** A relay board's driver told something that does not concern its gate alone. */
export function boardTold(turn: Turn, device: DeviceId, reading: RelayReading): void {
  const setAway = (away: string | null) => {
    const { gateWork } = turn.state;
    const boards = gateWork.boards.map((board) => (board.device === device ? { ...board, away } : board));
    turn.set({ gateWork: { ...gateWork, boards } });
  };
  switch (reading.kind) {
    case 'ready':
      return setAway(null);
    case 'lost':
      return setAway(reading.reason);
    case 'stuck':
      return turn.note('A relay does not do what it is told.', { device, relay: reading.relay });
    case 'level':
      return;
  }
}

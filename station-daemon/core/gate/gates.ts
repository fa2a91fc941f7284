// What the core knows of the security gates and of what else hangs on relays. A gate is told what it has to be and
// nothing of any loan, and no loan asks how a gate is: what releases an item is its tag.

import type { DeviceId } from '../event.ts';
import type { CoreDevice } from '../setup.ts';
import type { GateAlarm } from './alarm.ts';
import { type GateLog, NOTHING_LOGGED } from './gate-log.ts';
import type { BoardOutput } from './outputs.ts';

/** Why gates are as they are just now, the reason that counts most. */
export type Duty =
  | { readonly because: 'open'; readonly armed: true }
  | { readonly because: 'closed' | 'stop'; readonly armed: boolean }
  /** A member of the staff has disarmed them. */
  | { readonly because: 'bypass'; readonly armed: false; readonly by: string };

/** One gate. */
export interface Gate {
  readonly device: DeviceId;
  /** Can the station arm it? Some only tell. */
  readonly switches: boolean;
  /** What it has to be, as the journal has it; null before the first time. */
  readonly duty: Duty | null;
  /** What it was told last, to be told anew where that may not have left. */
  readonly ordered: boolean | null;
  /** As it, or its relay, says itself; null where that is not known. */
  readonly armed: boolean | null;
  /** Why it cannot be heard; null while it can. */
  readonly away: string | null;
  /** It does not do what it is told. */
  readonly stuck: boolean;
  /** Its alarm contact is closed. */
  readonly sounding: boolean;
  /** Its counters, where it has some. */
  readonly passed: { readonly in: number; readonly out: number } | null;
}

/** A relay board, for what hangs on it beside a gate. */
export interface Board {
  readonly device: DeviceId;
  readonly outputs: readonly BoardOutput[];
  /** Why it cannot be heard; null while it can. */
  readonly away: string | null;
  /** How its lamp was ordered last. */
  readonly lamp: boolean | null;
}

/** All gates, and what goes on around them. */
export interface GateWork {
  readonly gates: readonly Gate[];
  readonly boards: readonly Board[];
  /** By the opening hours; a library without any is open. */
  readonly library: 'open' | 'closed';
  /** The staff have disarmed the gates until a tick. */
  readonly bypass: { readonly by: string; readonly until: number } | null;
  /** What the staff are told of, the latest last. */
  readonly alarms: readonly GateAlarm[];
  /** Alarms since the start. */
  readonly alarmCount: number;
  readonly log: GateLog;
}

const NOT_OPENED = 'not opened yet';

/** Before anything was heard of them. */
export function newGateWork(devices: readonly CoreDevice[]): GateWork {
  const gates = devices.flatMap((device) => {
    switch (device.kind) {
      case 'gate':
        return [newGate(device.id, device.switches)];
      case 'relay': {
        const switches = device.outputs.includes('gate');
        return switches || device.tellsAlarm ? [newGate(device.id, switches)] : [];
      }
      default:
        return [];
    }
  });
  const boards = devices.flatMap((device) =>
    device.kind === 'relay'
      ? [{ device: device.id, outputs: device.outputs, away: NOT_OPENED, lamp: null }]
      : [],
  );
  return {
    ...{ gates, boards, library: 'open', bypass: null, alarms: [], alarmCount: 0, log: NOTHING_LOGGED },
  };
}

function newGate(device: DeviceId, switches: boolean): Gate {
  return {
    ...{ device, switches, duty: null, ordered: null, armed: null, away: NOT_OPENED },
    ...{ stuck: false, sounding: false, passed: null },
  };
}

/** The work with one gate changed. */
export function withGate(work: GateWork, device: DeviceId, change: Partial<Gate>): GateWork {
  const gates = work.gates.map((gate) => (gate.device === device ? { ...gate, ...change } : gate));
  return { ...work, gates };
}

/** Is there a gate that the station can disarm? */
export function canSwitchGates({ gates }: GateWork): boolean {
  return gates.some(({ switches }) => switches);
}

// Between a relay board, which knows places, and the core, which knows what hangs there.

import type { GateReading } from '../../protocols/devices/gate.ts';
import type { RelayLevel, RelayOrder, RelayReading } from '../../protocols/devices/relay.ts';
import type { CoreCommand, CoreEvent } from '../core/event.ts';
import type { DeviceId } from './rim.ts';
import type { BoardWiring } from './setup.ts';

/** The order for something that hangs on the board; null where it does not. */
export function relayOrderOf(
  { relayOf }: BoardWiring,
  { output, on, forMs }: Pick<Extract<CoreCommand, { kind: 'switch' }>, 'output' | 'on' | 'forMs'>,
): RelayOrder | null {
  const relay = relayOf[output];
  return relay === undefined ? null : { kind: 'switch', relay, on, forMs };
}

/** What a board's reading says, and to whom. */
export function boardToldOf(
  device: DeviceId,
  wiring: BoardWiring,
  reading: RelayReading,
): readonly CoreEvent[] {
  const gate = gateReadings(wiring, reading).map(
    (told): CoreEvent => ({ kind: 'gate', device, reading: told }),
  );
  return [{ kind: 'relay', device, reading }, ...gate];
}

/** What it says of the gate, where one hangs there. */
function gateReadings(
  { relayOf, armedWhenOn, alarmInput }: BoardWiring,
  reading: RelayReading,
): readonly GateReading[] {
  switch (reading.kind) {
    case 'ready':
    case 'lost':
      return [reading];
    case 'stuck':
      return reading.relay === relayOf.gate ? [{ kind: 'stuck' }] : [];
    case 'level': {
      const on = levelAt(reading.relays, relayOf.gate ?? null);
      const sounding = levelAt(reading.inputs, alarmInput);
      return [
        ...(on === null ? [] : [{ kind: 'armed', armed: on === armedWhenOn } as const]),
        ...(sounding === null ? [] : [{ kind: 'sounding', sounding } as const]),
      ];
    }
  }
}

function levelAt(levels: readonly RelayLevel[], at: number | null): boolean | null {
  return levels.find(({ place }) => place === at)?.on ?? null;
}

// The keys of gates and relay boards, and the section `gates`: what hangs on which relay, and when gates are armed.

import { z } from 'zod';
import { key } from './keys.ts';

/** The driver of gates that have a line of their own; the others hang on a relay. */
export const LINE_GATE_DRIVER = 'line-gate';

/** What a relay may switch, and an input may tell. */
const OUTPUTS = {
  gate: ['Gate', 'The relay that arms or disarms the security gate; see relayOn.'],
  lamp: ['Lamp', 'Lit while a patron waits for help.'],
  buzzer: ['Buzzer', 'Sounds when a gate does, where staff can hear it; see gates.buzzerSeconds.'],
  shutter: ['Shutter', 'The shutter of a book drop.'],
  flap: ['Bin flap', 'The flap above the bins of a book drop.'],
} as const;

/** Relays count from 0. */
const MOST_PLACE = 31;
const place = () => z.int().min(0).max(MOST_PLACE);
const PLACE_ALLOWED = `0 to ${MOST_PLACE}; the first one is 0`;

const output = (name: keyof typeof OUTPUTS) =>
  key(place().optional(), {
    title: OUTPUTS[name][0],
    description: OUTPUTS[name][1],
    allowed: PLACE_ALLOWED,
  });

const alarmInput = () =>
  key(place().optional(), {
    title: 'Alarm input',
    description: 'The input whose contact is closed while the gate sounds.',
    allowed: PLACE_ALLOWED,
  });

/** What relay boards have, whatever hangs on them. */
const boardKeys = {
  relayOn: key(z.enum(['disarms', 'arms']).default('disarms'), {
    title: 'Relay on',
    description:
      'What the gate does while its relay is on. disarms: without power it is armed; arms: without power it is off.',
  }),
  unit: key(z.int().min(1).max(247).default(1), {
    title: 'Address',
    description: 'For the driver modbus-relay: the address of the board on its line.',
  }),
  readsBack: key(z.boolean().default(true), {
    title: 'Reads back',
    description:
      'false for a board that cannot tell how its relays are, as plain ones of LCUS: what was sent to it counts, and it is sent again and again.',
  }),
};

/** The keys of a device of the kind gate. */
export const gateKeys = {
  pattern: key(z.string().min(1).max(4_096).optional(), {
    title: 'Pattern',
    description: `For the driver ${LINE_GATE_DRIVER}: the file that says how the gate speaks; seen from the folder of the settings file.`,
    allowed: 'the path of a file',
  }),
  relay: key(place().default(0), {
    title: 'Relay',
    description: 'For a gate on a relay board: which relay arms or disarms it.',
    allowed: PLACE_ALLOWED,
  }),
  alarmInput: alarmInput(),
  ...boardKeys,
};

/** The keys of a device of the kind relay: a board that several things hang on. */
export const relayKeys = {
  outputs: key(
    z
      .strictObject({
        gate: output('gate'),
        lamp: output('lamp'),
        buzzer: output('buzzer'),
        shutter: output('shutter'),
        flap: output('flap'),
      })
      .prefault({}),
    { title: 'Outputs', description: 'What hangs on which relay.' },
  ),
  alarmInput: alarmInput(),
  ...boardKeys,
};

const duty = (fallback: 'armed' | 'off', title: string, description: string) =>
  key(z.enum(['armed', 'off']).default(fallback), { title, description });

export const GATES = z.strictObject({
  whenClosed: duty(
    'armed',
    'While closed',
    'How gates are while the library is closed; see hours. While it is open they are armed.',
  ),
  whenStopped: duty('armed', 'When stopped', 'How gates are left when the station stops.'),
  bypassSeconds: key(z.int().min(0).max(3_600).default(0), {
    title: 'Bypass',
    description:
      'A card of the staff, shown while nobody is at the station, disarms gates for so long; shown once more, it arms them at once. 0: it does not.',
    unit: 's',
  }),
  buzzerSeconds: key(z.int().min(1).max(60).default(3), {
    title: 'Buzzer',
    description: 'How long a buzzer on a relay sounds after an alarm.',
    unit: 's',
  }),
});

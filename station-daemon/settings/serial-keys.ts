// The keys of a serial port: where it is and how bytes go over it. Devices have them, and a library line that is serial.

import { z } from 'zod';
import { key } from './keys.ts';

const BAUD_RATES = [
  1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600,
] as const;

const PARITIES = ['none', 'even', 'odd'] as const;

/** Speed in bit/s and parity of a line. There are always 8 data bits and 1 stop bit. */
export interface LineSpeed {
  readonly baudRate: (typeof BAUD_RATES)[number];
  readonly parity: (typeof PARITIES)[number];
}

/** The keys of one serial port, with the speed and parity that are usual on it. */
export function serialPort(speed: LineSpeed['baudRate'], parity: LineSpeed['parity']) {
  return {
    ...serialPath(),
    baudRate: speedKey(z.literal([...BAUD_RATES]).default(speed), ''),
    parity: parityKey(z.enum(PARITIES).default(parity), ''),
  };
}

/** The keys of one serial port whose usual speed and parity another key decides; `usual` tells how. */
export function serialPortLeftOpen(usual: string) {
  return {
    ...serialPath(),
    baudRate: speedKey(z.literal([...BAUD_RATES]).optional(), ` Usual: ${usual}.`),
    parity: parityKey(z.enum(PARITIES).optional(), ` Usual: ${usual}.`),
  };
}

function speedKey<Schema extends z.ZodType>(schema: Schema, usual: string): Schema {
  const description = `As it is set at the other end.${usual}`;
  return key(schema, { title: 'Speed', description, unit: 'bit/s' });
}

function parityKey<Schema extends z.ZodType>(schema: Schema, usual: string): Schema {
  const description = `As it is set at the other end. There are always 8 data bits and 1 stop bit.${usual}`;
  return key(schema, { title: 'Parity', description });
}

function serialPath() {
  return {
    path: key(
      z
        .string()
        .min(1)
        .max(4_096)
        .regex(/^\P{Cc}+$/u),
      {
        title: 'Path',
        description: 'The serial port. Paths under /dev/serial/by-id/ stay the same after a replug.',
        allowed: 'the path of a serial port',
      },
    ),
  };
}

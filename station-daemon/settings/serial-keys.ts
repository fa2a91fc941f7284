// The keys of a serial port: where it is and how bytes go over it. Devices have them, and a library line that is serial.

import { z } from 'zod';
import { key } from './keys.ts';

const BAUD_RATES = [
  1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600,
] as const;

/** The keys of one serial port, with the speed and parity that are usual on it. */
export function serialPort(speed: (typeof BAUD_RATES)[number], parity: 'none' | 'even' | 'odd') {
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
    baudRate: key(z.literal([...BAUD_RATES]).default(speed), {
      title: 'Speed',
      description: 'As it is set at the other end.',
      unit: 'bit/s',
    }),
    parity: key(z.enum(['none', 'even', 'odd']).default(parity), {
      title: 'Parity',
      description: 'As it is set at the other end. There are always 8 data bits and 1 stop bit.',
    }),
  };
}

// The list `devices`: what is plugged into the station's serial ports.

import { z } from 'zod';
import type { GatePattern } from '../../protocols/ascii-line/gate-pattern.ts';
import type { LineReaderPattern } from '../../protocols/ascii-line/pattern.ts';
import { key } from './keys.ts';
import { gateKeys, LINE_GATE_DRIVER, relayKeys } from './relay-keys.ts';
import { scannerKeys } from './scan-keys.ts';
import { type LineSpeed, serialPort, serialPortLeftOpen } from './serial-keys.ts';

export const DEVICE_KINDS = ['pad', 'scanner', 'printer', 'gate', 'relay'] as const;

export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** What all kinds of devices have, with the keys of its serial port, whose usual speed and parity differ. */
function common<Line extends z.ZodRawShape>(line: Line) {
  return {
    id: key(z.string().regex(/^[a-z0-9._-]{1,32}$/), {
      title: 'Device id',
      description: 'Tells this device from the others of the station, in logs and on the staff pages.',
      allowed: 'a-z 0-9 . _ -, 1 to 32 characters',
    }),
    driver: key(z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/), {
      title: 'Driver',
      description: 'The family of models that the device belongs to.',
      allowed: "a driver's name: a-z 0-9 -",
    }),
    ...line,
  };
}

const KIND_DOC = { title: 'Kind', description: 'What the device is.' } as const;

/** Everything that the settings know of a pad's driver. */
interface PadDriver extends LineSpeed {
  /** Its readers speak as a pattern file says. */
  readonly byPattern: boolean;
}

/** The drivers of pads, with speed and parity of their readers as they come from their makers. */
export const PADS: Readonly<Record<string, PadDriver>> = {
  feig: { baudRate: 38_400, parity: 'even', byPattern: false },
  m3: { baudRate: 19_200, parity: 'none', byPattern: false },
  'ascii-line': { baudRate: 9_600, parity: 'none', byPattern: true },
  'feig-advanced': { baudRate: 38_400, parity: 'even', byPattern: false },
};
/** What drivers have that are not in the table. */
const OTHER_LINE: LineSpeed = { baudRate: 9_600, parity: 'none' };

const usualLines = Object.entries(PADS)
  .map(([driver, { baudRate, parity }]) => `${driver} ${baudRate} ${parity}`)
  .join(', ');

/** Do the readers or gates of this driver speak as a pattern file says? */
export const speaksByPattern = (driver: string): boolean =>
  PADS[driver]?.byPattern === true || driver === LINE_GATE_DRIVER;

const byPattern = Object.keys(PADS).filter(speaksByPattern).join(' and ');

const PAD = z.strictObject({
  kind: key(z.literal('pad'), KIND_DOC),
  ...common(serialPortLeftOpen(usualLines)),
  pattern: key(z.string().min(1).max(4_096).optional(), {
    title: 'Pattern',
    description: `For the driver ${byPattern}: the file that says how the reader speaks; seen from the folder of the settings file.`,
    allowed: 'the path of a file',
  }),
});
const SCANNER = z.strictObject({
  kind: key(z.literal('scanner'), KIND_DOC),
  ...common(serialPort(9_600, 'none')),
  lineEnd: key(z.enum(['any', 'CR', 'LF', 'TAB', 'ETX']).default('any'), {
    title: 'End of a scan',
    description: 'What the scanner sends after each scan. any: CR, LF, both, or nothing but a pause.',
  }),
  ...scannerKeys,
});
const PRINTER = z.strictObject({
  kind: key(z.literal('printer'), KIND_DOC),
  ...common(serialPort(19_200, 'none')),
  flowControl: key(z.enum(['none', 'xon-xoff', 'rts-cts']).default('none'), {
    title: 'Handshake',
    description:
      'How the printer says that it takes no more for now, as it is set there. xon-xoff: by the characters XON and XOFF; rts-cts: by the wires of that name; none: by nothing, which does for slips of text.',
  }),
  columns: key(z.literal([32, 35, 42, 44, 48]).default(42), {
    title: 'Columns',
    description: 'How many characters fit in a line of the paper: most often 32 on 58 mm, 42 or 48 on 80 mm.',
  }),
  characterTables: key(z.enum(['many', 'western', 'none']).default('many'), {
    title: 'Character tables',
    description:
      'Which letters the printer has. many: those of Europe and Vietnam, by the numbers of Epson; western: those of Western Europe; none: whatever it has, all but lines across is drawn. What it has not is drawn dot by dot, which takes about a second a line at 19200 bit/s.',
  }),
});
const GATE = z.strictObject({
  kind: key(z.literal('gate'), KIND_DOC),
  ...common(serialPort(9_600, 'none')),
  ...gateKeys,
});
const RELAY = z.strictObject({
  kind: key(z.literal('relay'), KIND_DOC),
  ...common(serialPort(9_600, 'none')),
  ...relayKeys,
});

const DEVICE = z.discriminatedUnion('kind', [PAD, SCANNER, PRINTER, GATE, RELAY]);

export const DEVICES = z.array(DEVICE).max(16).default([]);

type Device = z.output<typeof DEVICE>;

/** A device with nothing left open. `lineReader`, `gatePattern`: what the file says that its `pattern` names. */
export type SettledDevice = Device &
  LineSpeed & { readonly lineReader?: LineReaderPattern; readonly gatePattern?: GatePattern };

/** What a device's keys leave open, filled in by its driver. */
export function settleDevice(device: Device): SettledDevice {
  const usual = PADS[device.driver] ?? OTHER_LINE;
  return {
    ...device,
    baudRate: device.baudRate ?? usual.baudRate,
    parity: device.parity ?? usual.parity,
  };
}

// `lendstation devices`: lists the serial ports, and says of each configured device what answers at its path. Everything
// goes through the station's own lines and drivers.

import { SerialPort } from 'serialport';
import type { ResolvedSettings } from '../../../settings/secrets.ts';
import { readBrand } from '../../brand-files.ts';
import { NO_JOURNAL, stationSetupOf } from '../../daemon/station-setup.ts';
import { createSlipPainter } from '../../drawing/slip-painter.ts';
import { reasonOf } from '../../line.ts';
import { type Found, TestedDevice } from './tested-device.ts';

/** A device that says nothing for so long is not there. Pads may be asked in more than one way before they answer. */
const ANSWER_MS = 6_000;
/** Drawing, sending and printing the test slip, on a slow line too. */
const SLIP_MS = 120_000;

export interface DevicesTest {
  readonly settings: ResolvedSettings;
  /** Print the test slip on each printer that works. */
  readonly printTest: boolean;
  readonly out: (text: string) => void;
}

/** Tests the devices. True where all of them work. */
export async function testDevices({ settings, printTest, out }: DevicesTest): Promise<boolean> {
  out(await portList());
  if (settings.devices.length === 0) out('No devices are configured.\n');
  const setups = stationSetupOf(settings, NO_JOURNAL).devices;
  let allWork = true;
  // One after the other: two of them may share a path by mistake, and each is to say so for itself.
  for (const device of settings.devices) {
    const setup = setups.find(({ id }) => id === device.id);
    const label = `${device.id} (${device.kind}, ${device.driver}, ${device.path})`;
    if (setup === undefined) {
      out(`${label}: its driver is not built yet\n`);
      allWork = false;
      continue;
    }
    let changed = (): void => {};
    const tested = new TestedDevice(device, setup, () => changed());
    const known = (what: () => Found | null, withinMs: number): Promise<Found | null> =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(what()), withinMs);
        changed = () => {
          const found = what();
          if (found === null) return;
          clearTimeout(timer);
          resolve(found);
        };
        changed();
      });
    try {
      const found = (await known(() => tested.found, ANSWER_MS)) ?? SILENT;
      out(`${label}: ${found.says}\n`);
      allWork &&= found.works;
      if (!printTest || !tested.isPrinter || !found.works) continue;
      const printed = known(() => tested.slip, SLIP_MS);
      await tested.printTestSlip(painterOf(settings, out));
      const slip = (await printed) ?? { works: false, says: 'nothing is known of the test slip' };
      out(`${label}: ${slip.says}\n`);
      allWork &&= slip.works;
    } finally {
      await tested.close();
    }
  }
  return allWork;
}

const SILENT: Found = {
  works: false,
  says: 'nothing answers: check its cable and power, and speed, parity and driver in the settings',
};

function painterOf(
  settings: ResolvedSettings,
  out: DevicesTest['out'],
): ReturnType<typeof createSlipPainter> {
  const brand = readBrand(settings.branding, (why) => out(`${why}\n`));
  return createSlipPainter({
    logo: brand.logo?.bytes ?? null,
    onFault: (what, reason) => out(`${what}: ${reason}\n`),
  });
}

/** The ports that the system knows. Where they cannot be listed, that is said, and the devices are tested all the same. */
async function portList(): Promise<string> {
  try {
    const ports = await SerialPort.list();
    if (ports.length === 0) return 'Serial ports: none\n';
    const lines = ports.map(({ path, manufacturer, serialNumber }) =>
      `  ${path}  ${manufacturer ?? ''} ${serialNumber ?? ''}`.trimEnd(),
    );
    return `Serial ports:\n${lines.map((line) => `${line}\n`).join('')}`;
  } catch (error) {
    return `Serial ports cannot be listed (${reasonOf(error)}); is the package udev installed?\n`;
  }
}

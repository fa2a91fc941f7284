// One configured device on its own line, driven as the station drives it, and what it says in words for staff.

import type { PrinterReading } from '../../../../protocols/devices/printer.ts';
import type { CoreEvent } from '../../../core/event.ts';
import type { ResolvedSettings } from '../../../settings/secrets.ts';
import {
  type Device,
  type DeviceStep,
  newDevice,
  orderPrinter,
  stepDevice,
} from '../../../station/devices.ts';
import type { DeviceSetup } from '../../../station/setup.ts';
import { systemClock } from '../../clock.ts';
import { type DeviceLines, openDeviceLines } from '../../daemon/device-lines.ts';
import type { SlipPainter } from '../../drawing/slip-painter.ts';
import { createLog } from '../../log.ts';
import { testSlip } from './test-slip.ts';

type DeviceSettings = ResolvedSettings['devices'][number];

/** How a device was found. */
export interface Found {
  readonly works: boolean;
  readonly says: string;
}

/** The number of the test slip; there is no other. */
const SLIP = 1;

/** A device whose line is open, or is being opened. */
export class TestedDevice {
  readonly #setup: DeviceSetup;
  readonly #settings: DeviceSettings;
  readonly #clock = systemClock();
  readonly #lines: DeviceLines;
  readonly #changed: () => void;
  #device: Device;
  #found: Found | null = null;
  #slip: Found | null = null;

  /** `changed` is called whenever something new is known. */
  constructor(settings: DeviceSettings, setup: DeviceSetup, changed: () => void) {
    this.#setup = setup;
    this.#settings = settings;
    this.#changed = changed;
    this.#device = newDevice(setup);
    const log = createLog({ level: 'silent', to: () => {}, station: '' });
    this.#lines = openDeviceLines(
      [settings],
      (event) => {
        if (event.kind === 'deviceOpened') this.#opened();
        else if (event.kind === 'deviceClosed') this.#closed(event.reason);
        else if (event.kind === 'deviceBytes') this.#step({ kind: 'bytes', bytes: event.bytes });
      },
      log,
    );
  }

  /** What is known of it; null while nothing is. */
  get found(): Found | null {
    return this.#found;
  }

  /** What came of the test slip; null until that is known. */
  get slip(): Found | null {
    return this.#slip;
  }

  get isPrinter(): boolean {
    return this.#setup.kind === 'printer';
  }

  /** Prints the test slip, with what the printer has no letters for drawn as the station draws it. */
  async printTestSlip(painter: SlipPainter): Promise<void> {
    if (this.#device.kind !== 'printer' || this.#setup.kind !== 'printer') return;
    const lines = testSlip(this.#setup.id, this.#setup.driver, this.#setup.columns);
    const { places, widthDots } = this.#device.toDraw(lines);
    const drawn = await painter.draw(
      lines.filter((_, place) => places.includes(place)),
      widthDots,
    );
    const whole = lines.map((line, place) => drawn[places.indexOf(place)] ?? line);
    if (this.#device.kind !== 'printer') return;
    const order = { kind: 'print', slip: { slip: SLIP, lines: whole } } as const;
    this.#took(orderPrinter(this.#device, order, this.#clock.now()));
  }

  async close(): Promise<void> {
    this.#clock.clearAlarm();
    await this.#lines.close();
  }

  #opened(): void {
    switch (this.#setup.kind) {
      case 'scanner':
        this.#know({ works: true, says: 'its port is open; scan something to try it' });
        break;
      case 'gate':
      case 'relay':
        // Asking a board how its relays are would set them: a gate in use must not change because somebody looks.
        return this.#know({ works: true, says: 'its port is open; no relay was touched' });
      case 'pad':
      case 'printer':
        break;
    }
    this.#step({ kind: 'opened' });
  }

  #closed(reason: string): void {
    this.#know({ works: false, says: `cannot be opened: ${reason}` });
    this.#step({ kind: 'closed', reason });
  }

  #step(event: Parameters<typeof stepDevice>[1]): void {
    this.#took(stepDevice(this.#device, event, this.#clock.now()));
  }

  #took({ device, sent, told }: DeviceStep): void {
    this.#device = device;
    for (const bytes of sent) this.#lines.send(this.#settings.id, bytes);
    for (const event of told) this.#hear(event);
    if (device.wakeAt === null) this.#clock.clearAlarm();
    else this.#clock.setAlarm(device.wakeAt, () => this.#step({ kind: 'wake' }));
  }

  #hear(event: CoreEvent): void {
    if (event.kind === 'printer') return this.#heardPrinter(event.reading);
    if (event.kind !== 'pad') return;
    const { reading } = event;
    if (reading.kind === 'lost') this.#lost(reading.reason);
    else if (reading.kind === 'ready') this.#know({ works: true, says: `answers: ${reading.model}` });
    else if (reading.kind === 'level' && this.#found?.works)
      this.#know({ works: true, says: `answers; tags on it: ${reading.tags.length}` });
  }

  #heardPrinter(reading: PrinterReading): void {
    switch (reading.kind) {
      case 'ready': {
        const paper = reading.paperNearEnd ? 'paper near its end' : 'enough paper';
        return this.#know({ works: true, says: `answers: ${reading.model}, ${paper}` });
      }
      case 'lost':
        return this.#lost(reading.reason);
      case 'printed':
        this.#slip = { works: true, says: 'the test slip is printed' };
        return this.#changed();
      case 'notPrinted':
        this.#slip = { works: false, says: `the test slip is not printed: ${reading.trouble}` };
        return this.#changed();
    }
  }

  /** A port that cannot be opened has been told already, by its own reason. */
  #lost(reason: string): void {
    if (this.#found === null || this.#found.works) this.#know({ works: false, says: reason });
  }

  #know(found: Found): void {
    this.#found = found;
    this.#changed();
  }
}

// A printer driver on a real serial line, a pseudo terminal, with the twin of its printer at the other end, in real time.
// Not a test itself.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrinterOrder, PrinterReading, SlipLine } from '../../protocols/devices/printer.ts';
import type { DriverEvent } from '../../station-daemon/drivers/driver.ts';
import { LINES_TO_DRAW, PRINTER_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { systemClock } from '../../station-daemon/shell/clock.ts';
import { createPtyDevice, type PtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import { type RunningActor, runActor } from '../../station-daemon/shell/demo/run-actor.ts';
import { createSlipPainter } from '../../station-daemon/shell/drawing/slip-painter.ts';
import { openSerialLine, type SerialLine } from '../../station-daemon/shell/serial-line.ts';
import type { SimulatedPrinter } from '../../station-daemon/simulator/printer/printer.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World } from '../../station-daemon/simulator/world/world.ts';
import { type RunningDriver, running } from '../../station-daemon/station/running-driver.ts';
import { until } from '../shell/until.ts';
import { type PrinterName, SETTINGS, TWINS } from './printers-desk.ts';

const BAUD_RATE = 38_400;

/** A driver, its line, and a printer. */
export class PrinterLine {
  readonly told: PrinterReading[] = [];
  readonly world: World;
  readonly printer: SimulatedPrinter;
  readonly #name: PrinterName;
  readonly #clock = systemClock();
  readonly #device: PtyDevice;
  readonly #actor: RunningActor;
  readonly #line: SerialLine;
  #driver: RunningDriver<PrinterOrder, PrinterReading>;

  constructor(name: PrinterName, flowControl: 'none' | 'xon-xoff' | 'rts-cts' = 'none') {
    this.#name = name;
    this.world = createWorld({ now: this.#clock.now() });
    this.printer = TWINS[name](this.world, {
      baudRate: BAUD_RATE,
      saysStopOfBytes: flowControl === 'xon-xoff' ? 512 : null,
    });
    const settings = { ...SETTINGS, baudRate: BAUD_RATE, flowControl };
    this.#driver = running<unknown, PrinterOrder, PrinterReading>(PRINTER_DRIVERS[name](settings));
    const path = join(mkdtempSync(join(tmpdir(), 'lendstation-printer-')), 'printer');
    this.#device = createPtyDevice({ path, onBytes: (bytes) => this.#actor.receive(bytes) });
    this.#actor = runActor(this.printer, {
      now: () => ({ ...this.#clock.now(), ticks: performance.now() }),
      send: (bytes) => void this.#device.send(bytes),
      close: () => {},
    });
    this.#line = openSerialLine({
      ...{ path, baudRate: BAUD_RATE, parity: 'none', lineMode: null },
      rtscts: flowControl === 'rts-cts',
      listener: (event) => {
        if (event.kind !== 'discarded') this.#step(event);
      },
    });
  }

  get slips(): World['printer']['slips'] {
    return this.world.printer.slips;
  }

  /** Orders a slip, with what the printer has no letters for drawn as the station draws it. */
  async print(slip: number, lines: readonly SlipLine[]): Promise<void> {
    const painter = createSlipPainter({ logo: null, onFault: () => {} });
    const { places, widthDots } = LINES_TO_DRAW[this.#name](lines, SETTINGS);
    const drawn = await painter.draw(
      lines.filter((_, place) => places.includes(place)),
      widthDots,
    );
    const whole = lines.map((line, place) => drawn[places.indexOf(place)] ?? line);
    this.#step({ kind: 'order', order: { kind: 'print', slip: { slip, lines: whole } } });
  }

  /** The world changes, and the printer notices. */
  change(how: Partial<World['printer']>): void {
    Object.assign(this.world.printer, how);
    this.#actor.schedule(this.printer.stir({ ...this.#clock.now(), ticks: performance.now() }));
  }

  /** Bytes from nowhere. */
  noise(...bytes: readonly number[]): void {
    this.#device.send(Uint8Array.from(bytes));
  }

  unplug(): void {
    this.printer.unplug({ ...this.#clock.now(), ticks: performance.now() });
    this.#actor.cut();
    this.#device.unplug();
  }

  plug(): void {
    this.#device.plug();
  }

  /** Waits until something was told; long, since the machine may be busy. */
  heard(kind: PrinterReading['kind'], times = 1): Promise<void> {
    return until(kind, () => this.told.filter((one) => one.kind === kind).length >= times, LONGEST_WAIT_MS);
  }

  /** Waits until something holds. */
  until(what: string, holds: () => boolean): Promise<void> {
    return until(what, holds, LONGEST_WAIT_MS);
  }

  async close(): Promise<void> {
    this.#clock.clearAlarm();
    this.#actor.cut();
    await this.#line.close();
    this.#device.unplug();
  }

  #step(event: DriverEvent<PrinterOrder>): void {
    const { next, commands } = this.#driver.step(event, this.#clock.now());
    this.#driver = next;
    for (const command of commands) {
      if (command.kind === 'send') this.#line.send(command.bytes);
      else if (command.kind === 'tell') this.told.push(command.reading);
      else if (command.kind === 'wakeAt') {
        if (command.ticks === null) this.#clock.clearAlarm();
        else this.#clock.setAlarm(command.ticks, () => this.#step({ kind: 'wake' }));
      }
    }
  }
}

const LONGEST_WAIT_MS = 30_000;

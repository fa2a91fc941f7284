// A driver on a real serial line, a pseudo terminal, with a twin at the other end, in real time. Not a test itself.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Moment } from '../../protocols/moment.ts';
import type { DriverEvent } from '../../station-daemon/drivers/driver.ts';
import type { LineSpeed } from '../../station-daemon/settings/serial-keys.ts';
import { systemClock } from '../../station-daemon/shell/clock.ts';
import { createPtyDevice, type PtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import { type RunningActor, runActor } from '../../station-daemon/shell/demo/run-actor.ts';
import type { LineMode } from '../../station-daemon/shell/line-cutter.ts';
import { openSerialLine, type SerialLine } from '../../station-daemon/shell/serial-line.ts';
import type { ActorOutput } from '../../station-daemon/simulator/output.ts';
import type { RunningDriver } from '../../station-daemon/station/running-driver.ts';
import { until } from '../shell/until.ts';
import type { Told, Twin } from './bench.ts';

/** How the line is opened. */
export interface LineSetup extends LineSpeed {
  readonly lineMode: LineMode | null;
}

/** A driver, its line, and a twin. */
export class PtyLine<Order, Reading> {
  readonly told: Told<Reading>[] = [];
  readonly #clock = systemClock();
  readonly #twin: Twin;
  readonly #device: PtyDevice;
  readonly #actor: RunningActor;
  readonly #line: SerialLine;
  #driver: RunningDriver<Order, Reading>;

  constructor(driver: RunningDriver<Order, Reading>, twin: Twin, setup: LineSetup) {
    this.#driver = driver;
    this.#twin = twin;
    const path = join(mkdtempSync(join(tmpdir(), 'lendstation-line-')), 'device');
    this.#device = createPtyDevice({ path, onBytes: (bytes) => this.#actor.receive(bytes) });
    this.#actor = runActor(twin, {
      now: () => this.#clock.now(),
      send: (bytes) => this.send(bytes),
      close: () => {},
    });
    this.#line = openSerialLine({
      ...setup,
      path,
      listener: (event) => {
        if (event.kind !== 'discarded') this.#step(event);
      },
    });
  }

  order(order: Order): void {
    this.#step({ kind: 'order', order });
  }

  /** Bytes from the device that nobody asked for. */
  send(bytes: Uint8Array): void {
    this.#device.send(bytes);
  }

  /** Something happens at the twin that is no answer. */
  carryOut(happen: (now: Moment) => readonly ActorOutput[]): void {
    this.#actor.schedule(happen(this.#clock.now()));
  }

  /** The plug is pulled, power and line. */
  unplug(): void {
    this.#twin.unplug?.(this.#clock.now());
    this.#actor.cut();
    this.#device.unplug();
  }

  plug(): void {
    this.#device.plug();
  }

  /** Waits until something holds; long, since the machine may be busy. */
  until(what: string, holds: () => boolean): Promise<void> {
    return until(what, holds, LONGEST_WAIT_MS);
  }

  async close(): Promise<void> {
    this.#clock.clearAlarm();
    this.#actor.cut();
    await this.#line.close();
    this.#device.unplug();
  }

  #step(event: DriverEvent<Order>): void {
    const now = this.#clock.now();
    const { next, commands } = this.#driver.step(event, now);
    this.#driver = next;
    for (const command of commands) {
      switch (command.kind) {
        case 'send':
          this.#line.send(command.bytes);
          break;
        case 'tell':
          this.told.push({ ticks: now.ticks, reading: command.reading });
          break;
        case 'wakeAt':
          if (command.ticks === null) this.#clock.clearAlarm();
          else this.#clock.setAlarm(command.ticks, () => this.#step({ kind: 'wake' }));
          break;
        case 'note':
          break;
      }
    }
  }
}

const LONGEST_WAIT_MS = 20_000;

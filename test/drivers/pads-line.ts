// A pad driver on a real serial line, a pseudo terminal, with the twin of its reader at the other end, in real time.
// Not a test itself.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PadOrder, PadReading } from '../../protocols/devices/pad.ts';
import type { TagSecurity } from '../../protocols/tags/security.ts';
import type { DriverEvent } from '../../station-daemon/drivers/driver.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { settleDevice } from '../../station-daemon/settings/device-keys.ts';
import { systemClock } from '../../station-daemon/shell/clock.ts';
import { createPtyDevice, type PtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import { type RunningActor, runActor } from '../../station-daemon/shell/demo/run-actor.ts';
import { openSerialLine, type SerialLine } from '../../station-daemon/shell/serial-line.ts';
import { READERS } from '../../station-daemon/simulator/reader/readers.ts';
import type { Reader } from '../../station-daemon/simulator/reader/twin.ts';
import { layTag } from '../../station-daemon/simulator/world/field.ts';
import type { World, WorldTag } from '../../station-daemon/simulator/world/world.ts';
import { type RunningDriver, running } from '../../station-daemon/station/running-driver.ts';
import { until } from '../shell/until.ts';
import type { Told } from './bench.ts';
import { type DriverName, freshWorld, lineReader } from './pads-table.ts';

/** A driver, its line, and a reader with tags in its field. */
export class PadLine {
  readonly world: World = freshWorld();
  readonly security: TagSecurity;
  readonly reader: Reader;
  /** For what is asked of a bench. */
  readonly bench: { readonly told: Told<PadReading>[] } = { told: [] };
  readonly #clock = systemClock();
  readonly #device: PtyDevice;
  readonly #actor: RunningActor;
  readonly #line: SerialLine;
  #driver: RunningDriver<PadOrder, PadReading>;

  constructor(name: DriverName, security: TagSecurity, tags: number) {
    this.security = security;
    for (const { uid } of this.tags.slice(0, tags)) layTag(this.world, uid);
    const reader = READERS[name](this.world, {});
    this.reader = reader;
    this.#driver = running(PAD_DRIVERS[name]({ security, lineReader }));
    const path = join(mkdtempSync(join(tmpdir(), 'lendstation-pad-')), 'pad');
    this.#device = createPtyDevice({ path, onBytes: (bytes) => this.#actor.receive(bytes) });
    this.#actor = runActor(reader, {
      now: () => this.#clock.now(),
      send: (bytes) => void this.#device.send(bytes),
      close: () => {},
    });
    const { baudRate, parity } = settleDevice({ id: 'pad', kind: 'pad', driver: name, path });
    this.#line = openSerialLine({
      path,
      baudRate,
      parity,
      lineMode: null,
      listener: (event) => {
        if (event.kind !== 'discarded') this.#step(event);
      },
    });
  }

  get tags(): readonly WorldTag[] {
    return [...this.world.tags.values()].map(({ tag }) => tag);
  }

  order(order: PadOrder): void {
    this.#step({ kind: 'order', order });
  }

  /** The reader's plug is pulled, power and line. */
  unplug(): void {
    this.reader.unplug(this.#clock.now());
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

  #step(event: DriverEvent<PadOrder>): void {
    const now = this.#clock.now();
    const { next, commands } = this.#driver.step(event, now);
    this.#driver = next;
    for (const command of commands) {
      switch (command.kind) {
        case 'send':
          this.#line.send(command.bytes);
          break;
        case 'tell':
          this.bench.told.push({ ticks: now.ticks, reading: command.reading });
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

// A pad driver on a real serial line with the twin of its reader at the other end, in real time. Not a test itself.

import type { PadOrder, PadReading } from '../../protocols/devices/pad.ts';
import type { TagSecurity } from '../../protocols/tags/security.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { settleDevice } from '../../station-daemon/settings/device-keys.ts';
import { READERS } from '../../station-daemon/simulator/reader/readers.ts';
import type { Reader } from '../../station-daemon/simulator/reader/twin.ts';
import { layTag } from '../../station-daemon/simulator/world/field.ts';
import type { World, WorldTag } from '../../station-daemon/simulator/world/world.ts';
import { running } from '../../station-daemon/station/running-driver.ts';
import type { Told } from './bench.ts';
import { type DriverName, freshWorld, lineReader } from './pads-table.ts';
import { PtyLine } from './pty-line.ts';

/** A driver, its line, and a reader with tags in its field. */
export class PadLine {
  readonly world: World = freshWorld();
  readonly security: TagSecurity;
  readonly reader: Reader;
  /** For what is asked of a bench. */
  readonly bench: { readonly told: readonly Told<PadReading>[] };
  readonly #line: PtyLine<PadOrder, PadReading>;

  constructor(name: DriverName, security: TagSecurity, tags: number) {
    this.security = security;
    for (const { uid } of this.tags.slice(0, tags)) layTag(this.world, uid);
    this.reader = READERS[name](this.world, {});
    const { baudRate, parity } = settleDevice({ id: 'pad', kind: 'pad', driver: name, path: '/dev/pad' });
    const setup = { baudRate, parity, lineMode: null };
    this.#line = new PtyLine(running(PAD_DRIVERS[name]({ security, lineReader })), this.reader, setup);
    this.bench = this.#line;
  }

  get tags(): readonly WorldTag[] {
    return [...this.world.tags.values()].map(({ tag }) => tag);
  }

  order(order: PadOrder): void {
    this.#line.order(order);
  }

  /** The reader's plug is pulled, power and line. */
  unplug(): void {
    this.#line.unplug();
  }

  plug(): void {
    this.#line.plug();
  }

  /** Waits until something holds; long, since the machine may be busy. */
  until(what: string, holds: () => boolean): Promise<void> {
    return this.#line.until(what, holds);
  }

  close(): Promise<void> {
    return this.#line.close();
  }
}

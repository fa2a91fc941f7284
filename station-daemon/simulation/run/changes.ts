// What has changed in the world since it was looked at last, that nobody told: tags written, slips cut off.

import type { World, WorldItem, WorldTag } from '../../simulator/world/world.ts';
import type { Happening } from '../happening.ts';

/** Looks at the world after every event. */
export class Changes {
  readonly #slips: World['printer']['slips'];
  readonly #tags: { readonly tag: WorldTag; readonly item: WorldItem; afi: number }[];
  #slipsTold = 0;

  constructor({ printer, tags }: World) {
    this.#slips = printer.slips;
    this.#tags = [...tags.values()].map(({ item, tag }) => ({ item, tag, afi: tag.afi }));
  }

  /** Tells what has changed. */
  tell(happened: (happening: Happening) => void): void {
    for (const seen of this.#tags) {
      if (seen.tag.afi === seen.afi) continue;
      seen.afi = seen.tag.afi;
      happened({ kind: 'tagWritten', item: seen.item, tag: seen.tag, afi: seen.afi });
    }
    for (; this.#slipsTold < this.#slips.length; this.#slipsTold += 1) {
      happened({ kind: 'slipCameOut', lines: this.#slips[this.#slipsTold] ?? [] });
    }
  }
}

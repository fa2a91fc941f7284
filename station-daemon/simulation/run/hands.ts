// Where the items truly are: on the pad, in the hands of who stands there, in the room or outside; and what hands do.

import type { Uid } from '../../../protocols/devices/pad.ts';
import { bringBack, carryOut, layTag, liftItem, liftTag } from '../../simulator/world/field.ts';
import type { World, WorldItem } from '../../simulator/world/world.ts';
import type { Happening } from '../happening.ts';

export interface HandsSetup {
  readonly world: World;
  /** The tag in each patron's card. */
  readonly cards: readonly Uid[];
  /** Something was laid into the field or lifted. */
  readonly stirred: () => void;
  readonly happened: (happening: Happening) => void;
}

/** Whoever stands before the station, and what they hold. */
export class Hands {
  /** The card that was shown last, by its owner's place: whose PIN is typed. */
  cardShown = 0;
  readonly #setup: HandsSetup;
  readonly #held = new Set<WorldItem>();

  constructor(setup: HandsSetup) {
    this.#setup = setup;
  }

  get held(): readonly WorldItem[] {
    return [...this.#held];
  }

  isOnPad(item: WorldItem): boolean {
    return item.tags.some(({ uid }) => this.#setup.world.field.includes(uid));
  }

  lay(item: WorldItem, parts: number | null): void {
    const { world, happened, stirred } = this.#setup;
    if (item.carriedOut) bringBack(world, item);
    this.#held.delete(item);
    for (const { uid } of item.tags.slice(0, parts ?? item.tags.length)) layTag(world, uid);
    stirred();
    happened({ kind: 'laid', item });
  }

  lift(item: WorldItem): void {
    if (!this.isOnPad(item)) return;
    this.#putAway(item);
    this.#held.add(item);
  }

  /** Takes those items, from the pad or from beside it. */
  take(wanted: (item: WorldItem) => boolean): void {
    for (const item of this.#setup.world.items.values()) {
      if (item.carriedOut || !wanted(item)) continue;
      if (this.isOnPad(item)) this.#putAway(item);
      this.#held.add(item);
    }
  }

  clearPad(): void {
    const { world, cards, stirred } = this.#setup;
    for (const item of world.items.values()) if (this.isOnPad(item)) this.#putAway(item);
    for (const uid of cards) liftTag(world, uid);
    stirred();
  }

  carryOut(item: WorldItem, theirs: boolean): void {
    this.#held.delete(item);
    carryOut(this.#setup.world, item);
    this.#setup.happened({ kind: 'carriedOut', item, theirs });
  }

  layCard(patron: number): void {
    this.cardShown = patron;
    const uid = this.#setup.cards[patron];
    if (uid === undefined) return;
    layTag(this.#setup.world, uid);
    this.#setup.stirred();
  }

  takeCard(patron: number): void {
    const uid = this.#setup.cards[patron];
    if (uid === undefined) return;
    liftTag(this.#setup.world, uid);
    this.#setup.stirred();
  }

  #putAway(item: WorldItem): void {
    liftItem(this.#setup.world, item.about.barcode);
    this.#setup.stirred();
    this.#setup.happened({ kind: 'lifted', item });
  }
}

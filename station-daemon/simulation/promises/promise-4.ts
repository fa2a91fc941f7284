// 4. After a lost answer the station finds out what happened (item information, patron information) before it repeats
// a checkout, check-in or renewal.

import { decodeMessage } from '../../../protocols/sip2/codec.ts';
import type { Happening } from '../happening.ts';
import { charsetOf } from '../plan/house.ts';
import type { Facts } from '../truth/facts.ts';
import { codeOf, fieldOf, isCancel, textOf } from '../truth/sip2-line.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** A request that may have been carried out, for all that was heard. */
interface Doubt {
  /** As it was sent. */
  readonly line: string;
  readonly item: string;
  readonly card: string | null;
  /** A question about it is out. */
  asked: boolean;
}

/** The judge of promise 4. */
export const promise4 = (facts: Facts): Judge => new Asker(facts);

/** Messages that change something, and the answer to each. */
const CHANGING: Readonly<Record<string, string>> = { '09': '10', '11': '12', '29': '30' };
/** Questions by which one finds out, and the answer to each. */
const ASKING: Readonly<Record<string, string>> = { '17': '18', '63': '64' };

class Asker implements Judge {
  readonly promise = 4;
  readonly #facts: Facts;
  readonly #doubts = new Map<string, Doubt>();
  /** The request that is out, with the answer that it waits for. */
  #out: { readonly line: string; readonly answer: string } | null = null;
  /** What has come of a line that is not whole. */
  #came = '';
  /** The answer to what is out came damaged: where the dialect allows it, it may be asked for again as it was. */
  #damaged = false;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  judge(happening: Happening): Verdict {
    switch (happening.kind) {
      case 'said':
        return this.#said(happening.line);
      case 'stepped':
        if (happening.event.kind === 'libraryOpened') this.#came = '';
        return NOT_ASKED;
      case 'heard':
        this.#heard(happening.bytes);
        return NOT_ASKED;
      default:
        return NOT_ASKED;
    }
  }

  #said(line: string): Verdict {
    const code = codeOf(line);
    const again = this.#damaged && line === this.#out?.line;
    this.#damaged = false;
    const asks = ASKING[code];
    const changes = CHANGING[code];
    this.#out = { line, answer: asks ?? changes ?? '' };
    if (asks !== undefined) this.#asked(line);
    if (changes === undefined || again) return NOT_ASKED;
    const key = keyOf(line);
    const doubt = this.#doubts.get(key);
    const item = fieldOf(line, 'AB') ?? '';
    this.#doubts.set(key, { line, item, card: fieldOf(line, 'AA') ?? this.#borrowerOf(item), asked: false });
    return verdictOf([
      doubt === undefined
        ? null
        : `${code} for ${item} is sent again, and nobody has asked what became of the one before`,
    ]);
  }

  /** Whose loan a cancel is about. */
  #borrowerOf(barcode: string): string | null {
    const { cases, scene } = this.#facts;
    const item = scene.world.items.get(barcode);
    return item === undefined ? null : (cases.latest('loan', item)?.card ?? null);
  }

  #asked(line: string): void {
    const item = fieldOf(line, 'AB');
    const card = fieldOf(line, 'AA');
    for (const doubt of this.#doubts.values()) {
      if (doubt.item === item || (item === null && doubt.card === card)) doubt.asked = true;
    }
  }

  /** Answers come in pieces, and several at once. */
  #heard(bytes: Uint8Array): void {
    const lines = (this.#came + textOf(bytes)).split(/[\r\n]/);
    this.#came = lines.pop() ?? '';
    for (const line of lines) this.#lineCame(line);
  }

  #lineCame(came: string): void {
    // Where nothing is in doubt, nothing can be cleared up.
    if (this.#out === null || came === '' || this.#doubts.size === 0) return;
    const { line, answer } = this.#out;
    const { house } = this.#facts.scene.plan;
    const charset = charsetOf(house);
    const decoded = decodeMessage(
      Uint8Array.from(came, (byte) => byte.charCodeAt(0)),
      { charset },
    );
    if (!decoded.ok) return;
    if (decoded.checksum === 'wrong' && house.station.errorDetection !== 'off') {
      this.#damaged = true;
      return;
    }
    const { code } = decoded.message;
    // 96: it was not understood, and therefore not done.
    if (code === '96' || code === answer) this.#doubts.delete(keyOf(line));
    if (code !== answer) return;
    // How an item stands by now is known from whatever was answered about it.
    const item = ASKING[codeOf(line)] === undefined ? fieldOf(line, 'AB') : null;
    for (const [key, doubt] of this.#doubts) {
      if (item === null ? doubt.asked : doubt.item === item) this.#doubts.delete(key);
    }
  }
}

/** What is repeated is the same kind of request about the same item. */
function keyOf(line: string): string {
  return `${codeOf(line)}/${fieldOf(line, 'AB')}/${isCancel(line)}`;
}

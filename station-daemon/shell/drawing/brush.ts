// One line of a slip as pictures: how large letters are, where they stand, and how a long text is parted.

import {
  type DrawnLine,
  type Picture,
  printable,
  type SlipLine,
} from '../../../protocols/devices/printer.ts';
import { type Cut, cutOut, darknessOf, type Edge, inBlack, inShades } from './dots.ts';
import type { SlipFonts } from './fonts.ts';
import { wrapped } from './wrap.ts';

/** The drawing library. */
type Skia = typeof import('@napi-rs/canvas');

/** A way to write: sizes in dots, eight to a millimetre. */
interface Hand {
  readonly sizeDots: number;
  readonly weight: number;
  /** From one line's foot to the next one's. */
  readonly lineDots: number;
  /** From the edge that the text stands at. */
  readonly indentDots: number;
}

/** As large as the printer's own letters beside them, and heavier than on a screen: thin strokes tear on paper. */
const PLAIN: Hand = { sizeDots: 24, weight: 500, lineDots: 34, indentDots: 0 };
const HEADING: Hand = { sizeDots: 36, weight: 700, lineDots: 50, indentDots: 0 };
const DETAIL: Hand = { ...PLAIN, indentDots: 24 };

/** How far below the top of its line a letter's foot stands, in parts of the line. */
const FOOT = 0.76;

/** A logo takes this part of the width at most, and so much paper: two seconds at 19200 bit/s. */
const LOGO_PART = 0.6;
const LOGO_DOTS = 112;
const LOGO_GAP_DOTS = 16;

/** Draws lines. */
export class Brush {
  readonly #skia: Skia;
  readonly #fonts: SlipFonts;
  readonly #logo: Uint8Array | null;

  constructor(skia: Skia, fonts: SlipFonts, logo: Uint8Array | null) {
    this.#skia = skia;
    this.#fonts = fonts;
    this.#logo = logo;
  }

  /** Null where there is nothing to draw. Rejects where the logo is no image. */
  async line(line: SlipLine, widthDots: number): Promise<DrawnLine | null> {
    switch (line.kind) {
      case 'heading':
        return drawn(this.#text(line.text, HEADING, 'centre', widthDots));
      case 'text':
        return drawn(
          this.#text(line.text, PLAIN, line.align === 'centre' ? 'centre' : sideOf(line.text), widthDots),
        );
      case 'entry': {
        const { text, detail } = line;
        // A title and its date stand together, whichever of them is written from the right.
        const side = sideOf(text) === 'right' ? 'right' : sideOf(detail);
        return drawn([
          ...this.#text(text, PLAIN, side, widthDots),
          ...this.#text(detail, DETAIL, side, widthDots),
        ]);
      }
      case 'logo':
        return this.#logo === null ? null : drawn(await this.#image(this.#logo, widthDots));
      case 'qr':
      case 'barcode':
      case 'rule':
      case 'blank':
        return null;
    }
  }

  #text(written: string, hand: Hand, edge: Edge, widthDots: number): readonly Picture[] {
    const text = printable(written).trim();
    // Letters may reach above and below their line.
    const height = hand.lineDots * 3;
    const top = hand.lineDots;
    const context = this.#skia.createCanvas(widthDots, height).getContext('2d');
    context.font = `${hand.weight} ${hand.sizeDots}px ${this.#fonts.familiesFor(text)}`;
    context.direction = sideOf(text) === 'right' ? 'rtl' : 'ltr';
    context.textAlign = edge === 'centre' ? 'center' : edge;
    const x = { left: hand.indentDots, centre: widthDots / 2, right: widthDots - hand.indentDots }[edge];
    const lines = wrapped(text, widthDots - hand.indentDots, (part) => context.measureText(part).width);
    return lines.flatMap((part) => {
      context.clearRect(0, 0, widthDots, height);
      context.fillText(part, x, top + Math.round(hand.lineDots * FOOT));
      const dots = inBlack(darknessOf(context.getImageData(0, 0, widthDots, height)));
      const cut = cutOut(dots, widthDots, edge);
      if (cut === null) return [];
      const aboveDots = Math.max(0, cut.top - top);
      const belowDots = Math.max(0, top + hand.lineDots - cut.top - cut.heightDots);
      return [pictureOf(cut, edge, aboveDots, belowDots)];
    });
  }

  async #image(file: Uint8Array, widthDots: number): Promise<readonly Picture[]> {
    const image = await this.#skia.loadImage(file);
    const scale = Math.min((widthDots * LOGO_PART) / image.width, LOGO_DOTS / image.height);
    const width = Math.max(1, Math.round(image.width * scale));
    const height = Math.max(1, Math.round(image.height * scale));
    const context = this.#skia.createCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0, width, height);
    const dots = inShades(darknessOf(context.getImageData(0, 0, width, height)), width);
    const cut = cutOut(dots, width, 'centre');
    return cut === null ? [] : [pictureOf(cut, 'centre', 0, LOGO_GAP_DOTS)];
  }
}

function drawn(pictures: readonly Picture[]): DrawnLine | null {
  return pictures.length === 0 ? null : { kind: 'drawn', pictures };
}

function pictureOf(cut: Cut, align: Edge, aboveDots: number, belowDots: number): Picture {
  const { widthDots, heightDots, bits } = cut;
  return { widthDots, heightDots, bits, align, aboveDots, belowDots };
}

/** The side that a text begins at: that of its first letter which has one. */
function sideOf(text: string): 'left' | 'right' {
  const [first = ''] = /\p{L}/u.exec(text) ?? [];
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
    ? 'right'
    : 'left';
}

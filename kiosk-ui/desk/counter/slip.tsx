// What stands on a slip: lines of letters, and dots where the printer had no letters.

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type DeskPicture, type DeskTable, PICTURE_LINE } from '../../../protocols/screen/desk.ts';
import { words } from '../words/language.ts';

interface SlipProps {
  readonly slip: DeskTable['slips'][number];
  /** Undefined for an older slip, of which only the letters are known still. */
  readonly pictures: readonly DeskPicture[] | undefined;
}

/** A slip as it came out. */
export function SlipText({ slip, pictures = [] }: SlipProps): JSX.Element {
  let at = 0;
  const lines = slip.map((line) => {
    if (line !== PICTURE_LINE) return `${line}\n`;
    const picture = pictures[at];
    at += 1;
    return picture === undefined ? '…\n' : <Dots key={at} picture={picture} />;
  });
  return <pre dir="auto">{lines}</pre>;
}

/** 42 columns of 0.6 em are 504 dots. */
const EM_A_DOT = 0.05;

function Dots({ picture }: { readonly picture: DeskPicture }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) draw(context, picture);
  }, [picture]);
  return (
    <span class={`slip-dots slip-dots-${picture.align}`}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={words.value.printer.drawn}
        width={picture.widthDots}
        height={picture.heightDots}
        style={{ inlineSize: `${picture.widthDots * EM_A_DOT}em` }}
      />
    </span>
  );
}

function draw(context: CanvasRenderingContext2D, { widthDots, heightDots, bits }: DeskPicture): void {
  const digits = Math.ceil(widthDots / 8) * 2;
  context.clearRect(0, 0, widthDots, heightDots);
  context.fillStyle = '#23211c';
  for (let row = 0; row < heightDots; row += 1) {
    for (let column = 0; column < widthDots; column += 1) {
      const digit = Number.parseInt(bits.charAt(row * digits + (column >> 2)), 16);
      if (((digit >> (3 - (column & 3))) & 1) === 1) context.fillRect(column, row, 1, 1);
    }
  }
}

// Colours as numbers: mixing them, and the contrast between two by WCAG 2.2.

/** Red, green and blue, 0..255 each. */
interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** How a colour is written: `#` and six hexadecimal digits. */
export const COLOUR_FORM = /^#[0-9a-fA-F]{6}$/;

/** Reads `#rrggbb`; what has not this form is black, and `COLOUR_FORM` tells it beforehand. */
function colourOf(written: string): Colour {
  const number = COLOUR_FORM.test(written) ? Number.parseInt(written.slice(1), 16) : 0;
  return { red: (number >> 16) & 0xff, green: (number >> 8) & 0xff, blue: number & 0xff };
}

/** Writes `#rrggbb`. */
function written({ red, green, blue }: Colour): string {
  const digits = (part: number) => Math.round(part).toString(16).padStart(2, '0');
  return `#${digits(red)}${digits(green)}${digits(blue)}`;
}

/** A colour with some of another in it; `share` of the other one, 0..1. */
export function mixed(one: string, other: string, share: number): string {
  const [from, to] = [colourOf(one), colourOf(other)];
  const part = (a: number, b: number) => a + (b - a) * share;
  return written({
    red: part(from.red, to.red),
    green: part(from.green, to.green),
    blue: part(from.blue, to.blue),
  });
}

/** The contrast between two colours, 1..21 (WCAG 2.2, "contrast ratio"). */
export function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminanceOf(colourOf(one)), luminanceOf(colourOf(other))].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** WCAG 2.2, "relative luminance", with the threshold of sRGB. */
function luminanceOf({ red, green, blue }: Colour): number {
  const linear = (part: number) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

// Which kind of barcode a scan was, as scanners tell it that send AIM identifiers: `]`, a letter for the symbology
// and a modifier for what the scanner did with it, before the data. E.g. `]F0A30411000001007B`.

/** A kind of barcode. */
export interface Symbology {
  readonly name: string;
  /** Modifiers that say: the scanner has verified the check character and does not pass it on. */
  readonly checkTakenAway: string;
}

/**
 * The letters that library cards and items are met under. Source: ISO/IEC 15424, as the programming references of
 * Zebra, Datalogic and CipherLab scanners repeat it.
 */
export const SYMBOLOGIES = {
  A: { name: 'Code 39', checkTakenAway: '37' },
  B: { name: 'Telepen', checkTakenAway: '' },
  C: { name: 'Code 128', checkTakenAway: '' },
  E: { name: 'EAN and UPC', checkTakenAway: '' },
  F: { name: 'Codabar', checkTakenAway: '4' },
  G: { name: 'Code 93', checkTakenAway: '' },
  H: { name: 'Code 11', checkTakenAway: '3' },
  I: { name: 'Interleaved 2 of 5', checkTakenAway: '3' },
  L: { name: 'PDF417', checkTakenAway: '' },
  M: { name: 'MSI', checkTakenAway: '1' },
  P: { name: 'Plessey', checkTakenAway: '' },
  Q: { name: 'QR Code', checkTakenAway: '' },
  R: { name: '2 of 5, start and stop of two bars', checkTakenAway: '' },
  S: { name: '2 of 5, start and stop of three bars', checkTakenAway: '' },
  X: { name: 'another one', checkTakenAway: '' },
  d: { name: 'Data Matrix', checkTakenAway: '' },
  e: { name: 'GS1 DataBar', checkTakenAway: '' },
  z: { name: 'Aztec', checkTakenAway: '' },
} as const satisfies Readonly<Record<string, Symbology>>;

export type SymbologyLetter = keyof typeof SYMBOLOGIES;

/** What a scanner told of the symbology. */
export interface Told {
  readonly letter: SymbologyLetter;
  /** The check character was there and is gone. */
  readonly checkTakenAway: boolean;
}

/** What was scanned, without the identifier before it. `told` is null where there was none. */
export interface Identified {
  readonly told: Told | null;
  readonly data: string;
}

/** Takes the AIM identifier off a scan. No library's number begins with `]` and a letter of the table. */
export function identified(scan: string): Identified {
  const letter = scan.charAt(1);
  const modifier = scan.charAt(2);
  if (!scan.startsWith(']') || !isSymbology(letter) || !/^[0-9A-Za-z]$/.test(modifier))
    return { told: null, data: scan };
  const checkTakenAway = SYMBOLOGIES[letter].checkTakenAway.split('').includes(modifier);
  return { told: { letter, checkTakenAway }, data: scan.slice(3) };
}

/** Is this a letter of the table? */
export function isSymbology(letter: string): letter is SymbologyLetter {
  return Object.hasOwn(SYMBOLOGIES, letter);
}

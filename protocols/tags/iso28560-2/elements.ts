// What the objects of an ISO 28560-2 tag mean: each object identifier's name and the way its value is written.
//
// Three kinds occur in two forms, depending on who wrote the tag; both are read, and a form that stands on a tag
// already is kept:
// - set information: digits as a text, half of them the number of parts and half this part's number (ISO 28560-2,
//   annex D: 1203 is part 3 of 12), or application-defined with a byte for each;
// - type of usage and other bare bytes: application-defined (Finnish tags), as octets (Chinese tags), or as a number.

import {
  APPLICATION_DEFINED,
  type Compacted,
  compactedText,
  expandedText,
  INTEGER,
  OCTETS,
} from './compactions.ts';
import type { DataObject } from './data-objects.ts';
import { isilData, isilOf } from './isil.ts';

/** A data element of ISO 28560-1: its identifier here, and how its value stands in an object. */
export interface Element<Value> {
  /** Relative object identifier. */
  readonly oid: number;
  /** Null where the object does not hold such a value. */
  readonly read: (object: Compacted) => Value | null;
  /**
   * Null where the value cannot be written. `before` is the object that stands on the tag, whose form is kept where
   * the kind has several.
   */
  readonly write: (value: Value, before: DataObject | null) => Compacted | null;
}

/** Which part of how many: 0..255 each. */
export interface SetInformation {
  readonly parts: number;
  readonly part: number;
}

/**
 * Longer than any number, code or place of a library, and shorter than what an identifier of ISO 28560-3 looks like
 * when it is taken for an object: its digits and letters are lengths from 48 up.
 */
const SHORT_CHARACTERS = 47;

/** ISO 15511: country or prefix, hyphen, up to eleven characters. */
const ISIL_CHARACTERS = 16;

const upTo = (mostCharacters: number, value: string | null): string | null =>
  value === null || value.length > mostCharacters ? null : value;

const shortText = (oid: number): Element<string> => ({
  oid,
  read: (object) => upTo(SHORT_CHARACTERS, expandedText(object)),
  write: (value) => (value.length > SHORT_CHARACTERS ? null : compactedText(value)),
});

/** As long as it fits. */
const text = (oid: number): Element<string> => ({ oid, read: expandedText, write: compactedText });

const isil = (oid: number): Element<string> => ({
  oid,
  read: (object) =>
    upTo(
      ISIL_CHARACTERS,
      object.compaction === APPLICATION_DEFINED ? isilOf(object.data) : expandedText(object),
    ),
  write: (value) => {
    const data = value === '' || value.length > ISIL_CHARACTERS ? null : isilData(value);
    return data === null ? null : { compaction: APPLICATION_DEFINED, data };
  },
});

/** A GTIN: digits as a text; application-defined it is an unsigned number, as a reader of Finnish tags has it. */
const gtin = (oid: number): Element<string> => {
  const inDigits = (value: string | null): string | null =>
    value !== null && /^[0-9]{1,14}$/.test(value) ? value : null;
  return {
    oid,
    read: ({ compaction, data }) =>
      inDigits(expandedText({ compaction: compaction === APPLICATION_DEFINED ? INTEGER : compaction, data })),
    write: (value) => (inDigits(value) === null ? null : compactedText(value)),
  };
};

const BYTE_FORMS: readonly number[] = [APPLICATION_DEFINED, INTEGER, OCTETS];

/** A bare byte. */
const code = (oid: number): Element<number> => ({
  oid,
  read: ({ compaction, data }) =>
    BYTE_FORMS.includes(compaction) && data.length === 1 ? (data[0] ?? null) : null,
  write: (value, before) =>
    Number.isInteger(value) && value >= 0 && value <= 0xff
      ? {
          compaction: BYTE_FORMS.find((form) => form === before?.compaction) ?? APPLICATION_DEFINED,
          data: Uint8Array.of(value),
        }
      : null,
});

const setInformation = (oid: number): Element<SetInformation> => ({
  oid,
  read: (object) => {
    const numbers =
      object.compaction === APPLICATION_DEFINED ? [...object.data] : halvesOf(expandedText(object) ?? '');
    const [parts, part, ...more] = numbers;
    if (parts === undefined || part === undefined || more.length > 0) return null;
    return isPartNumber(parts) && isPartNumber(part) ? { parts, part } : null;
  },
  write: ({ parts, part }, before) => {
    if (!isPartNumber(parts) || !isPartNumber(part)) return null;
    if (before?.compaction === APPLICATION_DEFINED)
      return { compaction: APPLICATION_DEFINED, data: Uint8Array.of(parts, part) };
    const digits = String(Math.max(parts, part)).length;
    return compactedText([parts, part].map((number) => String(number).padStart(digits, '0')).join(''));
  },
});

/** The two numbers of so many digits; one that a compaction lost at the front is put back. */
function halvesOf(digits: string): readonly number[] {
  const half = Math.ceil(digits.length / 2);
  const whole = digits.padStart(half * 2, '0');
  return /^[0-9]+$/.test(digits) ? [Number(whole.slice(0, half)), Number(whole.slice(half))] : [];
}

function isPartNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255;
}

/** The first identifier that the content parameter tells of. */
const FIRST_TOLD = 3;

/** As many as there are identifiers for. */
const LONGEST_MAP_BYTES = 16;

/** Which elements stand on the tag: bit i from the top says that identifier 3 + i does. */
const contentParameter = (oid: number): Element<readonly number[]> => ({
  oid,
  read: ({ compaction, data }) =>
    (compaction === APPLICATION_DEFINED || compaction === OCTETS) && data.length <= LONGEST_MAP_BYTES
      ? [...data].flatMap((byte, place) =>
          [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) =>
            (byte & (0x80 >>> bit)) === 0 ? [] : [FIRST_TOLD + place * 8 + bit],
          ),
        )
      : null,
  write: (oids, before) => {
    const bits = oids.map((told) => told - FIRST_TOLD);
    // Room that somebody kept for later elements stays.
    const bytes = Math.max(1, before?.data.length ?? 0, Math.ceil((Math.max(...bits, 0) + 1) / 8));
    const data = new Uint8Array(bytes);
    for (const bit of bits) data[bit >>> 3] = (data[bit >>> 3] ?? 0) | (0x80 >>> (bit & 7));
    return { compaction: before?.compaction === OCTETS ? OCTETS : APPLICATION_DEFINED, data };
  },
});

/** Every data element of ISO 28560-1, by its name there. */
export const ELEMENTS = {
  primaryItemIdentifier: text(1),
  contentParameter: contentParameter(2),
  ownerInstitution: isil(3),
  setInformation: setInformation(4),
  /** High nibble type of usage, low nibble its sub-type. */
  typeOfUsage: code(5),
  shelfLocation: shortText(6),
  onixMediaFormat: shortText(7),
  marcMediaFormat: shortText(8),
  supplierIdentifier: shortText(9),
  orderNumber: shortText(10),
  illBorrowingInstitution: isil(11),
  illBorrowingTransaction: shortText(12),
  gs1ProductIdentifier: gtin(13),
  alternativeUniqueItemIdentifier: shortText(14),
  localDataA: text(15),
  localDataB: text(16),
  title: text(17),
  localProductIdentifier: shortText(18),
  otherMediaFormat: code(19),
  supplyChainStage: code(20),
  supplierInvoice: shortText(21),
  alternativeItemIdentifier: shortText(22),
  alternativeOwnerInstitution: shortText(23),
  subsidiaryOfOwner: shortText(24),
  alternativeIllBorrowingInstitution: shortText(25),
  localDataC: text(26),
} as const;

/**
 * Does the object hold what its identifier says? `unknown`: it has no name here, is application-defined where a text
 * could stand, or a text that somebody cut in the middle of a character.
 */
export function senseOf(object: DataObject): 'right' | 'wrong' | 'unknown' {
  const element = Object.values<Pick<Element<unknown>, 'oid' | 'read'>>(ELEMENTS).find(
    ({ oid }) => oid === object.oid,
  );
  if (element === undefined) return 'unknown';
  const value = element.read(object);
  if (typeof value === 'string' && value.includes('\uFFFD')) return 'unknown';
  if (value !== null) return 'right';
  return object.compaction === APPLICATION_DEFINED ? 'unknown' : 'wrong';
}

/** The element's value among the objects; null where it is not there, or holds something else. */
export function elementIn<Value>(objects: readonly DataObject[], element: Element<Value>): Value | null {
  const object = objects.find(({ oid }) => oid === element.oid);
  return object === undefined ? null : element.read(object);
}

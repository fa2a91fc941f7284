// What the objects of an ISO 28560-2 tag mean: each object identifier's name and the way its value is written.
//
// Three kinds occur in two forms, depending on who wrote the tag; both are read, and a form that stands on a tag
// already is kept:
// - set information: digits as a text, half of them the number of parts and half this part's number (ISO 28560-2,
//   annex D: 1203 is part 3 of 12), or application-defined with a byte for each;
// - type of usage and other bare bytes: application-defined (Finnish tags) or as octets (Chinese tags).

import { APPLICATION_DEFINED, type Compacted, compactedText, expandedText, OCTETS } from './compactions.ts';
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

/** Which part of how many. */
export interface SetInformation {
  /** 1..255 */
  readonly parts: number;
  /** 1..255 */
  readonly part: number;
}

const text = (oid: number): Element<string> => ({ oid, read: expandedText, write: compactedText });

const isil = (oid: number): Element<string> => ({
  oid,
  read: (object) => (object.compaction === APPLICATION_DEFINED ? isilOf(object.data) : expandedText(object)),
  write: (value) => {
    const data = value === '' ? null : isilData(value);
    return data === null ? null : { compaction: APPLICATION_DEFINED, data };
  },
});

/** A GTIN: digits as a text; application-defined it is an unsigned number, as a reader of Finnish tags has it. */
const gtin = (oid: number): Element<string> => ({
  oid,
  read: ({ compaction, data }) =>
    expandedText({ compaction: compaction === APPLICATION_DEFINED ? 1 : compaction, data }),
  write: (value) => (/^[0-9]+$/.test(value) ? compactedText(value) : null),
});

/** A bare byte. */
const code = (oid: number): Element<number> => ({
  oid,
  read: ({ compaction, data }) =>
    (compaction === APPLICATION_DEFINED || compaction === OCTETS) && data.length === 1
      ? (data[0] ?? null)
      : null,
  write: (value, before) =>
    Number.isInteger(value) && value >= 0 && value <= 0xff
      ? {
          compaction: before?.compaction === OCTETS ? OCTETS : APPLICATION_DEFINED,
          data: Uint8Array.of(value),
        }
      : null,
});

const setInformation = (oid: number): Element<SetInformation> => ({
  oid,
  read: (object) => {
    const [parts = 0, part = 0] =
      object.compaction === APPLICATION_DEFINED ? object.data : halvesOf(expandedText(object) ?? '');
    const inTwo = object.compaction !== APPLICATION_DEFINED || object.data.length === 2;
    return inTwo && isPartNumber(parts) && isPartNumber(part) ? { parts, part } : null;
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
  return Number.isInteger(value) && value >= 1 && value <= 255;
}

/** The first identifier that the content parameter tells of. */
const FIRST_TOLD = 3;

/** Which elements stand on the tag: bit i from the top says that identifier 3 + i does. */
const contentParameter = (oid: number): Element<readonly number[]> => ({
  oid,
  read: ({ compaction, data }) =>
    compaction === APPLICATION_DEFINED || compaction === OCTETS
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
  shelfLocation: text(6),
  onixMediaFormat: text(7),
  marcMediaFormat: text(8),
  supplierIdentifier: text(9),
  orderNumber: text(10),
  illBorrowingInstitution: isil(11),
  illBorrowingTransaction: text(12),
  gs1ProductIdentifier: gtin(13),
  alternativeUniqueItemIdentifier: text(14),
  localDataA: text(15),
  localDataB: text(16),
  title: text(17),
  localProductIdentifier: text(18),
  otherMediaFormat: code(19),
  supplyChainStage: code(20),
  supplierInvoice: text(21),
  alternativeItemIdentifier: text(22),
  alternativeOwnerInstitution: text(23),
  subsidiaryOfOwner: text(24),
  alternativeIllBorrowingInstitution: text(25),
  localDataC: text(26),
} as const;

/** Does the object hold what its identifier says? One that has no name here tells nothing either way. */
export function makesSense(object: DataObject): boolean {
  const element = Object.values<Pick<Element<unknown>, 'oid' | 'read'>>(ELEMENTS).find(
    ({ oid }) => oid === object.oid,
  );
  return element !== undefined && element.read(object) !== null;
}

/** The element's value among the objects; null where it is not there, or holds something else. */
export function elementIn<Value>(objects: readonly DataObject[], element: Element<Value>): Value | null {
  const object = objects.find(({ oid }) => oid === element.oid);
  return object === undefined ? null : element.read(object);
}

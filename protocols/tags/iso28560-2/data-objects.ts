// A tag's memory as a chain of data objects (ISO/IEC 15962 without directory): read, and put together again.
// What an object means is in elements.ts.
//
// An object is
//   precursor            bit 7 offset flag, bits 6-4 compaction, bits 3-0 object identifier
//   identifier - 15      where bits 3-0 are 15
//   number of pad bytes  where the offset flag is set
//   length of the data   1 to 127
//   data, pad bytes
// A precursor of 0 ends the chain, and so does memory that holds nothing but FF from there on, as chips come from some
// makers: as an object it could only be one that is cut off. The order was checked against the worked example of ISO 28560-2 (annex D) and a
// Chinese reader; a length above 127 takes two bytes in ISO/IEC 15962 and does not occur on library tags.

/** One object, as it stands on the tag. */
export interface DataObject {
  /** Relative object identifier, 1..127. */
  readonly oid: number;
  /** Code of the compaction, 0..7. */
  readonly compaction: number;
  readonly data: Uint8Array;
  /** Bytes behind the data, so that the next object begins on a block; null without offset flag. */
  readonly pads: number | null;
}

/** An object and the place of the byte behind it. */
export interface PlacedObject extends DataObject {
  readonly end: number;
}

/** The objects that stand in a memory. */
export interface Chain {
  readonly objects: readonly PlacedObject[];
  /** Place of the byte behind the last of them. */
  readonly end: number;
  /**
   * - `closed`: a precursor of 0 follows, or nothing but filling.
   * - `open`: the memory ends there, or within the next object: if it goes on, there may be more.
   */
  readonly ending: 'closed' | 'open';
  /** The object that an open chain breaks off in, where as much as its length was read. */
  readonly begun: BegunObject | null;
}

/** An object whose end was not read. */
export interface BegunObject {
  readonly oid: number;
  readonly compaction: number;
  /** How long its data is. */
  readonly bytes: number;
}

/** What a length of one byte can say. */
export const LONGEST_DATA_BYTES = 127;

const FILLING = 0xff;
const OFFSET_FLAG = 0x80;
const LARGE_OID = 15;
const LARGEST_OID = 127;

/** Reads the chain that begins at the memory's first byte; null where the bytes are none. */
export function readChain(memory: Uint8Array): Chain | null {
  const objects: PlacedObject[] = [];
  for (let at = 0; ; ) {
    const object = objectAt(memory, at);
    if (object === 'wrong') return null;
    if (object === 'closed') return { objects, end: at, ending: 'closed', begun: null };
    if (object === 'open') return { objects, end: at, ending: 'open', begun: null };
    if ('bytes' in object) return { objects, end: at, ending: 'open', begun: object };
    // An identifier stands on a tag once.
    if (objects.some(({ oid }) => oid === object.oid)) return null;
    objects.push(object);
    at = object.end;
  }
}

function objectAt(memory: Uint8Array, start: number): PlacedObject | BegunObject | Chain['ending'] | 'wrong' {
  let at = start;
  const next = (): number => memory[at++] ?? Number.NaN;
  const precursor = next();
  if (precursor === 0 || isFilling(memory.subarray(start))) return 'closed';
  const low = precursor & 0x0f;
  const oid = low === LARGE_OID ? LARGE_OID + next() : low;
  const pads = (precursor & OFFSET_FLAG) === 0 ? null : next();
  const length = next();
  if (start >= memory.length) return 'open';
  if (oid === 0 || oid > LARGEST_OID || length === 0 || length > LONGEST_DATA_BYTES) return 'wrong';
  const end = at + length + (pads ?? 0);
  const compaction = (precursor >>> 4) & 0x07;
  // Where bytes are missing, a number that was to be read is none, and neither is the end.
  if (Number.isNaN(end)) return 'open';
  if (end > memory.length) return { oid, compaction, bytes: length };
  return { oid, compaction, data: memory.slice(at, at + length), pads, end };
}

/** Memory in which nothing was ever written, as it stands behind a chain without an end. */
export function isFilling(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.every((byte) => byte === FILLING);
}

/** The bytes of an object. Its identifier and length have to be in their ranges. */
export function objectBytes({ oid, compaction, data, pads }: DataObject): readonly number[] {
  return [
    (pads === null ? 0 : OFFSET_FLAG) + compaction * 16 + Math.min(oid, LARGE_OID),
    ...(oid < LARGE_OID ? [] : [oid - LARGE_OID]),
    ...(pads === null ? [] : [pads]),
    data.length,
    ...data,
    ...Array.from({ length: pads ?? 0 }, () => 0),
  ];
}

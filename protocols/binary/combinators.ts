// Ways to put fields together: one behind the other, under names, or repeated. The fields themselves are in
// fields.ts; which a message has is in the table of its protocol.

import { byte, type Field, implied, type Reading } from './fields.ts';

/** A field behind bytes that are always the same. */
export function after<T>(literal: readonly number[], field: Field<T>): Field<T> {
  return {
    write: (value, out) => {
      out.push(...literal);
      field.write(value, out);
    },
    read: (bytes, at) =>
      literal.every((expected, index) => bytes[at + index] === expected)
        ? field.read(bytes, at + literal.length)
        : null,
  };
}

/** A field before bytes that are always the same. */
export function before<T>(field: Field<T>, literal: readonly number[]): Field<T> {
  const tail = after(literal, implied(null));
  return {
    write: (value, out) => {
      field.write(value, out);
      out.push(...literal);
    },
    read: (bytes, at) => {
      const read = field.read(bytes, at);
      const end = read === null ? null : tail.read(bytes, read.next);
      return read === null || end === null ? null : { value: read.value, next: end.next };
    },
  };
}

/** The same field `count` times over. */
function repeated<T>(
  field: Field<T>,
  count: number,
  bytes: Uint8Array,
  from: number,
): Reading<readonly T[]> | null {
  const values: T[] = [];
  let at = from;
  for (let index = 0; index < count; index += 1) {
    const read = field.read(bytes, at);
    if (read === null) {
      return null;
    }
    values.push(read.value);
    at = read.next;
  }
  return { value: values, next: at };
}

/** The most that a count or size of one byte can tell. */
const MOST = 255;

/**
 * A byte that tells how many, then as many rows; rows after the 255th are not written. `between` are bytes behind the
 * count that are always the same.
 */
export function counted<T>(row: Field<T>, between: readonly number[] = []): Field<readonly T[]> {
  const total = before(byte, between);
  return {
    write: (rows, out) => {
      const written = rows.slice(0, MOST);
      total.write(written.length, out);
      for (const value of written) {
        row.write(value, out);
      }
    },
    read: (bytes, at) => {
      const count = total.read(bytes, at);
      return count === null ? null : repeated(row, count.value, bytes, count.next);
    },
  };
}

/**
 * A byte that tells how many, a byte that tells the size of each, then the rows, whose field depends on the size.
 * On writing, the size is that of the longest row (0 without rows), and rows after the 255th are not written.
 */
export function countedAndSized<T>(
  rowOf: (size: number) => Field<T>,
  sizeOf: (row: T) => number,
): Field<readonly T[]> {
  return {
    write: (rows, out) => {
      const written = rows.slice(0, MOST);
      const size = written.reduce((longest, row) => Math.max(longest, Math.min(sizeOf(row), MOST)), 0);
      out.push(written.length, size);
      for (const value of written) {
        rowOf(size).write(value, out);
      }
    },
    read: (bytes, at) => {
      const count = bytes[at];
      const size = bytes[at + 1];
      return count === undefined || size === undefined ? null : repeated(rowOf(size), count, bytes, at + 2);
    },
  };
}

/** A field after which more may follow, which is passed over: what newer firmware appends. */
export function loose<T>(field: Field<T>): Field<T> {
  return {
    write: field.write,
    read: (bytes, at) => {
      const read = field.read(bytes, at);
      return read === null ? null : { value: read.value, next: bytes.length };
    },
  };
}

type Draft<T> = { -readonly [K in keyof T]?: T[K] };
type Fields<T> = { readonly [K in keyof T]: Field<T[K]> };

/** Named fields one after the other, in the order in which they are written down here. */
export function record<T>(fields: Fields<T>): Field<T> {
  return {
    write: (value, out) => {
      for (const name in fields) {
        fields[name].write(value[name], out);
      }
    },
    read: (bytes, from) => {
      const draft: Draft<T> = {};
      let at: number | null = from;
      for (const name in fields) {
        at = at === null ? null : readInto(draft, name, fields[name], bytes, at);
      }
      return at !== null && isWhole(draft, fields) ? { value: draft, next: at } : null;
    },
  };
}

function readInto<T, K extends keyof T>(
  draft: Draft<T>,
  name: K,
  field: Field<T[K]>,
  bytes: Uint8Array,
  at: number,
): number | null {
  const read = field.read(bytes, at);
  if (read === null) {
    return null;
  }
  draft[name] = read.value;
  return read.next;
}

function isWhole<T>(draft: Draft<T>, fields: Fields<T>): draft is Draft<T> & T {
  return Object.keys(fields).every((name) => name in draft);
}

/** A byte that tells what follows it, then that. `announcementOf` tells the byte for a value, of which the low 8 bits go. */
export function announced<T>(
  bodyOf: (announcement: number) => Field<T>,
  announcementOf: (value: T) => number,
): Field<T> {
  return {
    write: (value, out) => {
      const announcement = announcementOf(value);
      byte.write(announcement, out);
      bodyOf(announcement).write(value, out);
    },
    read: (bytes, at) => {
      const announcement = byte.read(bytes, at);
      return announcement === null ? null : bodyOf(announcement.value).read(bytes, announcement.next);
    },
  };
}

/** A field that is there or not, as something before it has told; null where it is not. */
export function optional<T>(isThere: boolean, field: Field<T>): Field<T | null> {
  return {
    write: (value, out) => {
      if (isThere && value !== null) field.write(value, out);
    },
    read: (bytes, at) => (isThere ? field.read(bytes, at) : { value: null, next: at }),
  };
}

/** The value that `bytes` hold from end to end, or null. */
export function readWhole<T>(field: Pick<Field<T>, 'read'>, bytes: Uint8Array): T | null {
  const read = field.read(bytes, 0);
  return read !== null && read.next === bytes.length ? read.value : null;
}

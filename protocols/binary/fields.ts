// The single values that messages are made of: each writes itself and reads itself, so that one description
// gives both directions. How they are put together is in combinators.ts, which a message has is in the table of its
// protocol, e.g. ../feig/command-table.ts.

/** A value's place in a message. */
export interface Field<T> {
  /** Appends the value's bytes. Total: see each field for what it does with a value outside its range. */
  write(value: T, out: number[]): void;
  /** Reads the value that begins at `at`; null where bytes are missing or cannot be this field's. */
  read(bytes: Uint8Array, at: number): Reading<T> | null;
}

/** A value that was read, and where the next one begins. */
export interface Reading<T> {
  readonly value: T;
  readonly next: number;
}

/** An unsigned number of `width` bytes, high byte first; taken modulo 256 ^ width on writing. */
export function unsigned(width: 1 | 2): Field<number> {
  return {
    write: (value, out) => {
      if (width === 2) {
        out.push((value >>> 8) & 0xff);
      }
      out.push(value & 0xff);
    },
    read: (bytes, at) => {
      if (at + width > bytes.length) {
        return null;
      }
      const value = bytes.subarray(at, at + width).reduce((sum, byte) => sum * 256 + byte, 0);
      return { value, next: at + width };
    },
  };
}

/** One byte, 0..255. */
export const byte: Field<number> = unsigned(1);

/** A number 1..256 that the line carries less one. */
export const byteLessOne: Field<number> = {
  write: (value, out) => byte.write(value - 1, out),
  read: (bytes, at) => {
    const read = byte.read(bytes, at);
    return read === null ? null : { value: read.value + 1, next: read.next };
  },
};

/** A value that takes no byte: it is known from the kind of message. */
export function implied<const T>(value: T): Field<T> {
  return { write: () => {}, read: (_bytes, at) => ({ value, next: at }) };
}

/** One byte that can hold two values only. */
export function eitherByte(whenFalse: number, whenTrue: number): Field<boolean> {
  return {
    write: (value, out) => {
      out.push(value ? whenTrue : whenFalse);
    },
    read: (bytes, at) => {
      const found = bytes[at];
      return found === whenFalse || found === whenTrue ? { value: found === whenTrue, next: at + 1 } : null;
    },
  };
}

/** `size` bytes as they are; on writing, fewer are filled up with 0 and more are an error of the caller. */
export function bytesOf(size: number): Field<Uint8Array> {
  return {
    write: (value, out) => {
      const whole = new Uint8Array(size);
      whole.set(value.subarray(0, size));
      out.push(...whole);
    },
    read: (bytes, at) =>
      at + size > bytes.length ? null : { value: bytes.slice(at, at + size), next: at + size },
  };
}

/** All bytes to the end. */
export const rest: Field<Uint8Array> = {
  write: (value, out) => {
    out.push(...value);
  },
  read: (bytes, at) => ({ value: bytes.slice(at), next: bytes.length }),
};

const UID_BYTES = 8;
const UID_DIGITS = /^[0-9A-Fa-f]{16}$/;

/**
 * A transponder's UID of 8 bytes, 0xE0 first: 16 upper-case hexadecimal digits. Text that is no UID is written
 * as zeros, a UID that no tag has.
 */
export const uid: Field<string> = {
  write: (value, out) => {
    const digits = UID_DIGITS.test(value) ? value : '0'.repeat(2 * UID_BYTES);
    for (let at = 0; at < digits.length; at += 2) {
      out.push(Number.parseInt(digits.slice(at, at + 2), 16));
    }
  },
  read: (bytes, at) => {
    if (at + UID_BYTES > bytes.length) {
      return null;
    }
    const digits = Array.from(bytes.subarray(at, at + UID_BYTES), (part) =>
      part.toString(16).padStart(2, '0'),
    );
    return { value: digits.join('').toUpperCase(), next: at + UID_BYTES };
  },
};

/** An unsigned number of two bytes, low byte first; taken modulo 65,536 on writing. */
export const wordLowFirst: Field<number> = {
  write: (value, out) => {
    out.push(value & 0xff, (value >>> 8) & 0xff);
  },
  read: (bytes, at) => {
    const low = byte.read(bytes, at);
    const high = byte.read(bytes, at + 1);
    return low === null || high === null ? null : { value: high.value * 256 + low.value, next: at + 2 };
  },
};

/** A UID as it goes on the air: last byte first. */
export const uidBackwards: Field<string> = {
  write: (value, out) => {
    const forwards: number[] = [];
    uid.write(value, forwards);
    out.push(...forwards.reverse());
  },
  read: (bytes, at) => {
    const read = reversedBytes(UID_BYTES).read(bytes, at);
    const value = read === null ? null : uid.read(read.value, 0);
    return value === null ? null : { value: value.value, next: at + UID_BYTES };
  },
};

/** `size` bytes in the opposite order; on writing, fewer are filled up with 0 and more are an error of the caller. */
export function reversedBytes(size: number): Field<Uint8Array> {
  return {
    write: (value, out) => {
      const block = new Uint8Array(size);
      block.set(value.subarray(0, size));
      out.push(...block.reverse());
    },
    read: (bytes, at) =>
      at + size > bytes.length ? null : { value: bytes.slice(at, at + size).reverse(), next: at + size },
  };
}

// How a key of the settings file is declared: its type and limits (zod), and its words for people.
// Checks, types, forms and the reference page all come from these declarations.

import { z } from 'zod';

/** What people read about a key. The default, the limits and the choices are in the type itself. */
export interface KeyDoc {
  readonly title: string;
  readonly description: string;
  /** e.g. `s`, `bit/s`. */
  readonly unit?: string;
  /** What may be written, where the type's own limits do not say it in words. */
  readonly allowed?: string;
  /** The value is never repeated in a message. */
  readonly secret?: boolean;
}

/** All declared keys' words, by their schema. */
export const KEY_DOCS = z.registry<KeyDoc>();

/** Declares a key. Comes last, outside of `optional` and `default`. */
export function key<Schema extends z.ZodType>(schema: Schema, doc: KeyDoc): Schema {
  KEY_DOCS.add(schema, doc);
  return schema;
}

/** Text that may stand in a SIP2 field: without its delimiter and without control characters. */
export const SIP2_TEXT = /^[^|\p{Cc}]*$/u;

/** What `SIP2_TEXT` means. */
export const SIP2_TEXT_ALLOWED = 'text without | and without control characters';

const SECRET_ELSEWHERE = [
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) }),
] as const;

/** A secret in the file itself, or where it is to be found. */
export const SECRET = z.union([z.string().max(255).regex(SIP2_TEXT), ...SECRET_ELSEWHERE]);

export type Secret = z.output<typeof SECRET>;

/** The 32 bits of a password on a tag, in the order of its bytes; or nothing. */
export const TAG_PASSWORD = /^([0-9A-Fa-f]{8})?$/;

/** The same as a secret. */
export const TAG_SECRET = z.union([z.string().regex(TAG_PASSWORD), ...SECRET_ELSEWHERE]);

/** What may be written for a secret. */
export const SECRET_ALLOWED = `${SIP2_TEXT_ALLOWED}, { file: PATH } or { env: NAME }`;

/** A line of text for people. */
export function shownText(longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u);
}

/** A host's name or its address. */
export function hostName() {
  return z
    .string()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/);
}

/** What `hostName` means. */
export const HOST_ALLOWED = 'a host name or an IP address';

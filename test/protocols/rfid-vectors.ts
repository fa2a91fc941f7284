// The RFID vectors, checked on reading. They hold frames and tags with their meaning.

import { readFileSync } from 'node:fs';
import { z } from 'zod';

const hex = z
  .string()
  .regex(/^([0-9a-f]{2})+$/)
  .transform(fromHex);

const schema = z.object({
  iso28560_3: z
    .array(
      z.object({
        hex,
        version: z.number(),
        usage: z.number(),
        parts: z.number(),
        part: z.number(),
        item: z.string(),
        country: z.string(),
        isil: z.string(),
      }),
    )
    .min(5),
  iso28560_2: z
    .array(
      z.object({
        hex,
        item: z.string(),
        isil: z.string().optional(),
        /** Type and sub-type, and in brackets what they mean. */
        usage: z.string().optional(),
        parts: z.number().optional(),
        part: z.number().optional(),
        content: z.array(z.number()).optional(),
        shelf: z.string().optional(),
      }),
    )
    .min(3),
  rfid501: z
    .array(
      z.object({
        hex,
        set_index: z.number(),
        set_total: z.number(),
        item_type: z.number(),
        item: z.string(),
      }),
    )
    .min(2),
  feig: z.array(z.object({ name: z.string(), hex })).min(12),
  m3: z.array(z.object({ name: z.string().default('the example of the specification'), hex })).min(5),
});

/** Every vector that a codec of this project reads. */
export const vectors = schema.parse(
  JSON.parse(readFileSync(new URL('../vectors/rfid/vectors.json', import.meta.url), 'utf8')),
);

/** Bytes from hexadecimal digits; spaces are passed over. */
export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Lower-case hexadecimal digits of bytes. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

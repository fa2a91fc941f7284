// What a page may send, checked before it becomes an event.

import { z } from 'zod';
import type { DeskDeed } from '../../../protocols/screen/desk.ts';
import { type Intent, LONGEST_TYPED } from '../../../protocols/screen/intent.ts';
import { LANGUAGE_CODES } from '../../../protocols/screen/language.ts';
import { LONGEST_SPOKEN, type Utterance } from '../../../protocols/screen/speech.ts';
import { TEXT_SIZES } from '../../../protocols/screen/text-size.ts';
import { THEME_NAMES } from '../../../protocols/screen/theme.ts';
import { TIME_NAMES } from '../../../protocols/screen/time-allowed.ts';

const plain = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) });

/** Text without control characters: what a keyboard or a scanner can type. */
const typed = z
  .string()
  .min(1)
  .max(LONGEST_TYPED)
  .regex(/^\P{Cc}*$/u);

const INTENT = z.discriminatedUnion('kind', [
  plain('borrow'),
  plain('return'),
  plain('renew'),
  plain('account'),
  plain('renewAll'),
  z.strictObject({ kind: z.literal('renewOne'), row: z.int().min(0) }),
  z.strictObject({ kind: z.literal('acceptFee'), row: z.int().min(0) }),
  z.strictObject({ kind: z.literal('declineFee'), row: z.int().min(0) }),
  z.strictObject({ kind: z.literal('pin'), pin: typed }),
  plain('printReceipt'),
  plain('noReceipt'),
  plain('finish'),
  plain('help'),
  plain('callStaff'),
  plain('cancel'),
  plain('continue'),
  z.strictObject({ kind: z.literal('language'), language: z.enum(LANGUAGE_CODES) }),
  z.strictObject({
    kind: z.literal('display'),
    display: z.strictObject({
      theme: z.enum(THEME_NAMES),
      text: z.enum(TEXT_SIZES),
      reach: z.enum(['normal', 'low']),
      time: z.enum(TIME_NAMES),
      voice: z.enum(['off', 'on', 'alone']),
      children: z.enum(['off', 'on']),
    }),
  }),
  z.strictObject({ kind: z.literal('typed'), text: typed }),
]) satisfies z.ZodType<Intent>;

const item = z.string().min(1).max(64);
const PLACE = z.enum(['working', 'away']);

const DEED = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lay'), item }),
  z.strictObject({ kind: z.literal('lift'), item }),
  plain('liftAll'),
  z.strictObject({ kind: z.literal('carryOut'), item }),
  z.strictObject({ kind: z.literal('bringBack'), item }),
  z.strictObject({ kind: z.literal('showCard'), card: item }),
  z.strictObject({ kind: z.literal('scanItem'), item }),
  z.strictObject({
    kind: z.literal('switch'),
    part: z.enum(['library', 'pad', 'scanner', 'printer']),
    to: PLACE,
  }),
  z.strictObject({ kind: z.literal('paper'), to: z.enum(['full', 'near-end', 'out']) }),
  z.strictObject({ kind: z.literal('delay'), libraryDelayMs: z.int().min(0).max(60_000) }),
]) satisfies z.ZodType<DeskDeed>;

/** The intent that a page sent, or null where it is none. */
export function readIntent(message: unknown): Intent | null {
  return INTENT.safeParse(message).data ?? null;
}

const UTTERANCE = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(LONGEST_SPOKEN)
    .regex(/^\P{Cc}*$/u),
  language: z.enum(LANGUAGE_CODES),
}) satisfies z.ZodType<Utterance>;

/** What a page wants to have spoken, or null where it is nothing of the kind. */
export function readUtterance(message: unknown): Utterance | null {
  return UTTERANCE.safeParse(message).data ?? null;
}

/** The deed that the desk's page sent, or null where it is none. */
export function readDeed(message: unknown): DeskDeed | null {
  return DEED.safeParse(message).data ?? null;
}

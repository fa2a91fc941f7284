// The schema as a tree of plain data: for messages, forms and the reference page.

import { z } from 'zod';
import { KEY_DOCS } from './keys.ts';
import { SETTINGS } from './schema.ts';

const VALUE = z.union([z.string(), z.number(), z.boolean()]);

const NODE = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  unit: z.string().optional(),
  allowed: z.string().optional(),
  secret: z.boolean().optional(),
  type: z.string().optional(),
  enum: z.array(VALUE).optional(),
  const: VALUE.optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), NODE).optional();
  },
  get items() {
    return NODE.optional();
  },
  get oneOf() {
    return z.array(NODE).optional();
  },
});

/** A place in the settings: a key with its words and limits, a section, or a list. JSON Schema with three words added. */
export type SettingsNode = z.output<typeof NODE>;

/** Part of a path: a key, or a place in a list. */
export type PathPart = string | number;

/** The root of the tree. */
export const SETTINGS_REFERENCE: SettingsNode = referenceOf(SETTINGS);

/** A schema as such a tree. */
export function referenceOf(schema: z.ZodType): SettingsNode {
  return NODE.parse(z.toJSONSchema(schema, { metadata: KEY_DOCS, io: 'input' }));
}

/**
 * What the schema says of a place; null where there is no such key.
 * @param raw the whole file's value: which kind of device it is decides which keys it has
 */
export function nodeAt(
  path: readonly PathPart[],
  raw: unknown,
  root: SettingsNode = SETTINGS_REFERENCE,
): SettingsNode | null {
  let node: SettingsNode | null = root;
  let value = raw;
  for (const part of path) {
    node = variantOf(node, value);
    node = (typeof part === 'number' ? node?.items : node?.properties?.[part]) ?? null;
    value = valueAt([part], value);
  }
  return variantOf(node, value) ?? node;
}

/** The variant that the value's `kind` chooses, or the node itself where it has none. */
function variantOf(node: SettingsNode | null, value: unknown): SettingsNode | null {
  if (node?.oneOf === undefined) return node;
  const kind = valueAt(['kind'], value);
  return node.oneOf.find((variant) => variant.properties?.['kind']?.const === kind) ?? null;
}

/** The value at a path, or undefined. */
export function valueAt(path: readonly PathPart[], raw: unknown): unknown {
  let value = raw;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** What may be written at a place, in words. */
export function allowedAt(node: SettingsNode): string {
  if (node.allowed !== undefined) return node.allowed;
  if (node.enum !== undefined) return node.enum.join(', ');
  if (node.const !== undefined) return String(node.const);
  if (node.properties !== undefined) return `a section with ${Object.keys(node.properties).join(', ')}`;
  if (node.oneOf !== undefined) return 'a section with kind';
  switch (node.type) {
    case 'integer':
    case 'number':
      return [`${node.minimum} to ${node.maximum}`, node.unit].filter((word) => word !== undefined).join(' ');
    case 'boolean':
      return 'true, false';
    case 'array':
      return `a list of at most ${node.maxItems} entries`;
    default:
      return 'text';
  }
}

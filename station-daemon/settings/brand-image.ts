// What an image file is by its content, and whether it may be served: its name says nothing. Reads no file.

/** What the logo, the photo and slides may be. */
const BRAND_IMAGES = {
  logo: { longestBytes: 512 * 1024, types: ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp'] },
  photo: { longestBytes: 4 * 1024 * 1024, types: ['image/png', 'image/jpeg', 'image/webp'] },
  cover: { longestBytes: 512 * 1024, types: ['image/png', 'image/jpeg', 'image/webp'] },
  slide: {
    longestBytes: 4 * 1024 * 1024,
    types: ['image/png', 'image/jpeg', 'image/webp', 'image/avif'],
  },
} as const satisfies Record<string, { readonly longestBytes: number; readonly types: readonly ImageType[] }>;

type ImageKind = keyof typeof BRAND_IMAGES;

/** Images that settings name one by one. */
export type BrandImageKind = Exclude<ImageKind, 'slide' | 'cover'>;

export type ImageType = 'image/svg+xml' | 'image/png' | 'image/jpeg' | 'image/webp' | 'image/avif';

export type CheckedImage =
  | { readonly ok: true; readonly type: ImageType }
  /** What is wrong and what is allowed. */
  | { readonly ok: false; readonly what: string; readonly allowed: string };

/** What is wrong with an image of so many bytes, or null: a file that is too long need not be read. */
export function checkImageSize(kind: ImageKind, size: number): (CheckedImage & { ok: false }) | null {
  const { longestBytes } = BRAND_IMAGES[kind];
  if (size <= longestBytes) return null;
  const what = `the file has ${Math.ceil(size / 1024)} KiB`;
  return { ok: false, what, allowed: `at most ${longestBytes / 1024} KiB` };
}

/** Looks at an image's first bytes and, of an SVG, at all of it. */
export function checkBrandImage(kind: ImageKind, bytes: Uint8Array): CheckedImage {
  const { types } = BRAND_IMAGES[kind];
  const names = types.map((type) => TYPE_NAMES[type]).join(', ');
  const text = textOf(bytes);
  const type = text !== null && SVG_BEGIN.test(text) ? 'image/svg+xml' : rasterTypeOf(bytes);
  if (type === null || !types.some((known) => known === type)) {
    const what = type === null ? 'the file is no image' : `the file is ${TYPE_NAMES[type]}`;
    return { ok: false, what, allowed: names };
  }
  const active = type === 'image/svg+xml' ? activeIn(text ?? '') : null;
  if (active !== null) {
    const allowed = 'an SVG that draws and does nothing else';
    return { ok: false, what: `the SVG holds ${active}`, allowed };
  }
  return { ok: true, type };
}

const TYPE_NAMES: Readonly<Record<ImageType, string>> = {
  'image/svg+xml': 'SVG',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
};

/** First bytes of a file; null is any byte. */
const SIGNATURES: readonly (readonly [type: ImageType, first: readonly (number | null)[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
  // The length of the first box, then its type and brand: `ftypavif`.
  ['image/avif', [null, null, null, null, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66]],
];

function rasterTypeOf(bytes: Uint8Array): ImageType | null {
  const found = SIGNATURES.find(([, first]) =>
    first.every((byte, place) => byte === null || bytes[place] === byte),
  );
  return found?.[0] ?? null;
}

/** An XML declaration and comments may come first. */
const SVG_BEGIN = /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/;

/** What an SVG must not hold, by what it is called in a message: all that could run, load, or hide something. */
const ACTIVE: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a script', /<(\w+:)?script\b/i],
  ['a handler of events', /\son[a-z]+\s*=/i],
  ['an address that runs', /(javascript|vbscript)\s*:/i],
  ['a document type', /<!(doctype|entity)/i],
  ['foreign content', /<(\w+:)?(foreignObject|iframe|embed|object|audio|video)\b/i],
  ['a processing instruction', /<\?(?!xml\s)/i],
  [
    'an address outside of itself',
    /\bhref\s*=\s*["']?\s*(?!["']?\s*#|data:image\/(png|jpeg|webp)[;,])[^\s"'>]/i,
  ],
  ['a style from elsewhere', /@import|url\(\s*["']?\s*(?!["']?\s*#)[^)\s]/i],
];

/** Entities could spell any of it another way. */
const HIDDEN = /&#/;

function activeIn(text: string): string | null {
  if (HIDDEN.test(text)) return 'characters written as numbers';
  return ACTIVE.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** The bytes as UTF-8 text, or null where they are none. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

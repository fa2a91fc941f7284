// Reads a library's logo and photo. They are read once, when the station starts, and served from memory.

import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { brandCss } from '../../protocols/themes/css.ts';
import {
  type BrandImageKind,
  checkBrandImage,
  checkImageSize,
  type ImageType,
} from '../settings/brand-image.ts';
import type { Fault } from '../settings/fault.ts';
import type { Settings } from '../settings/schema.ts';
import { reasonOf } from './line.ts';

type Branding = Settings['branding'];

/** An image as it is served. */
export interface BrandImage {
  readonly type: ImageType;
  readonly bytes: Buffer;
}

/** What makes the pages look like a library's own. */
export interface Brand {
  /** Colours as a style sheet; empty without any. */
  readonly css: string;
  readonly logo: BrandImage | null;
  readonly photo: BrandImage | null;
}

type ReadImage =
  | { readonly ok: true; readonly image: BrandImage }
  | { readonly ok: false; readonly what: string; readonly allowed: string | null };

const KINDS = ['logo', 'photo'] as const satisfies readonly BrandImageKind[];

/** The branding with the paths of its images seen from here. */
export function brandingFrom(folder: string, branding: Branding): Branding {
  const paths = KINDS.flatMap((kind) => {
    const path = branding[kind];
    return path === undefined ? [] : [[kind, resolve(folder, path)] as const];
  });
  return { ...branding, ...Object.fromEntries(paths) };
}

/** A fault for each image that cannot be served, or that does not lie in the folder. */
export function brandFileFaults(branding: Branding, folder: string): readonly Fault[] {
  return KINDS.flatMap((kind) => {
    const path = branding[kind];
    if (path === undefined) return [];
    const whole = resolve(folder, path);
    const read = isElsewhere(folder, whole) ? ELSEWHERE : readImage(kind, whole);
    if (read.ok) return [];
    const { what, allowed } = read;
    return [{ path: ['branding', kind], at: 'value', what, allowed, nearest: null } as const];
  });
}

/** The brand of loaded settings. An image that has been spoilt meanwhile is left out, and told. */
export function readBrand(branding: Branding, onFault: (why: string) => void): Brand {
  const imageOf = (kind: BrandImageKind): BrandImage | null => {
    const path = branding[kind];
    if (path === undefined) return null;
    const read = readImage(kind, path);
    if (read.ok) return read.image;
    onFault(`branding.${kind}: ${read.what}`);
    return null;
  };
  const { theme, accent = null, background = null } = branding;
  const css = theme === 'contrast' ? '' : brandCss(theme, { accent, background });
  return { css, logo: imageOf('logo'), photo: imageOf('photo') };
}

const ELSEWHERE: ReadImage = {
  ok: false,
  what: 'the file lies elsewhere',
  allowed: 'a file in the folder of the settings file',
};

function readImage(kind: BrandImageKind, path: string): ReadImage {
  try {
    const tooLong = checkImageSize(kind, statSync(path).size);
    if (tooLong !== null) return tooLong;
    const bytes = readFileSync(path);
    const checked = checkBrandImage(kind, bytes);
    return checked.ok ? { ok: true, image: { type: checked.type, bytes } } : checked;
  } catch (error) {
    return { ok: false, what: `the file ${path} cannot be read: ${reasonOf(error)}`, allowed: null };
  }
}

/** What is served to browsers lies beside the settings, links followed: a slip of the pen shows no other file. */
function isElsewhere(folder: string, path: string): boolean {
  if (!existsSync(path)) return false;
  const way = relative(realpathSync(folder), realpathSync(path));
  return isAbsolute(way) || way.split(sep)[0] === '..';
}

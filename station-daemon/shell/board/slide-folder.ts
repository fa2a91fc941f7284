// The pictures of a local folder that are shown while nobody is here. Only what was found in the folder is served,
// under an address that is made of neither its path nor its name.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { SLIDE_FOLDER, type Slide } from '../../../protocols/screen/board.ts';
import { checkBrandImage, checkImageSize, type ImageType } from '../../settings/brand-image.ts';
import { reasonOf } from '../line.ts';

/** A picture as it is served. */
export interface SlideImage {
  readonly type: ImageType;
  readonly bytes: Buffer;
}

/** A picture of the folder. */
export interface SlideFile extends Slide {
  /** The last part of its address. */
  readonly id: string;
  readonly path: string;
}

export interface SlidesFound {
  readonly slides: readonly SlideFile[];
  /** What staff should know: what is not shown, and why. */
  readonly notes: readonly string[];
}

/** More would not be seen by anybody. */
const MOST_SLIDES = 50;
const MOST_NOTES = 5;
const ENDINGS: readonly string[] = ['.png', '.jpg', '.jpeg', '.webp', '.avif'];
/** Letters, digits, blanks and a few signs: what a name says is read aloud. */
const SAFE_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._()-]{0,119}$/u;
const ID_LENGTH = 16;

/** Looks through the folder; an image's content is looked at each time, because it says what a file is. */
export function findSlides(folder: string): SlidesFound {
  const notes: string[] = [];
  const slides: SlideFile[] = [];
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => ENDINGS.includes(extname(name).toLowerCase()));
  } catch (error) {
    return { slides, notes: [`the folder ${folder} cannot be read: ${reasonOf(error)}`] };
  }
  const sorted = names.toSorted((one, other) => (one < other ? -1 : 1));
  for (const name of sorted) {
    if (slides.length === MOST_SLIDES) {
      notes.push(`only the first ${MOST_SLIDES} pictures are shown`);
      break;
    }
    const found = slideOf(folder, name);
    if (typeof found === 'string') notes.push(`a picture is not shown: ${found}`);
    else slides.push(found);
  }
  return { slides, notes: notes.slice(0, MOST_NOTES) };
}

/** Reads a picture to serve it; null where it has been spoilt or taken away meanwhile. */
export function readSlide({ path }: SlideFile): SlideImage | null {
  try {
    const image = imageAt(path);
    return typeof image === 'string' ? null : image;
  } catch {
    return null;
  }
}

/** The picture, or what is wrong with it. */
function slideOf(folder: string, name: string): SlideFile | string {
  if (!SAFE_NAME.test(name))
    return `${JSON.stringify(name)} has a name with other signs than letters and digits`;
  const path = join(folder, name);
  try {
    // A link that leads out of the folder would show another file to the public.
    if (dirname(realpathSync(path)) !== realpathSync(folder)) return `${name} lies elsewhere`;
    const image = imageAt(path);
    if (typeof image === 'string') return `${name}: ${image}`;
    const id = createHash('sha256').update(image.bytes).digest('hex').slice(0, ID_LENGTH);
    return { id, path, address: `${SLIDE_FOLDER}${id}`, name: wordsOf(name) };
  } catch (error) {
    return `${name} cannot be read: ${reasonOf(error)}`;
  }
}

function imageAt(path: string): SlideImage | string {
  const size = checkImageSize('slide', statSync(path).size);
  if (size !== null) return `${size.what}, allowed: ${size.allowed}`;
  const bytes = readFileSync(path);
  const checked = checkBrandImage('slide', bytes);
  return checked.ok ? { type: checked.type, bytes } : `${checked.what}, allowed: ${checked.allowed}`;
}

/** `02-story_time.jpg` is "story time". */
function wordsOf(name: string): string {
  const words = name.slice(0, -extname(name).length).replaceAll(/[_.-]+/g, ' ');
  return words.replace(/^\s*\d+\s+/, '').trim();
}

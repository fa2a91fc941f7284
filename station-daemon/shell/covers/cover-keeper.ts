// Book covers from a provider: fetched by the station, so that the page talks to nobody else, and kept in memory alone.
// The provider learns which item is looked for, and nothing of the patron: no cookie, no referrer, no name.

import { checkBrandImage, checkImageSize, type ImageType } from '../../settings/brand-image.ts';
import { coverAddress } from '../../settings/cover-address.ts';

/** A cover as it is served. */
export interface CoverImage {
  readonly type: ImageType;
  readonly bytes: Uint8Array;
}

export interface CoverKeeper {
  /** The cover of an item, or null where none is to be had: there is a drawn one. */
  coverOf(item: string): Promise<CoverImage | null>;
}

export interface CoverSetup {
  /** An address with `{id}` or `{isbn}` in it. */
  readonly url: string;
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
}

/** A cover that comes later is of no use to anybody. */
const FETCH_MS = 3_000;
/** So many are fetched at a time; further ones wait for their turn. */
const MOST_AT_ONCE = 6;
/** So many wait at most, an account's worth and more; further ones are drawn. */
const MOST_WAITING = 64;
/** One that has waited so long is drawn: a provider that is away holds nobody up. */
const WAIT_MS = 10_000;
/** Kept at most, the latest used ones: at the size limit, so many MiB at most. */
const MOST_KEPT = 64;
/** How long that there is none is believed. */
const NONE_MS = 600_000;
const MOST_REDIRECTS = 3;

interface Kept {
  readonly image: CoverImage | null;
  /** When it is to be asked for again. */
  readonly untilMs: number;
}

/** Makes a keeper; it asks for nothing before somebody wants a cover. */
export function createCoverKeeper({ url, nowMs }: CoverSetup): CoverKeeper {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<CoverImage | null>>();
  /** Whose turn comes, first come first served, as fetches end. */
  const waiting: (() => void)[] = [];
  let fetching = 0;

  const keep = (address: string, image: CoverImage | null): void => {
    const untilMs = image === null ? nowMs() + NONE_MS : Number.POSITIVE_INFINITY;
    kept.delete(address);
    kept.set(address, { image, untilMs });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
  };

  /** Whether its turn came before it had waited too long. */
  const turn = async (): Promise<boolean> => {
    if (fetching < MOST_AT_ONCE) {
      fetching += 1;
      return true;
    }
    const sinceMs = nowMs();
    // Whoever ends hands the place over, so that the number of those that fetch stays as it is.
    await new Promise<void>((begin) => waiting.push(begin));
    return nowMs() - sinceMs < WAIT_MS;
  };

  const passOn = (): void => {
    const next = waiting.shift();
    if (next === undefined) fetching -= 1;
    else next();
  };

  const fetchOnce = async (address: string): Promise<CoverImage | null> => {
    const isInTime = await turn();
    const image = isInTime ? await fetchCover(address).catch(() => null) : null;
    // What was never asked for is not known to be missing.
    if (isInTime) keep(address, image);
    underWay.delete(address);
    passOn();
    return image;
  };

  return {
    async coverOf(item) {
      const address = coverAddress(url, item);
      if (address === null) return null;
      const known = kept.get(address);
      if (known !== undefined && known.untilMs > nowMs()) {
        kept.delete(address);
        kept.set(address, known);
        return known.image;
      }
      const going = underWay.get(address);
      if (going !== undefined) return going;
      if (waiting.length >= MOST_WAITING) return null;
      const begun = fetchOnce(address);
      underWay.set(address, begun);
      return begun;
    },
  };
}

/** Throws or gives null where no image comes of the kinds and sizes that are shown. */
async function fetchCover(address: string): Promise<CoverImage | null> {
  const signal = AbortSignal.timeout(FETCH_MS);
  let at = new URL(address);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const answer = await fetch(at, {
      signal,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { accept: 'image/jpeg, image/png, image/webp' },
    });
    const elsewhere = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && elsewhere !== null) {
      await answer.body?.cancel();
      const next = new URL(elsewhere, at);
      // Never from a protected way to an open one, nor to anything that is no web server.
      if (next.protocol !== 'https:' && next.protocol !== at.protocol) return null;
      at = next;
      continue;
    }
    if (answer.status !== 200) {
      await answer.body?.cancel();
      return null;
    }
    return imageFrom(await limited(answer));
  }
  return null;
}

/** The body, or null as soon as it is too long. */
async function limited(answer: Response): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body ?? []) {
    length += piece.byteLength;
    if (checkImageSize('cover', length) !== null) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** By its first bytes: what the provider calls it does not count. */
function imageFrom(bytes: Uint8Array | null): CoverImage | null {
  if (bytes === null) return null;
  const checked = checkBrandImage('cover', bytes);
  return checked.ok ? { type: checked.type, bytes } : null;
}

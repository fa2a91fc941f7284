// What a page is told once, when it connects: what stays the same whoever stands before it.

import type { Profile } from './profile.ts';

/** What a sound means: something is done, something needs a look, nothing may be carried out yet. */
export const SOUND_NAMES = ['success', 'attention', 'warning'] as const;

export type Sound = (typeof SOUND_NAMES)[number];

/** Loudness in percent; 0 is silence. */
export interface Sounds {
  readonly volume: number;
  /** What is heard at all. */
  readonly events: readonly Sound[];
  /** Another loudness between two times of the day, or null. */
  readonly quiet: QuietHours | null;
}

/** Minutes since midnight, by the clock of the station. `to` is not part of it; it may lie on the next day. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  readonly volume: number;
}

/** The settings that are the page's business. */
export interface PageSetup {
  /** `bookdrop`: nothing is touched, and what stands there is read from afar. */
  readonly kind: 'kiosk' | 'bookdrop';
  readonly profile: Profile;
  readonly sounds: Sounds;
  /** Whether a mode for children can be switched on and off. */
  readonly offersChildrenMode: boolean;
  /** Whether covers can be had; those that cannot are drawn. */
  readonly covers: boolean;
  /** Whether the library has images of its own; its colours are a style sheet that the page links to. */
  readonly brand: { readonly logo: boolean; readonly photo: boolean };
}

/** Where the daemon serves the cover of a row of the screen, by its number; for as long as that row is there. */
export const COVER_FOLDER = '/cover/';

/** Where the daemon serves what makes the pages a library's own. */
export const BRAND_STYLE = '/brand/colours.css';
export const BRAND_LOGO = '/brand/logo';
export const BRAND_PHOTO = '/brand/photo';

/** Name of the socket.io message on the patron's namespace `/`, sent before the first screen. */
export const SETUP_MESSAGE = 'setup';

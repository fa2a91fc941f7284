// The catalogue in use, for every component of the page.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Catalogue } from '../i18n/catalogue.ts';
import { en } from '../i18n/en.ts';

/** Holds the catalogue of the screen's language. */
export const Speech = createContext<Catalogue>(en);

/** The catalogue of the screen's language. */
export function useWords(): Catalogue {
  return useContext(Speech);
}

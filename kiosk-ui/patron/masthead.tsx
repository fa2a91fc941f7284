// The station's name, at the top of every screen.

import type { JSX } from 'preact';
import { BRAND_LOGO } from '../../protocols/screen/page-setup.ts';
import { pageSetup } from './page-setup.ts';
import { useWords } from './speech.ts';

/** The library's logo, or our mark, and the station's name. */
export function Masthead({ name }: { readonly name: string }): JSX.Element {
  const words = useWords();
  return (
    <header class="masthead" aria-label={words.parts.station}>
      {pageSetup.value.brand.logo ? <img class="masthead-logo" src={BRAND_LOGO} alt="" /> : <Mark />}
      <p class="masthead-name">
        <bdi>{name}</bdi>
      </p>
    </header>
  );
}

function Mark(): JSX.Element {
  return (
    <svg class="masthead-mark" viewBox="0 0 48 40" aria-hidden="true">
      <path class="art-paper" d="M24 8C18 3 11 2 3 3v29c8-1 15 0 21 5 6-5 13-6 21-5V3C37 2 30 3 24 8z" />
      <path class="art-lamp" d="M31 4v19l5-4 5 4V3c-4 0-7 0-10 1z" />
      <path class="masthead-fold" d="M24 8v29" />
    </svg>
  );
}

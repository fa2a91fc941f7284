// The one type family of the pages, Noto Sans, served by the station itself: Latin with Vietnamese, Greek, Cyrillic and
// Arabic. Each file holds a range of characters, and a browser asks only for those that a page has.

import '@fontsource-variable/noto-sans/wght.css';
import '@fontsource-variable/noto-sans-arabic/wght.css';

/** The rules for a hundred files of Chinese, Japanese and Korean come after the first drawing. */
export function addEastAsianFonts(): void {
  void import('./fonts-east-asian.ts');
}

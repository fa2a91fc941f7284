// Something is under way: a slow band of light, which stands still for those who want no motion.

import type { JSX } from 'preact';

/** Decoration beside words that say what we wait for. */
export function Progress(): JSX.Element {
  return (
    <div class="progress" aria-hidden="true">
      <span />
    </div>
  );
}

// A library that is closed, where the station rests meanwhile: nobody begins anything, and who has begun can finish.

import type { CoreState } from './state.ts';

/** Is nobody to begin anything just now? */
export function rests({ doors, session }: CoreState): boolean {
  return doors === 'closed' && (session.kind === 'none' || session.kind === 'summary');
}

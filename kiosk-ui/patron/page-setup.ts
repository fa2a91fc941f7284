// What the daemon told of the settings; until then, what suits every station.

import { signal } from '@preact/signals';
import type { PageSetup } from '../../protocols/screen/page-setup.ts';

/** The setup; components that read it are drawn anew when it comes. */
export const pageSetup = signal<PageSetup>({
  kind: 'kiosk',
  profile: 'public',
  sounds: { volume: 60, events: ['success', 'attention', 'warning'], quiet: null },
  offersChildrenMode: false,
  covers: false,
  brand: { logo: false, photo: false },
});

// What pages are told of the settings.

import type { PageSetup } from '../../../protocols/screen/page-setup.ts';
import { minutesOf } from '../../settings/branding-keys.ts';
import type { ResolvedSettings } from '../../settings/secrets.ts';
import type { Brand } from '../brand-files.ts';
import { childrenModeOf } from './board-setup.ts';

/** The page's share of the settings, with the images that there are. */
export function pageSetupOf(
  { station, sounds, branding }: Pick<ResolvedSettings, 'station' | 'sounds' | 'branding'>,
  { logo, photo }: Brand,
): PageSetup {
  const { volume, events, quiet } = sounds;
  return {
    kind: station.kind === 'bookdrop' ? 'bookdrop' : 'kiosk',
    profile: station.profile,
    sounds: {
      volume,
      events,
      quiet:
        quiet === undefined
          ? null
          : { from: minutesOf(quiet.from), to: minutesOf(quiet.to), volume: quiet.volume },
    },
    offersChildrenMode: childrenModeOf(station) !== 'never',
    covers: branding.covers !== undefined,
    brand: { logo: logo !== null, photo: photo !== null },
  };
}

// Nothing works just now: friendly, and with what to do instead.

import type { JSX } from 'preact';
import type { OutOfServiceScreen } from '../../../protocols/screen/screen.ts';
import { RestArt } from '../../ui/art/counter-scenes.tsx';
import { OpeningLine } from '../board/opening-line.tsx';
import { Progress } from '../progress.tsx';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';

/** The out-of-service screen; also the page's own while the daemon is away. */
export function OutOfServiceView({ screen }: { readonly screen: OutOfServiceScreen }): JSX.Element {
  const { title, more } = useWords().outOfService[screen.why];
  return (
    <Stage
      screen={screen}
      pose="rest"
      art={<RestArt />}
      title={title}
      more={more}
      over={screen.why === 'closed' && <OpeningLine />}
      under={screen.why === 'starting' && <Progress />}
    />
  );
}

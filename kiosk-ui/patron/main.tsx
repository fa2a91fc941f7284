// The patron's page starts here: listeners for the whole page, the line to the daemon, the first drawing.

import { render } from 'preact';
import { addEastAsianFonts } from '../ui/fonts.ts';
import '../ui/themes.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { listenForActivity } from './activity.ts';
import { listenForArrows } from './arrows.ts';
import { confineBrowser } from './confine.ts';
import { Page } from './page.tsx';
import { listenForSpeechKey } from './read-aloud/speech-key.ts';
import { joinStation, link, send } from './station-link.ts';
import { watchOverPage } from './watchdog.ts';
import { listenForScans } from './wedge.ts';

const place = document.getElementById('page');
if (place !== null) {
  confineBrowser();
  listenForScans(
    (text) => send({ kind: 'typed', text }),
    () => link.value.kind === 'live' && link.value.received.screen.name === 'pin',
  );
  listenForArrows();
  listenForActivity();
  joinStation();
  render(<Page />, place);
  addEastAsianFonts();
  listenForSpeechKey();
  void watchOverPage();
}

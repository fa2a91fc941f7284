// The simulator's table starts here: the line to the daemon, the first drawing.

import { render } from 'preact';
import { addEastAsianFonts } from '../ui/fonts.ts';
import '../ui/themes.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { awakenSound } from '../ui/chime.ts';
import { joinDesk } from './desk-link.ts';
import { Page } from './page.tsx';

const place = document.getElementById('desk');
if (place !== null) {
  for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, awakenSound);
  joinDesk();
  render(<Page />, place);
  addEastAsianFonts();
}

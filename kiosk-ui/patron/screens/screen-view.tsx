// Chooses the drawing of a screen by its name.

import type { JSX } from 'preact';
import { pageSetup } from '../page-setup.ts';
import type { Received } from '../station-link.ts';
import { AccountView } from './account.tsx';
import { BorrowView } from './borrow.tsx';
import { DoneView } from './done.tsx';
import { DropView } from './drop.tsx';
import { HelpView } from './help.tsx';
import { IdentifyView } from './identify.tsx';
import { OutOfServiceView } from './out-of-service.tsx';
import { PinView } from './pin.tsx';
import { ReturnView } from './return.tsx';
import { StartView } from './start.tsx';

/** Draws whatever the daemon says. */
export function ScreenView({ received }: { readonly received: Received }): JSX.Element {
  const { screen } = received;
  if (pageSetup.value.kind === 'bookdrop' && (screen.name === 'start' || screen.name === 'return'))
    return <DropView screen={screen} />;
  switch (screen.name) {
    case 'start':
      return <StartView screen={screen} received={received} />;
    case 'identify':
      return <IdentifyView screen={screen} received={received} />;
    case 'pin':
      return <PinView screen={screen} received={received} />;
    case 'borrow':
      return <BorrowView screen={screen} received={received} />;
    case 'return':
      return <ReturnView screen={screen} received={received} />;
    case 'account':
      return <AccountView screen={screen} received={received} />;
    case 'done':
      return <DoneView screen={screen} received={received} />;
    case 'help':
      return <HelpView screen={screen} received={received} />;
    case 'out-of-service':
      return <OutOfServiceView screen={screen} />;
  }
}

// The slip that goes with a returned item which somebody waits for, or which belongs elsewhere: what it is and where
// it goes. Of who waits for it there is at most the end of a card's number.

import type { SlipLine } from '../../protocols/devices/printer.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Language } from '../../protocols/screen/screen.ts';
import type { CheckinAlert, CheckinRoute } from './library-port.ts';
import { RECEIPT_WORDS } from './receipt-catalogue.ts';
import { maskedCard, type ReceiptSetup } from './receipt-template.ts';
import { momentInWords } from './receipt-words.ts';
import { centred, left } from './slip-lines.ts';

/** A returned item that does not simply go back to its shelf. */
export interface RoutedItem {
  readonly kind: 'route';
  /** Its barcode where the library system never told it. */
  readonly title: string;
  readonly item: string;
  readonly alert: CheckinAlert;
  readonly callNumber: string | null;
  readonly destination: string | null;
  /** The end of the card of who waits for it, where the slip shall name it; nothing keeps more of that card. */
  readonly reservedFor: string | null;
}

/** What a slip is to say of a returned item. */
export function routed(
  item: Pick<RoutedItem, 'item' | 'title' | 'alert'>,
  { callNumber, destination, reservedFor }: CheckinRoute,
  { cardOfHold }: NonNullable<ReceiptSetup['routeSlips']>,
): RoutedItem {
  const isNamed = cardOfHold === 'masked' && reservedFor !== null;
  const named = isNamed ? maskedCard(reservedFor) : null;
  return { ...item, kind: 'route', callNumber, destination, reservedFor: named };
}

/** The lines of the slip, in the library's own language. */
export function routeSlipOf(
  { title, item, alert, callNumber, destination, reservedFor }: RoutedItem,
  language: Language,
  stationName: string,
  now: Moment,
): readonly SlipLine[] {
  const words = RECEIPT_WORDS[language];
  const { routes } = words;
  const place = alert === 'hold' || alert === 'hold-elsewhere' ? routes.pickup : routes.destination;
  return [
    { kind: 'heading', text: routes.heading[alert] },
    ...(destination === null ? [] : [{ kind: 'heading', text: place(destination) } as const]),
    centred(stationName),
    centred(momentInWords(now, words)),
    { kind: 'rule' },
    { kind: 'entry', text: title, detail: item },
    ...(callNumber === null ? [] : [left(routes.callNumber(callNumber))]),
    ...(reservedFor === null ? [] : [left(routes.reservedFor(reservedFor))]),
    { kind: 'rule' },
    left(words.sets.keepWithItem),
  ];
}

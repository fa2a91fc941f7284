// Item information (18) and item status update (20).

import type { MessageOf } from '../../../protocols/sip2/table.ts';
import type { Circulation, WorldItem } from '../world/world.ts';
import { type Desk, dueText, today } from './desk.ts';

const STATUS: Readonly<Record<Circulation, string>> = {
  available: '03',
  'on-loan': '04',
  'hold-shelf': '08',
  'in-transit': '10',
  lost: '12',
};

/** 18. An unknown item has the status 01 and no title. */
export const itemInformation = (request: MessageOf<'17'>, desk: Desk): MessageOf<'18'> => {
  const item = desk.world.items.get(request.itemIdentifier);
  const common = {
    code: '18',
    securityMarker: '00',
    feeType: '01',
    transactionDate: today(desk),
    itemIdentifier: request.itemIdentifier,
    printLine: [],
    extra: [],
  } as const;
  if (item === undefined) {
    const screenMessage = ['This item is not known here.'];
    return { ...common, circulationStatus: '01', titleIdentifier: '', screenMessage };
  }
  const { about, standing } = item;
  const itemProperties = desk.properties.get(about.barcode);
  return {
    ...common,
    circulationStatus: STATUS[standing.circulation],
    titleIdentifier: about.title,
    holdQueueLength: String(standing.holds.length),
    ...(standing.dueWall === null ? {} : { dueDate: dueText(standing.dueWall, desk) }),
    owner: desk.settings.institution,
    mediaType: about.media,
    permanentLocation: about.location,
    ...currentLocation(item, desk),
    callNumber: about.callNumber,
    ...(standing.destination === null ? {} : { destinationLocation: standing.destination }),
    ...(itemProperties === undefined ? {} : { itemProperties }),
    screenMessage: [],
  };
};

/** Nowhere while it is on loan. What is put aside stands under the initial of its patron. */
const currentLocation = (
  { standing: { circulation, holds } }: WorldItem,
  { settings, world }: Desk,
): { readonly currentLocation?: string } => {
  if (circulation === 'on-loan') return {};
  const waits = world.patrons.get(holds[0]?.card ?? '');
  if (circulation !== 'hold-shelf' || waits === undefined) return { currentLocation: settings.branch };
  const initial = [...waits.about.name.normalize('NFD')][0] ?? '';
  return { currentLocation: `Reservation shelf ${initial}` };
};

/** 20. What is told of an item is kept, and 18 tells it again. */
export const itemStatusUpdate = (request: MessageOf<'19'>, desk: Desk): MessageOf<'20'> => {
  const { itemIdentifier, itemProperties } = request;
  const item = desk.world.items.get(itemIdentifier);
  const common = {
    code: '20',
    transactionDate: today(desk),
    itemIdentifier,
    itemProperties,
    printLine: [],
    extra: [],
  } as const;
  if (item === undefined) {
    return { ...common, itemPropertiesOk: '0', screenMessage: ['This item is not known here.'] };
  }
  desk.properties.set(itemIdentifier, itemProperties);
  return { ...common, itemPropertiesOk: '1', titleIdentifier: item.about.title, screenMessage: [] };
};

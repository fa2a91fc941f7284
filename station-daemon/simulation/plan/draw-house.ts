// Draws the house of a night: a station and a library system that fit each other, few items and few patrons.

import { acsCharacters } from '../../simulator/acs/characters.ts';
import type { Chance } from '../chance.ts';
import type { House, HouseItem, HousePatron, ItemStands } from './house.ts';

/** Beginnings of titles are unique, so that a title tells its item wherever it stands, also on a cut-off line. */
const TITLE_TAILS = [
  'A History of Ferries',
  'Truyện Kiều',
  'Die Vermessung der Welt, 2. Auflage',
  'Le « Petit » Prince',
  'Мастер и Маргарита',
  '红楼梦',
  'A | B; ^ and ~',
  'Ein sehr langer Titel, der auf keiner Zeile Platz findet und deshalb umbrochen wird',
] as const;

const ITEMS = 9;
const PATRONS = 4;

/** Draws a house. The first item and the first patron are always plain. */
export function drawHouse(chance: Chance): House {
  const characters = ['koha', 'evergreen', 'folio', 'mediator', 'dp2'] as const;
  const character = chance.oneIn(2) ? 'plain' : chance.oneOf(characters);
  return {
    devices: chance.oneIn(16) ? 'bytes' : 'readings',
    station: {
      itemsWithoutCard: chance.oneOf(['ask', 'return']),
      pin: chance.oneOf(['none', 'optional', 'optional', 'required']),
      sessionMs: chance.oneOf([30_000, 45_000, 60_000]),
      replyMs: chance.oneOf([3_000, 5_000, 10_000]),
      retries: chance.from(1, 3),
      heartbeatMs: chance.oneOf([55_000, 55_000, 300_000]),
      errorDetection: drawErrorDetection(chance, character),
      hasPrinter: !chance.oneIn(5),
      masks: !chance.oneIn(4),
      cancels: !chance.oneIn(12),
      blockList: chance.oneIn(12) ? 'unreadable' : 'there',
      offline: chance.oneOf(['nothing', 'nothing', 'returns', 'returns-and-loans', 'returns-and-loans']),
    },
    library: {
      character,
      delayMs: chance.oneOf([15, 40, 40, 120, 600]),
      wireMs: chance.oneOf([1, 1, 8, 40]),
    },
    items: drawItems(chance),
    patrons: drawPatrons(chance),
  };
}

/** `on` only where the library system answers with numbers. */
function drawErrorDetection(
  chance: Chance,
  character: House['library']['character'],
): House['station']['errorDetection'] {
  const answers = character === 'plain' ? 'auto' : (acsCharacters[character].errorDetection ?? 'auto');
  if (chance.oneIn(8)) return 'off';
  return answers === 'auto' && chance.oneIn(6) ? 'on' : 'auto';
}

function drawItems(chance: Chance): readonly HouseItem[] {
  return Array.from({ length: ITEMS }, (_unused, place): HouseItem => {
    const plain = place === 0;
    return {
      barcode: !plain && chance.oneIn(10) ? `CD-0041${place}/A` : `B20000${place}`,
      title: `T0${place} ${chance.oneOf(TITLE_TAILS)}`,
      parts: !plain && chance.oneIn(7) ? chance.from(2, 3) : 1,
      model: chance.oneIn(5) ? 'iso28560-2' : 'iso28560-3',
      tags: !plain && chance.oneIn(16) ? 'half' : 'whole',
      loanable: plain || !chance.oneIn(20),
      costs: !plain && chance.oneIn(10),
      stands: plain ? { kind: 'shelf' } : drawStands(chance),
    };
  });
}

function drawStands(chance: Chance): ItemStands {
  const patron = chance.from(1, PATRONS - 1);
  if (chance.oneIn(2)) return { kind: 'shelf' };
  if (chance.oneIn(12)) return { kind: 'lost' };
  return { kind: chance.oneIn(8) ? 'reserved' : 'lent', patron };
}

const FIRST_NAMES = ['Anka', 'Bela', 'Cuong', 'Dora', 'Emre'] as const;

function drawPatrons(chance: Chance): readonly HousePatron[] {
  return Array.from(
    { length: PATRONS },
    (_unused, place): HousePatron => ({
      // Its end is no barcode's end: by that items without a title are told apart.
      card: `P10090${place}`,
      name: `${FIRST_NAMES[place] ?? 'Gast'} Secretson${place}`,
      pin: `pin${place}Xq`,
      standing:
        place === 0 || !chance.oneIn(9)
          ? 'plain'
          : chance.oneOf(['blocked', 'blocked', 'blocked', 'few-loans']),
    }),
  );
}

// Draws who comes and what they do: ordinary visits, and then mischief put in between.

import type { Chance } from '../chance.ts';
import type { House } from './house.ts';
import type { Deed, PinTyped, Step, Touch, Visit } from './night-plan.ts';

const MOST_VISITS = 4;
const MOST_ITEMS = 4;
/** Longer than any session: whoever stands still for so long is sent away. */
const DOZES_MS = 75_000;

/** Draws the visits of a night. The house's first patron and first item are left out: they come last. */
export function drawVisits(chance: Chance, house: House): readonly Visit[] {
  return Array.from({ length: chance.from(1, MOST_VISITS) }, () => drawVisit(chance, house));
}

function drawVisit(chance: Chance, house: House): Visit {
  const hurried = chance.oneIn(4);
  const deeds = [...drawDeeds(chance, house)];
  if (chance.oneIn(2)) {
    for (let times = chance.from(1, 3); times > 0; times -= 1) {
      deeds.splice(chance.below(deeds.length + 1), 0, drawMischief(chance, house));
    }
  }
  const steps = deeds.map(
    (deed): Step => ({ afterMs: hurried ? chance.from(10, 150) : chance.from(150, 1_200), deed }),
  );
  const afterMs = chance.oneOf([200, 1_000, 3_000, 26_000]);
  return { afterMs, pins: drawPins(chance), flees: chance.oneIn(3), steps };
}

function drawPins(chance: Chance): readonly PinTyped[] {
  const pins: PinTyped[] = [];
  while (chance.oneIn(4)) pins.push(chance.oneOf(['wrong', 'evil']));
  return [...pins, 'right'];
}

function drawDeeds(chance: Chance, house: House): readonly Deed[] {
  const drawn = chance.below(13);
  if (drawn === 12) return leavingBehind(chance, house);
  if (drawn < 5) return borrowing(chance, house);
  if (drawn < 9) return returning(chance, house);
  if (drawn < 11) return renewing(chance, house);
  return [...returning(chance, house).slice(0, -1), ...borrowing(chance, house)];
}

const anyPatron = (chance: Chance, { patrons }: House): number => chance.from(1, patrons.length - 1);
const anyItem = (chance: Chance, { items }: House): number => chance.from(1, items.length - 1);

function someItems(chance: Chance, { items }: House): readonly number[] {
  const places = items.map((_unused, place) => place).slice(1);
  return chance.some(chance.from(1, MOST_ITEMS), places);
}

function cardOf(chance: Chance, patron: number): readonly Deed[] {
  if (!chance.oneIn(6)) return [{ kind: 'showCard', patron }];
  const lay: Deed = { kind: 'layCard', patron };
  // A card that is forgotten on the pad stays there for whoever comes next.
  return chance.oneIn(3)
    ? [lay]
    : [lay, { kind: 'waitFor', what: 'identified', atMostMs: 8_000 }, { kind: 'takeCard', patron }];
}

const lay = (chance: Chance, item: number): readonly Deed[] => {
  if (chance.oneIn(9)) return [{ kind: 'scan', item }];
  if (chance.oneIn(9))
    return [
      { kind: 'scan', item },
      { kind: 'lay', item, parts: null },
    ];
  return [{ kind: 'lay', item, parts: chance.oneIn(12) ? 1 : null }];
};

function layAll(chance: Chance, items: readonly number[]): readonly Deed[] {
  return items.flatMap((item) => lay(chance, item));
}

const settled = (atMostMs: number): Deed => ({ kind: 'waitFor', what: 'settled', atMostMs });

/** How a visit ends: with or without a receipt, or without a word. */
function ending(chance: Chance): readonly Deed[] {
  if (chance.oneIn(5)) return [];
  if (chance.oneIn(2)) return [touch('finish'), { kind: 'waitFor', what: 'summary', atMostMs: 4_000 }];
  return [
    touch('printReceipt'),
    { kind: 'waitFor', what: 'summary', atMostMs: 4_000 },
    { kind: 'waitFor', what: 'receipt', atMostMs: 9_000 },
  ];
}

/** Most accept a fee; some items cost nothing, and then nobody asks. */
const answerFee = (chance: Chance): Deed => ({ kind: 'answerFee', accepts: !chance.oneIn(3) });

const touch = (what: Touch): Deed => ({ kind: 'touch', what });

/** What a patron has, and lays down with the rest: as a loan it is a renewal. */
function theirOwn(chance: Chance, { items }: House, patron: number): readonly number[] {
  if (!chance.oneIn(4)) return [];
  const own = items.flatMap(({ stands }, place) =>
    stands.kind === 'lent' && stands.patron === patron ? [place] : [],
  );
  return own.slice(0, 1);
}

function borrowing(chance: Chance, house: House): readonly Deed[] {
  const patron = anyPatron(chance, house);
  const items = [...new Set([...theirOwn(chance, house, patron), ...someItems(chance, house)])];
  const card = [
    ...(chance.oneIn(4) ? [touch('borrow')] : []),
    ...cardOf(chance, patron),
    { kind: 'waitFor', what: 'identified', atMostMs: 12_000 } as const,
  ];
  const begin = chance.oneIn(3) ? [...layAll(chance, items), ...card] : [...card, ...layAll(chance, items)];
  const patience = chance.oneOf([0, 2_000, 15_000, 15_000, 15_000]);
  const take: Deed = { kind: chance.oneIn(6) ? 'takeAll' : 'takeTheirs' };
  const forgets = chance.oneIn(8);
  const goes = chance.oneIn(3) ? [take, ...ending(chance)] : [...ending(chance), ...(forgets ? [] : [take])];
  const fee = chance.oneIn(4) ? [] : [answerFee(chance), settled(patience)];
  return [
    ...begin,
    settled(patience),
    ...fee,
    ...goes,
    ...(chance.oneIn(9) ? [{ kind: 'sentBack' } as const] : []),
  ];
}

function returning(chance: Chance, house: House): readonly Deed[] {
  const items = someItems(chance, house);
  const asks = chance.oneIn(4) ? [] : [touch('return')];
  const begin = chance.oneIn(2) ? [...asks, ...layAll(chance, items)] : [...layAll(chance, items), ...asks];
  return [...begin, settled(chance.oneOf([0, 2_000, 15_000, 15_000])), ...ending(chance)];
}

/** Lays something down, looks at it for a while, and goes without a touch. */
function leavingBehind(chance: Chance, house: House): readonly Deed[] {
  const half = house.items.flatMap(({ tags }, place) => (tags === 'half' ? [place] : []));
  const items = [...half, ...someItems(chance, house)].slice(0, MOST_ITEMS);
  return [...layAll(chance, items), settled(chance.oneOf([2_000, 9_000]))];
}

function renewing(chance: Chance, house: House): readonly Deed[] {
  return [
    touch(chance.oneOf(['renew', 'account'])),
    ...cardOf(chance, anyPatron(chance, house)),
    { kind: 'waitFor', what: 'identified', atMostMs: 12_000 },
    chance.oneIn(2) ? touch('renewAll') : { kind: 'renewOne', place: chance.below(2) },
    settled(chance.oneOf([500, 8_000, 8_000])),
    answerFee(chance),
    settled(2_000),
    ...ending(chance),
  ];
}

/** What texts are scanned that are no barcode of this house. */
const STRANGE_TEXTS = ['B20000|AAP100902', 'ABC', 'P999999', 'B999999', '||||', ']C1B200001', '0'] as const;

function drawMischief(chance: Chance, house: House): Deed {
  const item = anyItem(chance, house);
  const patron = anyPatron(chance, house);
  switch (chance.below(12)) {
    case 0:
    case 1:
    case 2:
      return { kind: 'lift', item };
    case 3:
    case 4:
      return { kind: 'lay', item, parts: null };
    case 5:
      return { kind: 'showCard', patron };
    case 6:
      return chance.oneOf([
        { kind: 'layCard', patron },
        { kind: 'takeCard', patron },
        { kind: 'takeAll' },
        { kind: 'clearPad' },
      ]);
    case 7:
      return { kind: 'scan', item };
    case 8:
      return { kind: 'scanText', text: chance.oneOf(STRANGE_TEXTS) };
    case 9:
      return { kind: 'waitFor', what: 'receipt', atMostMs: DOZES_MS };
    default:
      return touch(
        chance.oneOf([
          ...(['borrow', 'return', 'renew', 'account', 'renewAll', 'finish'] as const),
          ...(['printReceipt', 'noReceipt', 'help', 'cancel', 'continue'] as const),
        ]),
      );
  }
}

// Which regular expressions of a settings file may be run on what comes in from outside: those that take no more than
// some milliseconds for any line, so that no noise on a serial line stops the station.

/** The parts of an expression: escapes, classes, what opens and closes a group, alternatives, repetitions, and all else. */
const PART = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<\w+>))?|\)|\||(?:[*+?]|\{\d+(?:,\d*)?\})\??|./gs;
const REPETITION = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??$/;

/** What repeats no more often than this is as good as fixed. */
const FEW = 16;
/** Repetitions without such a bound: each one more takes some hundred times as long; so does a search at every place. */
const MOST_LONG = { anchored: 3, anywhere: 2 } as const;

/**
 * Is it quick on a line of some hundred characters, whatever stands there? It is where nothing that is repeated holds
 * something of changing length (a repetition, something that may be missing, alternatives), and where few things may
 * be long.
 */
export function isQuick(expression: string): boolean {
  // For each group that is open, the outermost first: does it hold something of changing length?
  const open = [false];
  const mark = (): void => void open.splice(-1, 1, true);
  let long = 0;
  let before = false;
  for (const [part] of expression.matchAll(PART)) {
    const times = timesOf(part);
    if (times !== null) {
      if (before && times.most > 1) return false;
      if (times.fewest !== times.most) mark();
      if (times.most > FEW) long += 1;
    } else if (part.startsWith('(')) open.push(false);
    else if (part === '|') mark();
    before = part === ')' ? (open.pop() ?? false) : false;
    if (before) mark();
  }
  return long <= MOST_LONG[isAnchored(expression) ? 'anchored' : 'anywhere'];
}

function timesOf(part: string): { readonly fewest: number; readonly most: number } | null {
  const found = REPETITION.exec(part);
  if (found === null) return null;
  const [, fewest, comma, most] = found;
  if (fewest === undefined) {
    return {
      fewest: part.startsWith('+') ? 1 : 0,
      most: part.startsWith('?') ? 1 : Number.POSITIVE_INFINITY,
    };
  }
  if (comma === '') return { fewest: Number(fewest), most: Number(fewest) };
  return { fewest: Number(fewest), most: most === '' ? Number.POSITIVE_INFINITY : Number(most) };
}

/** Can it be found at the beginning of a line alone? */
function isAnchored(expression: string): boolean {
  let depth = 0;
  for (const [part] of expression.matchAll(PART)) {
    if (part.startsWith('(')) depth += 1;
    if (part === ')') depth -= 1;
    if (part === '|' && depth === 0) return false;
  }
  return expression.startsWith('^');
}

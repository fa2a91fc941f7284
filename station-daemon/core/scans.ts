// Is a scan a patron's card or an item? By the masks of the settings; what fits none is told by where it is read.

/** What a scan may be. */
export type ScanClass = 'card' | 'item' | 'either';

/** The class of a scan. A mask is text in which `#` stands for one digit and a `*` at its end for anything. */
export function classifyScan(
  text: string,
  masks: { readonly card: readonly string[]; readonly item: readonly string[] },
): ScanClass {
  const card = masks.card.some((mask) => fits(text, mask));
  const item = masks.item.some((mask) => fits(text, mask));
  if (card === item) return 'either';
  return card ? 'card' : 'item';
}

function fits(text: string, mask: string): boolean {
  const open = mask.endsWith('*');
  const pattern = open ? mask.slice(0, -1) : mask;
  if (open ? text.length < pattern.length : text.length !== pattern.length) return false;
  return [...pattern].every((wanted, index) => {
    const found = text.charAt(index);
    return wanted === '#' ? found >= '0' && found <= '9' : found === wanted;
  });
}

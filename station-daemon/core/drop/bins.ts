// Which bin a returned item goes to: the first rule that fits, the bin for exceptions where none does.

import type { SortingFacts } from '../library-port.ts';

/** One rule: `bin` is the sorter's number. */
export interface BinRule {
  readonly bin: number;
  readonly when: BinConditions;
}

/** All that must hold; a rule without conditions fits every item that the library system has answered for. */
export type BinConditions = { readonly [Fact in Matched]?: string | undefined } & {
  readonly alert?: NonNullable<SortingFacts['alert']> | undefined;
  /** Fits what was taken in without the library system, and that alone. */
  readonly offline?: true | undefined;
};

/** Facts that a text is held against, in which `*` at the end stands for anything. */
export const MATCHED = [
  'alertType',
  'destination',
  'sortBin',
  'location',
  'callNumber',
  'collection',
  'mediaType',
  'text',
] as const satisfies readonly (keyof SortingFacts)[];

type Matched = (typeof MATCHED)[number];

/** What is known of an item when it leaves the place where its tag was read. */
export type Sortable =
  /** `facts` are null where the answer was lost, and only that it is back is known. */
  | { readonly kind: 'returned'; readonly facts: SortingFacts | null }
  | { readonly kind: 'taken-offline' }
  /** Refused, unreadable, no item of this library, several with different bins. */
  | { readonly kind: 'exception' };

/** The bin of an item. */
export function binFor(
  { rules, exceptionBin }: { readonly rules: readonly BinRule[]; readonly exceptionBin: number },
  item: Sortable,
): number {
  return rules.find(({ when }) => fits(when, item))?.bin ?? exceptionBin;
}

function fits(when: BinConditions, item: Sortable): boolean {
  switch (item.kind) {
    case 'exception':
      return false;
    case 'taken-offline':
      return when.offline === true;
    case 'returned':
      return item.facts !== null && when.offline !== true && holds(when, item.facts);
  }
}

function holds(when: BinConditions, facts: SortingFacts): boolean {
  if (when.alert !== undefined && when.alert !== facts.alert) return false;
  return MATCHED.every((fact) => {
    const wanted = when[fact];
    return wanted === undefined || isLike(facts[fact] ?? '', wanted);
  });
}

function isLike(value: string, wanted: string): boolean {
  return wanted.endsWith('*') ? value.startsWith(wanted.slice(0, -1)) : value === wanted;
}

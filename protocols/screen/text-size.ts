// The sizes of text that a patron may choose from, by the names of the screen.

/** Text as it is, a quarter larger, or nearly twice as large on a page that scrolls. */
export const TEXT_SIZES = ['normal', 'large', 'largest'] as const;

export type TextSize = (typeof TEXT_SIZES)[number];

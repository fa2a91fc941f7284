// How much time a patron may ask for.

export const TIME_NAMES = ['normal', 'more', 'most'] as const;

export type TimeAllowed = (typeof TIME_NAMES)[number];

/** How many times as long the station waits (WCAG 2.2.1 asks for ten times). */
export const TIME_FACTORS: Readonly<Record<TimeAllowed, number>> = { normal: 1, more: 3, most: 10 };

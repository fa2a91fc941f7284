// The looks of the patron's page, by the names of the settings and of the screen. Their colours are in ../themes.

/** `contrast` is drawn by lines, with at least 7 to 1 between text and ground. */
export const THEME_NAMES = ['light', 'dark', 'contrast'] as const;

export type Theme = (typeof THEME_NAMES)[number];

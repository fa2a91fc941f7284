// The languages that a station can speak, by the codes of the settings and of the screen.

/** Languages that have a catalogue on the patron's page and words on receipts. */
export const LANGUAGE_CODES = ['en', 'vi', 'de', 'fr', 'es', 'ar'] as const;

export type Language = (typeof LANGUAGE_CODES)[number];

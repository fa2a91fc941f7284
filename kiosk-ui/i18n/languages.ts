// What is known of a language before its words are loaded: how it is written, and what it calls itself.

import type { Language } from '../../protocols/screen/screen.ts';

/** Facts of a language; every catalogue holds those of its own. */
export interface LanguageFacts {
  /** BCP 47 code, for plurals, dates and money. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** The language's own name. */
  readonly ownName: string;
}

/** All languages of the patron's page. Arabic has the digits of the keypad, of dates and of shelf marks. */
export const LANGUAGES: Readonly<Record<Language, LanguageFacts>> = {
  en: { locale: 'en-GB', direction: 'ltr', ownName: 'English' },
  vi: { locale: 'vi-VN', direction: 'ltr', ownName: 'Tiếng Việt' },
  de: { locale: 'de-DE', direction: 'ltr', ownName: 'Deutsch' },
  fr: { locale: 'fr-FR', direction: 'ltr', ownName: 'Français' },
  es: { locale: 'es-ES', direction: 'ltr', ownName: 'Español' },
  ar: { locale: 'ar-u-ca-gregory-nu-latn', direction: 'rtl', ownName: 'العربية' },
};

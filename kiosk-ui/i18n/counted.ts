// Plurals: a phrase with a number in it, in the right form for the language.

/** The forms that a language has; `other` is always there. `#` stands for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** A phrase that takes its form from a number. */
export type Counted = (count: number) => string;

/**
 * Makes a counted phrase. The form is chosen by Intl.PluralRules, the number is written by Intl.NumberFormat.
 * @param locale BCP 47 code
 */
export function counted(locale: string, forms: Forms): Counted {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
}

/** The form of a word that goes with a number, by each language's plural rules (CLDR, through Intl.PluralRules). */
export type PluralForm = Intl.LDMLPluralRule
/** A text per plural form, `#` for the number; a form that is absent falls back to `other`. */
export type PluralTexts = Readonly<Partial<Record<PluralForm, string>>> & { readonly other: string }

const RULES = new Map<string, Intl.PluralRules>()

/** Returns the plural form of `n`; the sign does not matter. */
export function pluralForm(n: number, tag: string): PluralForm {
  const rules = RULES.get(tag) ?? new Intl.PluralRules(tag)
  RULES.set(tag, rules)
  return rules.select(Math.abs(n))
}

/** The last number in a text of the language, so that a range (`10–30`) takes the form of its end. */
function lastNumber(text: string, group: string, decimal: string): number {
  const digits = text.match(/[\d.,]*\d/g)?.at(-1) ?? ''
  return Number(digits.replaceAll(group, '').replace(decimal, '.'))
}

/** Returns a function that puts a number, written in the language, into the form that goes with it. */
export const plurals =
  (tag: string, group: string, decimal: string) =>
  (texts: PluralTexts) =>
  (n: string): string => {
    // A form that writes its number as a word can't take a sign, or be the start of a range.
    const text = texts[pluralForm(lastNumber(n, group, decimal), tag)] ?? texts.other
    return (text.includes('#') || /^\d+$/.test(n) ? text : texts.other).replace('#', n)
  }

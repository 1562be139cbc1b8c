// What staff are told outside the desk's pages, always in both of their languages: a phone knows only one owner, not which.
import en from '../../locales/desk/en.json' with { type: 'json' }
import ja from '../../locales/desk/ja.json' with { type: 'json' }

export type PageWord = keyof typeof ja.page

/** 日本語, then English. */
export function inBoth(word: PageWord, values: Readonly<Record<string, string>> = {}): readonly [string, string] {
  const filled = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole)
  return [filled(ja.page[word]), filled(en.page[word])]
}

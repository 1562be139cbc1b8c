// What staff are told outside the desk's pages, always in both of their languages: a phone knows only one owner, not which.
import en from '../../locales/desk/en.json' with { type: 'json' }
import ja from '../../locales/desk/ja.json' with { type: 'json' }

export type PageWord = keyof typeof ja.page

/** 日本語, then English. */
export function inBoth(word: PageWord, values: Readonly<Record<string, string>> = {}): readonly [string, string] {
  return [filled(ja.page[word], values), filled(en.page[word], values)]
}

export type RequestWord = keyof typeof ja.request

/** What partners read, in their mail and on the page of the link. */
export function requestWords(word: RequestWord, values: Readonly<Record<string, string>> = {}): readonly [string, string] {
  return [filled(ja.request[word], values), filled(en.request[word], values)]
}

const named = (table: Readonly<Record<string, string>>, name: string): string => table[name] ?? name

export const languageWords = (language: string): readonly [string, string] => [named(ja.language, language), named(en.language, language)]
export const itemWords = (item: string): readonly [string, string] => [named(ja.case.itemNames, item), named(en.case.itemNames, item)]

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole)
}

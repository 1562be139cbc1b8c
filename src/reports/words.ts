// The desk's words where the server writes for its staff, and the names of what figures are broken down by. Pure.
import en from '../../locales/desk/en.json' with { type: 'json' }
import ja from '../../locales/desk/ja.json' with { type: 'json' }
import { prefectures } from '../people/prefectures.ts'
import type { Dimension } from './counting.ts'

export type FigureLanguage = 'ja' | 'en'
const TABLES = { ja, en } as const

/** A word by its path, `statistics.people`, with {{places}} filled; null where there is none. */
export function wordAt(language: FigureLanguage, path: string, values: Readonly<Record<string, string | number>> = {}): string | null {
  const found = path.split('.').reduce<unknown>((group, key) => (typeof group === 'object' && group !== null ? Object.entries(group).find(([name]) => name === key)?.[1] : undefined), TABLES[language])
  return typeof found === 'string' ? found.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole)) : null
}

/** @throws Error where there is no such word */
export function word(language: FigureLanguage, path: string, values: Readonly<Record<string, string | number>> = {}): string {
  const found = wordAt(language, path, values)
  if (found === null) throw new Error(`no word ${path}`)
  return found
}

/** By topic, its title. */
export type Titles = Readonly<Record<string, { readonly ja: string; readonly en: string }>>

/** What a row is called; a key nobody has a name for is its own. */
export function keyName(language: FigureLanguage, dimension: Dimension, key: string | null, titles: Titles = {}): string {
  if (key === null) return word(language, dimension === 'lot' ? 'statistics.noCode' : 'statistics.unknown')
  const named = (path: string) => wordAt(language, `${path}.${key}`) ?? key
  switch (dimension) {
    case 'theme': return named('theme')
    case 'topic': return key.includes('.') ? titles[key]?.[language] ?? key : word(language, 'statistics.otherOf', { theme: named('theme') })
    case 'language': return wordAt(language, `language.${key}`) ?? display(language, 'language', key)
    case 'nationality': return display(language, 'region', key)
    case 'status': return named('people.statusOfResidence')
    case 'prefecture': return prefectures[Number(key) - 1]?.[language] ?? key
    case 'industry': return named('people.industryName')
    case 'channel': return wordAt(language, `channel.${key}`) ?? wordAt(language, `case.ways.${key}`) ?? key
    case 'lot': return named('statistics.lots')
    case 'month': return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${key}-01T00:00:00Z`))
  }
}

function display(language: FigureLanguage, type: 'language' | 'region', code: string): string {
  try {
    return new Intl.DisplayNames([language], { type }).of(code) ?? code
  } catch {
    return code
  }
}

// What was noted of somebody, in words of their language instead of the codes it is kept as.
import { prefectureName } from '../../board/places.ts'
import { FACTS } from '../../people/facts.ts'
import { prefectures } from '../../people/prefectures.ts'
import type { OwnFact } from '../../store/own-copy.ts'
import type { Page } from '../inquiry/frame.ts'

/** What cannot be read any more is shown as it is kept. */
export function factWords({ field, value }: OwnFact, page: Page): string {
  const held: unknown = JSON.parse(value)
  return partsOf(field, held, page)?.filter((part) => part !== null && part !== '').join(' · ') ?? (typeof held === 'string' ? held : value)
}

function partsOf(field: string, held: unknown, { language, say }: Page): (string | null)[] | null {
  const locale = `${language === 'tl' ? 'fil' : language}-u-nu-latn-ca-gregory`
  const named = (type: 'region' | 'language', code: string) => new Intl.DisplayNames(locale, { type, fallback: 'code' }).of(code) ?? code
  const word = (group: string, code: string) => say(`mydata.value.${group}.${code}`)
  const dated = (day: string, options: Intl.DateTimeFormatOptions) => new Date(day).toLocaleDateString(locale, { timeZone: 'UTC', ...options })
  const many = (key: string, codes: readonly string[]) => (codes.length === 0 ? null : say(`mydata.value.${key}`, { languages: codes.map((code) => named('language', code)).join(', ') }))
  switch (field) {
    case 'nationality': return one(FACTS.nationality(held), (code) => [named('region', code)])
    case 'residence': return one(FACTS.residence(held), ({ status, until }) => [word('residence', status), until === null ? null : say('mydata.value.until', { day: dated(until, { dateStyle: 'medium' }) })])
    case 'place': return one(FACTS.place(held), ({ prefecture, municipality }) => [prefectureName(prefectures[prefecture - 1]?.ja ?? '', language), municipality])
    case 'industry': return one(FACTS.industry(held), (code) => [word('industry', code)])
    case 'since': return one(FACTS.since(held), (month) => [month.length === 4 ? month : dated(month, { year: 'numeric', month: 'long' })])
    case 'languages': return one(FACTS.languages(held), ({ speaks, reads }) => [many('speaks', speaks), many('reads', reads)])
    case 'preferred': return one(FACTS.preferred(held), (code) => [named('language', code)])
    case 'interpreter': return one(FACTS.interpreter(held), (code) => [word('interpreter', code)])
    case 'ageGroup': return one(FACTS.ageGroup(held), (code) => [word('ageGroup', code)])
    case 'household': return one(FACTS.household(held), ({ living, children }) => [living === null ? null : word('living', living), children === null ? null : say('mydata.value.children', { count: String(children) })])
    default: return null
  }
}

const one = <T>(value: T | null, tell: (value: T) => (string | null)[]): (string | null)[] | null => (value === null ? null : tell(value))

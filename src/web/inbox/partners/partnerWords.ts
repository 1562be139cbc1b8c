// Partners in words.
import i18next from 'i18next'
import ja from '../../../../locales/desk/ja.json'
import type { PartnerEntry } from '../../../partners/entry.ts'
import { PREFECTURES } from '../../../partners/prefectures.ts'
import { termOf } from '../../../partners/entry.ts'
import { prefectures } from '../../../people/prefectures.ts'
import { dateName } from '../time.ts'
import { deskLanguage, languageName, listed } from '../words.ts'

type PartnerTable = 'kind' | 'fees' | 'field' | 'region'
type AskTable = 'kind' | 'why' | 'hindrance' | 'status' | 'mail' | 'shut'

const look = (path: string, name: string): string => {
  const found: unknown = i18next.getResource(deskLanguage(), 'desk', `${path}.${name}`)
  return typeof found === 'string' ? found : name
}
export const partnerWord = (table: PartnerTable, name: string) => look(`partner.${table}`, name)
export const askWord = (table: AskTable, name: string) => look(`ask.${table}`, name)
const themeWord = (name: string) => look('case.theme', name)

export const partnerChoices = (table: 'kind' | 'fees') => Object.keys(ja.partner[table]).map((value) => ({ value, label: partnerWord(table, value) }))
export const themeChoices = () => Object.keys(ja.case.theme).map((value) => ({ value, label: themeWord(value) }))

export const prefectureName = (name: string) => (deskLanguage() === 'ja' ? name : prefectures.find(({ ja: japanese }) => japanese === name)?.en ?? name)
export const prefectureNames = (names: readonly string[]) => (names.length === PREFECTURES.length ? i18next.t('partner.everywhere') : listed(names.map(prefectureName)))
/** A partner's Japanese is not the easy one. */
export const spokenName = (code: string) => (code === 'ja' ? i18next.t('partner.japanese') : languageName(code))
export const languageNames = (names: readonly string[]) => listed(names.map(spokenName))
export const themeNames = (names: readonly string[]) => listed(names.map(themeWord))

export const termWords = (until: string | null, today: string) => i18next.t(`partner.term.${termOf(until, today)}`, { day: until === null ? '' : dateName(until) })

export function feeWords({ fee, feeNote }: PartnerEntry): string {
  return [partnerWord('fees', fee), feeNote].filter((part) => part !== '').join(' · ')
}

/** What stood in a field before or after a change, as people read it. */
export function valueWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0)) return i18next.t('partner.nothing')
  if (value === true) return '✓'
  if (Array.isArray(value)) {
    const names = value.map(String)
    if (field === 'prefectures') return prefectureNames(names)
    if (field === 'languages') return languageNames(names)
    if (field === 'themes') return themeNames(names)
    return value.map((one: unknown) => (typeof one === 'object' && one !== null ? Object.values(one).filter((part) => part !== '').join(' ') : String(one))).join(' / ')
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return field === 'kind' ? partnerWord('kind', text) : field === 'fee' ? partnerWord('fees', text) : text
}

// Companies in words.
import i18next from 'i18next'
import { INDUSTRIES } from '../../../people/facts.ts'
import { contractOn, LEAST_SHOWN } from '../../../companies/company.ts'
import { PREFECTURES } from '../../../partners/prefectures.ts'
import type { CompanyDetail, CompanyEntry, Workers } from '../../../server/api/companies.ts'
import { prefectureName } from '../partners/partnerWords.ts'
import { dateName } from '../time.ts'
import { deskLanguage } from '../words.ts'

type Table = 'relation' | 'lot' | 'tier' | 'field'
const look = (path: string, name: string): string => {
  const found: unknown = i18next.getResource(deskLanguage(), 'desk', `${path}.${name}`)
  return typeof found === 'string' ? found : name
}
export const companyWord = (table: Table, name: string) => look(`company.${table}`, name)
export const opensWords = (address: string | null, opens: CompanyDetail['opens']): string =>
  (address === null ? i18next.t('company.greeting') : opens.find((one) => one.address === address)?.title[deskLanguage() === 'ja' ? 'ja' : 'en'] ?? address)
export const industryWord = (name: string) => look('people.industryName', name)
export const INDUSTRY_CHOICES = () => INDUSTRIES.map((value) => ({ value, label: industryWord(value) }))
export const PREFECTURE_CHOICES = () => PREFECTURES.map((name, i) => ({ value: String(i + 1), label: prefectureName(name) }))
export const prefectureOf = (number: number | null) => (number === null ? '' : prefectureName(PREFECTURES[number - 1] ?? ''))

export function contractWords(entry: CompanyEntry, today: string): string {
  const state = contractOn(entry, today)
  const day = state === 'ahead' ? entry.contractFrom : entry.contractTo
  return i18next.t(`company.state.${state}`, { day: day === null ? '' : dateName(day) })
}
export function periodWords(from: string | null, to: string | null): string {
  return from === null && to === null ? '' : i18next.t('company.period', { from: from === null ? '' : dateName(from), to: to === null ? '' : dateName(to) })
}
export function workersWords(workers: Workers | null): string {
  if (!workers) return i18next.t('company.noWorkers')
  return i18next.t(workers.source === '' ? 'company.workersPlain' : 'company.workersOf', { count: workers.workers, day: dateName(workers.asOf), source: workers.source })
}
export const reachedWords = (reached: number | null) => (reached === null || reached < LEAST_SHOWN ? i18next.t('company.few') : i18next.t('company.reached', { count: reached }))

/** What stood in a field before or after a change, as people read it. */
export function valueWords(field: string, value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return i18next.t('company.nothing')
  if (Array.isArray(value)) return value.map(String).join(' / ')
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (field === 'parent') return names.get(text) ?? text
  if (field === 'relation' || field === 'lot' || field === 'tier') return companyWord(field, text)
  if (field === 'industry') return industryWord(text)
  if (field === 'prefecture') return prefectureOf(Number(text))
  return field === 'contractFrom' || field === 'contractTo' ? dateName(text) : text
}

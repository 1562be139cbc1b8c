// What is known of a person in words: the names of fields, what stands in them, and the choices a form offers.
import i18next from 'i18next'
import { AGE_GROUPS, INDUSTRIES, isFactName, LIVINGS, readFact, STATUSES_OF_RESIDENCE, SPOKEN } from '../../../people/facts.ts'
import type { FactName } from '../../../people/facts.ts'
import type { EntryView } from '../../../server/api/people.ts'
import { prefectures } from '../../../people/prefectures.ts'
import { dateName, locale } from '../time.ts'
import { deskLanguage, listed } from '../words.ts'
import { ALL, OFTEN } from '../../../people/countries.ts'

export interface Choice { readonly value: string; readonly label: string }

export const fieldName = (field: string) => (isFactName(field) ? i18next.t(`people.field.${field}`) : field)

export const countryName = (code: string) => new Intl.DisplayNames([locale()], { type: 'region' }).of(code) ?? code
/** Of a language that people speak, however easily the desk writes it. */
export const spokenName = (code: string) => new Intl.DisplayNames([locale()], { type: 'language' }).of(code) ?? code

export function prefectureName(code: number): string {
  const found = prefectures[code - 1]
  return found ? found[deskLanguage()] : String(code)
}

/** A year, or a month of it. */
function monthName(since: string): string {
  const month = since.length > 4
  return new Intl.DateTimeFormat(locale(), { year: 'numeric', ...(month && { month: 'long' }), timeZone: 'UTC' }).format(new Date(month ? `${since}-01` : `${since}-01-01`))
}

/** What stands in the field; empty where it is nothing the field can hold. */
export function valueWords(field: FactName, value: unknown): string {
  const { t } = i18next
  switch (field) {
    case 'nationality': { const code = readFact(field, value); return code === null ? '' : countryName(code) }
    case 'residence': {
      const stay = readFact(field, value)
      return stay === null ? '' : [t(`people.statusOfResidence.${stay.status}`), ...(stay.until === null ? [] : [t('people.untilShown', { day: dateName(stay.until) })])].join(' · ')
    }
    case 'place': { const place = readFact(field, value); return place === null ? '' : [prefectureName(place.prefecture), place.municipality].filter((part) => part !== '').join(deskLanguage() === 'ja' ? '' : ', ') }
    case 'industry': { const industry = readFact(field, value); return industry === null ? '' : t(`people.industryName.${industry}`) }
    case 'since': { const since = readFact(field, value); return since === null ? '' : monthName(since) }
    case 'languages': {
      const spoken = readFact(field, value)
      if (spoken === null) return ''
      return [['speaks', spoken.speaks] as const, ['reads', spoken.reads] as const].filter(([, codes]) => codes.length > 0).map(([how, codes]) => `${t(`people.${how}`)}: ${listed(codes.map(spokenName))}`).join(' · ')
    }
    case 'preferred': { const code = readFact(field, value); return code === null ? '' : spokenName(code) }
    case 'interpreter': { const wanted = readFact(field, value); return wanted === null ? '' : t(`people.interpreterName.${wanted}`) }
    case 'ageGroup': { const age = readFact(field, value); return age === null ? '' : t(`people.age.${age}`) }
    case 'household': {
      const house = readFact(field, value)
      return house === null ? '' : [...(house.living === null ? [] : [t(`people.livingName.${house.living}`)]), ...(house.children === null ? [] : [t('people.childrenShown', { count: house.children })])].join(' · ')
    }
    case 'callName': case 'company': case 'work': return readFact(field, value) ?? ''
  }
}

/** Also that they do not know, or did not want to say. */
export function entryWords(field: FactName, { status, value }: Pick<EntryView, 'status' | 'value'>): string {
  return status === 'known' ? valueWords(field, value) : i18next.t(`people.${status}Said`)
}

const sorted = (choices: readonly Choice[]) => choices.toSorted((a, b) => a.label.localeCompare(b.label, locale()))
const country = (code: string): Choice => ({ value: code, label: countryName(code) })

export const countryChoices = () => [
  { group: i18next.t('people.countries'), items: OFTEN.map(country) },
  { group: i18next.t('people.otherCountries'), items: sorted(ALL.filter((code) => !OFTEN.some((often) => often === code)).map(country)) },
]
export const prefectureChoices = () => prefectures.map((one, i) => ({ value: String(i + 1), label: one[deskLanguage()] }))
export const spokenChoices = () => SPOKEN.map((code) => ({ value: code, label: spokenName(code) }))
export const residenceChoices = () => STATUSES_OF_RESIDENCE.map((value) => ({ value, label: i18next.t(`people.statusOfResidence.${value}`) }))
export const industryChoices = () => INDUSTRIES.map((value) => ({ value, label: i18next.t(`people.industryName.${value}`) }))
export const ageChoices = () => AGE_GROUPS.map((value) => ({ value, label: i18next.t(`people.age.${value}`) }))
export const livingChoices = () => LIVINGS.map((value) => ({ value, label: i18next.t(`people.livingName.${value}`) }))

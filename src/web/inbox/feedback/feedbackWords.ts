// Feedback in words: kinds of bodies, countries, questions, quarters; and where its pages are.
import i18next from 'i18next'
import { BODY_KINDS, COUNTRIES } from '../../../feedback/kinds.ts'
import { openedAddress } from '../place.ts'
import { deskLanguage } from '../words.ts'

type Table = 'kinds' | 'countries' | 'items' | 'bands' | 'reasons' | 'tabs' | 'body.states' | 'body.replyStates'

export function feedbackWord(table: Table, name: string): string {
  const found: unknown = i18next.getResource(deskLanguage(), 'desk', `feedback.${table}.${name}`)
  return typeof found === 'string' ? found : name
}

export const kindChoices = () => BODY_KINDS.map((value) => ({ value, label: feedbackWord('kinds', value) }))
export const countryChoices = () => COUNTRIES.map((value) => ({ value, label: feedbackWord('countries', value) }))

export function quarterName(quarter: string): string {
  const [year = '', number = ''] = quarter.split('Q')
  return i18next.t('feedback.quarter', { year, number })
}

export const pieceAddress = (id: string) => openedAddress('feedback', id)
export const BODIES = openedAddress('feedback', 'bodies')
const OF_BODY = 'body.'
export const bodyAddress = (id: string) => openedAddress('feedback', `${OF_BODY}${id}`)
/** Null where the address is not a body's. */
export const bodyIn = (id: string): string | null => (id.startsWith(OF_BODY) ? id.slice(OF_BODY.length) : null)
export const DIRECTORY = openedAddress('feedback', 'directory')
const OF_SUBMISSION = 'entry.'
export const submissionAddress = (id: string) => openedAddress('feedback', `${OF_SUBMISSION}${id}`)
/** Null where the address is not a submission's. */
export const submissionIn = (id: string): string | null => (id.startsWith(OF_SUBMISSION) ? id.slice(OF_SUBMISSION.length) : null)

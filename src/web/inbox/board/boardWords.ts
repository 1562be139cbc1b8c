// The mutual help board in the desk's words, and where its pages are.
import i18next from 'i18next'
import { openedAddress } from '../place.ts'
import { deskLanguage } from '../words.ts'

type Table = 'kinds' | 'categories' | 'states' | 'signs' | 'rules' | 'reports' | 'decisions' | 'standings' | 'standingDecisions' | 'shows'

export function boardWord(table: Table, name: string): string {
  const found: unknown = i18next.getResource(deskLanguage(), 'desk', `board.${table}.${name}`)
  return typeof found === 'string' ? found : name
}

export function moment(at: string): string {
  return new Date(at).toLocaleString(deskLanguage(), { timeZone: 'Asia/Tokyo', dateStyle: 'medium', timeStyle: 'short' })
}

export const itemAddress = (id: string) => openedAddress('board', id)
const OF_MEMBER = 'member.'
export const memberAddress = (id: string) => openedAddress('board', `${OF_MEMBER}${id}`)
/** Null where the address is not a member's. */
export const memberIn = (id: string): string | null => (id.startsWith(OF_MEMBER) ? id.slice(OF_MEMBER.length) : null)

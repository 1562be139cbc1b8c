// Who answers a public number at a moment, and in which language: what an emergency text may name at three in the morning.
import { dayInJapan, isOpen } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import { isForReader } from '../knowledge/contacts.ts'
import type { Contact, Hours } from '../knowledge/contacts.ts'
import type { Language } from '../knowledge/languages.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const YEAR_END = ['12-29', '12-30', '12-31', '01-01', '01-02', '01-03']

/**
 * The reader's language where somebody certainly speaks it at this moment; else Japanese, where that line is open or its hours differ by
 * place: the reader then needs the sentence to say. Null: nobody they could talk to, or the contact is not shown any more.
 */
export function answersIn(contact: Contact, language: Language, at: Date): Language | null {
  if (!isForReader(contact, language) || dayInJapan(at) > (contact.validTo ?? dayInJapan(at))) return null
  if (language !== 'ja' && standing(contact, language, at) === 'open') return language
  return standing(contact, 'ja', at) === 'closed' ? null : 'ja'
}

/** `unknown`: the source says only that it differs by place or language. */
function standing(contact: Contact, language: Language, at: Date): 'open' | 'closed' | 'unknown' {
  const hours = contact.speaks[language]
  if (hours === undefined) return 'closed'
  if (hours === 'varies') return 'unknown'
  return isOpen(timetableOf(hours, contact.closed ?? [], at), at) ? 'open' : 'closed'
}

function timetableOf(hours: Exclude<Hours, 'varies'>, closed: NonNullable<Contact['closed']>, at: Date): Timetable {
  const spans = hours === 'always' ? [{ days: 'daily', from: '00:00', to: '24:00' }] : hours
  const week = WEEKDAYS.map((_, day) => [String(day + 1), spans.filter(({ days }) => includes(days, day)).map(({ from, to }) => [from, to] as const)] as const)
  const year = Number(dayInJapan(at).slice(0, 4))
  return {
    ...Object.fromEntries(week),
    ...(closed.includes('holidays') && { holiday: [] }),
    ...(closed.includes('year-end') && Object.fromEntries([year - 1, year, year + 1].flatMap((each) => YEAR_END.map((day) => [`${each}-${day}`, []])))),
  }
}

/** `daily`, `mon-fri`, `tue,sat`. */
function includes(days: string, day: number): boolean {
  if (days === 'daily') return true
  return days.split(',').some((part) => {
    const [first = '', last = first] = part.split('-')
    return WEEKDAYS.indexOf(first) <= day && day <= WEEKDAYS.indexOf(last)
  })
}

// What people read: complete, and no contact point that is out of date.
import type { Content } from '../gateway/content.ts'
import { lintContent } from '../gateway/lint-content.ts'
import { DAY_MS, dayInJapan } from '../hours/timetable.ts'
import { isBefore } from '../knowledge/contacts.ts'
import type { Contact } from '../knowledge/contacts.ts'
import { bad, ok } from './finding.ts'
import type { Finding } from './finding.ts'

/** Numbers and hours change with each fiscal year. */
const STALE_DAYS = 365

/** @param load throws where a file cannot be read at all */
export function checkContent(load: () => Content, now: Date): Finding[] {
  try {
    const content = load()
    const faults = lintContent(content)
    return [...(faults.length > 0 ? faults.map((fault) => bad('content.wrong', { fault })) : [ok('content.ok')]), ...checkContacts([...content.contacts.values()], now)]
  } catch (error) {
    return [bad('content.wrong', { fault: error instanceof Error ? error.message : String(error) })]
  }
}

export function checkContacts(contacts: readonly Contact[], now: Date): Finding[] {
  const [today, long] = [dayInJapan(now), dayInJapan(new Date(now.getTime() - STALE_DAYS * DAY_MS))]
  const faults = contacts.flatMap(({ id, validTo, checkedOn }) => {
    if (validTo !== undefined && isBefore(validTo, today)) return [bad('contacts.gone', { id, day: validTo })]
    return isBefore(checkedOn, long) ? [bad('contacts.stale', { id, day: checkedOn })] : []
  })
  return faults.length > 0 ? faults : [ok('contacts.ok', { count: contacts.length })]
}

// What the forms of the mutual help board send, as it is understood.
import type { Request } from 'express'
import { z } from 'zod'
import { CATEGORIES, LONGEST, POST_KINDS, STANDS_DAYS } from '../../board/kinds.ts'
import { positionOf } from '../../board/places.ts'
import { DAY_MS, dayInJapan, startOfDay } from '../../hours/timetable.ts'
import { prefectures } from '../../people/prefectures.ts'
import type { PostRow, Written } from '../../store/board-posts.ts'
import type { Draft } from './post-pages.ts'

/** Without what PostgreSQL refuses in a text. */
const field = z.string().max(100_000).optional().catch(undefined).transform((given) => (given ?? '').replaceAll('\0', '').toWellFormed())
const Fields = z.object({
  lang: field, form: field, id: field, revision: field, kind: field, category: field, title: field, text: field, place: field, starts: field, days: field,
  nickname: field, adult: field, accept: field, website: field, code: field, act: field, reason: field, line: field,
})
export type Fields = z.infer<typeof Fields>

export function fieldsOf({ body }: Request): Fields {
  return Fields.parse(body ?? {})
}

export const Search = z.object({ kind: field, category: field, in: field, near: field, at: field, km: field, page: field })

export const isId = (given: string): boolean => z.uuid().safeParse(given).success

/** A post's own words, place and time; a sentence's key where something is missing. */
export type Understood = Omit<Written, 'language' | 'state' | 'signs' | 'danger'>

export function postIn(draft: Draft, now: Date): Understood | 'board.fault.empty' | 'board.fault.time' | 'chat.tooLong' {
  const [kind, category] = [POST_KINDS.find((one) => one === draft.kind), CATEGORIES.find((one) => one === draft.category)]
  const [title, text] = [draft.title.trim(), draft.text.trim()]
  if (!kind || !category || title === '' || text === '') return 'board.fault.empty'
  if (title.length > LONGEST.title || text.length > LONGEST.text) return 'chat.tooLong'
  const startsAt = kind === 'event' ? timeIn(draft.starts) : null
  if (kind === 'event' && (startsAt === null || startsAt <= now || startsAt.getTime() > now.getTime() + MOST_DAYS * DAY_MS)) return 'board.fault.time'
  const days = STANDS_DAYS.find((one) => String(one) === draft.days) ?? STANDS_DAYS[1]
  const prefecture = prefectures.some(({ ja }) => ja === draft.place) ? draft.place : ''
  // An event stands until the end of its day in Japan.
  const expiresAt = startsAt === null ? new Date(now.getTime() + days * DAY_MS) : new Date(startOfDay(dayInJapan(startsAt)).getTime() + DAY_MS)
  return { kind, category, title, text, prefecture, position: positionOf(prefecture), startsAt, expiresAt }
}

const MOST_DAYS = 366

/** Of Japan, as `2026-12-31T10:00` or typed `2026-12-31 9:30`. */
function timeIn(typed: string): Date | null {
  const [, year, month, day, hour, minute] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T\s]+(\d{1,2}):(\d{2})/.exec(typed.normalize('NFKC').trim()) ?? []
  if (year === undefined) return null
  const two = (part = '') => part.padStart(2, '0')
  const at = new Date(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00+09:00`)
  return Number.isNaN(at.getTime()) ? null : at
}

export function draftOf({ id, revision, kind, category, title, text, prefecture, starts_at: at }: PostRow): Draft {
  const starts = at === null ? '' : new Date(at.getTime() + JAPAN_MS).toISOString().slice(0, 16)
  return { id, revision: String(revision), kind, category, title, text, place: prefecture, starts, days: String(STANDS_DAYS[1]) }
}

const JAPAN_MS = 9 * 3_600_000


// When somebody is at the desk, by language: what the settings say, never older than a few seconds.
import { z } from 'zod'
import { DESK_HOURS } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Database } from '../store/database.ts'
import { readSetting, writeSetting } from '../store/settings.ts'

const SETTING = 'desk-hours'
const FRESH_MS = 5_000

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
const Spans = z.array(z.tuple([Time, Time])).max(6)
const Day = z.string().regex(/^([1-7]|holiday|\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$/)
export const TimetableShape = z.record(Day, Spans)

/** `usual` is for every language without a timetable of its own. */
export const DeskHours = z.strictObject({ usual: TimetableShape, languages: z.record(z.string().refine(isLanguage), TimetableShape) })
export type DeskHours = z.infer<typeof DeskHours>

export function tableFor({ usual, languages }: DeskHours, language: Language): Timetable {
  return languages[language] ?? usual
}

export interface Hours {
  of(language: Language): Timetable
  all(): DeskHours
  /** Reads the settings again where they may be old. */
  refresh(): Promise<void>
  save(hours: DeskHours): Promise<void>
}

export function createHours(db: Database, now: () => Date): Hours {
  let known: DeskHours = DeskHours.parse({ usual: DESK_HOURS, languages: {} })
  let readAt = -Infinity
  let reading = Promise.resolve()
  let newest = 0
  const read = async () => {
    const mine = ++newest
    const { data } = DeskHours.safeParse(await readSetting(db, SETTING))
    // What was saved, or asked for, meanwhile is newer.
    if (data && mine === newest) known = data
  }
  return {
    of: (language) => tableFor(known, language),
    all: () => known,
    async refresh() {
      const time = now().getTime()
      // A clock that was set back makes it old at once.
      if (time < readAt || time - readAt >= FRESH_MS) {
        readAt = time
        reading = read()
        reading.catch(() => { readAt = -Infinity })
      }
      // Who comes while it is read waits for it too.
      await reading
    },
    async save(hours) {
      await writeSetting(db, SETTING, hours)
      newest++
      known = hours
    },
  }
}

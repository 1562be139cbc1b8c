// What was answered, counted so that nobody can be found in it; and the queue of those whose self-check is gravest.
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { dayInJapan } from '../hours/timetable.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import { Answers } from '../questionnaires/answers.ts'
import { csvOf, exportTable } from '../questionnaires/export-rows.ts'
import { guarded, LEAST, settled } from '../questionnaires/least-number.ts'
import { countResults } from '../questionnaires/results.ts'
import { byGravity, signsOf } from '../questionnaires/severity.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { countUnfinished, finishedSheets, hearingRows, markHearing } from '../store/answer-results.ts'
import { readCompanies } from '../store/companies.ts'
import { pseudonymOf } from '../store/pseudonym.ts'
import type { FreeTexts, HearingsView, ResultsView } from './api/questionnaires.ts'
import { answerBook } from './answer-book.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import { choicesIn, FILTERS, Filter, narrowed } from './result-filter.ts'
import { contentsOf } from './questionnaire-views.ts'
import { questionnaireOf } from './questionnaires.ts'

/** So many of the gravest are to be heard (SELF-06 of the founders). */
const TO_HEAR = 250
/** So many free texts are read, and translated, at once. */
const TEXTS = 50
const HearingBody = z.strictObject({ state: z.enum(['asked', 'heard', 'declined']).nullable() })

type Path = Extract<RouteName, `${string} /api/questionnaires/:id/${'results' | 'export' | 'hearings' | `hearings/${string}` | `texts/${string}`}`>

export function questionnaireResultHandlers(runtime: Runtime): Handlers<Path> {
  const { db, translation, now } = runtime
  /** Null: fewer than five, and nothing may be said. */
  const answered = async (asked: Asked) => {
    const { key, row, versions } = await questionnaireOf(runtime, asked)
    const contents = contentsOf(versions)
    const anonymous = [...contents.values()].some((content) => content.anonymous)
    const filter = Filter.parse(asked.request.query)
    const given = FILTERS.filter((name) => filter[name] !== '')
    if (anonymous && given.length > 1) throw new HttpRefusal(400, 'one_filter')
    const finished = await finishedSheets(db, asked.reader, key)
    // A day's answers are in no order, and come in together once it is over.
    const all = anonymous ? settled(finished.filter(({ day }) => day < dayInJapan(now()))) : finished
    const found = narrowed(all, filter)
    const sheets = anonymous ? settled(found) : found
    const few = sheets.length < LEAST && (anonymous || given.length > 0)
    asked.note({ count: few ? 0 : sheets.length, ...Object.fromEntries(given.map((name) => [name, filter[name]])) })
    return { key, row, contents, anonymous, given, all, finished, sheets: few ? [] : sheets, few }
  }
  const readable = (sheets: Awaited<ReturnType<typeof answered>>['sheets']) => sheets.map((sheet) => ({ ...sheet, answers: Answers.parse(sheet.answers) }))
  return {
    async 'GET /api/questionnaires/:id/results'(asked) {
      const { key, contents, anonymous, given, all, finished, sheets, few } = await answered(asked)
      const languages = new Map([...Map.groupBy(sheets, ({ language }) => language)].map(([language, { length }]) => [language, length]))
      const days = [...Map.groupBy(anonymous && given.length > 0 ? [] : sheets, ({ day }) => day)].map(([day, { length }]) => ({ day, count: length })).toSorted((a, b) => (a.day < b.day ? -1 : 1))
      return {
        anonymous, least: LEAST, few, n: few ? null : sheets.length, waiting: given.length > 0 ? null : finished.length - sheets.length, unfinished: await countUnfinished(db, asked.reader, key),
        byDay: days, byLanguage: anonymous ? guarded(languages) : [...languages].map(([language, count]) => ({ key: language, count })).toSorted((a, b) => b.count - a.count),
        questions: few ? [] : countResults(contents, readable(sheets), { anonymous }), choices: choicesIn(all, await readCompanies(db), anonymous ? LEAST : 1),
      } satisfies ResultsView
    },
    async 'GET /api/questionnaires/:id/texts/:question'(asked) {
      const { contents, anonymous, sheets, few } = await answered(asked)
      const question = String(asked.request.params['question'])
      if (contents.size > 0 && ![...contents.values()].some(({ questions }) => questions.some(({ id, kind }) => id === question && kind === 'text'))) throw new HttpRefusal(409, 'no_question')
      const said = readable(sheets).flatMap(({ answers, language }) => { const given = answers[question]; return given && 'text' in given ? [{ original: given.text, language }] : [] })
        .toSorted((a, b) => (a.original < b.original ? -1 : 1))
      asked.note({ field: question })
      if (few || (anonymous && said.length < LEAST)) return { few: true, texts: [], all: 0 } satisfies FreeTexts
      const texts = await Promise.all(said.slice(0, TEXTS).map(async ({ original, language }) => {
        const translated = language === 'ja' ? null : await translation.translate({ text: original, from: language, to: 'ja', names: [], urgency: 'other' })
        return { original, language, translation: translated?.status === 'done' ? translated.text : null }
      }))
      return { few: false, texts, all: said.length } satisfies FreeTexts
    },
    async 'GET /api/questionnaires/:id/export'(asked) {
      const { format } = z.object({ format: z.enum(['csv', 'xlsx']).catch('xlsx') }).parse(asked.request.query)
      const { key, contents, anonymous, sheets, few } = await answered(asked)
      const content = contents.get(Math.max(...contents.keys()))
      if (few || !content) throw new HttpRefusal(409, content ? 'fewer_than_five' : 'not_published')
      const table = exportTable(readable(sheets), { content: { ...content, anonymous }, plain: withoutFurigana, shuffled })
      asked.note({ result: format, rows: table.rows.length - 1 })
      const file = format === 'csv' ? Buffer.from(csvOf(table.rows)) : await answerBook(table)
      await asked.recorded()
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      asked.response.set({ 'content-type': type, 'content-disposition': `attachment; filename="${key}.${format}"`, 'cache-control': 'no-store' }).send(file)
      return ANSWERED
    },
    async 'GET /api/questionnaires/:id/hearings'(asked) {
      const { key, versions } = await questionnaireOf(runtime, asked)
      const contents = contentsOf(versions)
      const rows = (await hearingRows(db, asked.reader, key)).map((row) => {
        const content = contents.get(row.version)
        const signs = content ? signsOf(content, Answers.parse(row.answers)) : { level: null, indicators: [], chosen: 0 }
        return { ...row, ...signs, at: row.finished_at.getTime() }
      }).filter(({ level, wish, state }) => level !== null || wish || state !== null).toSorted(byGravity)
      asked.note({ count: Math.min(rows.length, TO_HEAR) })
      return {
        target: TO_HEAR, people: rows.length, heard: rows.filter(({ state }) => state === 'heard').length,
        rows: rows.slice(0, TO_HEAR).map(({ sheet, person, conversation, language, channel, level, indicators, chosen, wish, finished_at, state, marked_by, marked_at }) => ({
          sheet, person, pseudonym: pseudonymOf(person), conversation, language, channel, level, indicators, chosen, wish, finishedAt: finished_at.toISOString(), state, markedBy: marked_by, markedAt: marked_at?.toISOString() ?? null,
        })),
      } satisfies HearingsView
    },
    async 'POST /api/questionnaires/:id/hearings/:sheet'(asked) {
      const { state } = HearingBody.parse(asked.request.body)
      const sheet = z.uuid().safeParse(asked.request.params['sheet'])
      if (!sheet.success || !(await markHearing(db, asked.reader, { key: String(asked.request.params['id']), sheet: sheet.data, state, now: now() }))) throw new HttpRefusal(404, 'not_found')
      asked.note({ status: state ?? '' })
    },
  }
}

/** Fisher and Yates: every order is as likely. */
function shuffled<T>(all: readonly T[]): readonly T[] {
  const rows = [...all]
  for (let at = rows.length - 1; at > 0; at--) {
    const other = randomInt(at + 1)
    const [one, two] = [rows[at], rows[other]]
    if (one !== undefined && two !== undefined) [rows[at], rows[other]] = [two, one]
  }
  return rows
}

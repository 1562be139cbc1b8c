// The routes of messages to many: written with counts only, looked at by somebody else, sent, watched.
import { z } from 'zod'
import { counted } from '../desk/counts.ts'
import { leads, newsLine, shownOn, template } from '../gateway/news-line.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Fault, Kind, Message } from '../outreach/message.ts'
import { KINDS, LONGEST_TEXT, MOST_BUTTONS, messageFaults, SOURCES, textFaults } from '../outreach/message.ts'
import { EVERYBODY, readSegment } from '../outreach/segment.ts'
import type { Segment } from '../outreach/segment.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { readCompanies } from '../store/companies.ts'
import { tiedAmong } from '../store/counting.ts'
import { beginOutreach, findOutreach, listOutreach, moveOutreach, removeDraft, saveOutreach, segmentChoices } from '../store/outreach.ts'
import type { OutreachRow } from '../store/outreach.ts'
import { retryFailed } from '../store/outreach-recipients.ts'
import { progressOf, resultsOf } from '../store/outreach-results.ts'
import type { OutreachBegun, OutreachChoices, OutreachList, OutreachPage, OutreachPreview, OutreachSaved, OutreachTemplate } from './api/outreach.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import { exportOf, lineOf, progressView, reachView, resultsView } from './outreach-views.ts'

const Revision = z.int().min(1)
const Reason = z.string().trim().max(500).default('')
const KindName = z.enum(KINDS)
const SegmentShape = z.unknown().transform((value, context): Segment => {
  const segment = readSegment(value)
  if (segment === null) context.addIssue('is no segment')
  return segment ?? EVERYBODY
})
const TextShape = z.strictObject({ text: z.string().max(LONGEST_TEXT * 2), source: z.enum(SOURCES) })
const MessageShape = z.strictObject({ texts: z.partialRecord(z.enum(LANGUAGES), TextShape), buttons: z.array(z.string().max(120)).max(MOST_BUTTONS) })
const Moment = z.iso.datetime().nullable().transform((at) => (at === null ? null : new Date(at)))
const BeginBody = z.strictObject({ kind: KindName, topic: z.string().max(120).nullable().default(null) })
const CountBody = z.strictObject({ segment: SegmentShape, kind: KindName })
const SaveBody = z.strictObject({ revision: Revision, title: z.string().trim().max(120), kind: KindName, segment: SegmentShape, message: MessageShape, startsAt: Moment, endsAt: Moment })
const PreviewBody = z.strictObject({ message: MessageShape, language: z.enum(LANGUAGES) })
const TranslateBody = z.strictObject({ from: z.enum(LANGUAGES), to: z.enum(LANGUAGES), text: z.string().trim().min(1).max(LONGEST_TEXT) })
const ReviewBody = z.strictObject({ revision: Revision, ask: z.boolean() })
const DecisionBody = z.strictObject({ revision: Revision, decision: z.enum(['release', 'return']), reason: Reason })
const RunBody = z.strictObject({ revision: Revision, act: z.enum(['pause', 'resume', 'stop', 'retry']), reason: Reason })

/** Where nobody said when it ends: what it does not reach in three days is news no more. */
const RUNS_HOURS = 72
/** Bars of the plot over time, about. */
const BARS = 40

export type OutreachRoute = Extract<RouteName, `${string} /api/outreach${string}`>

export function outreachHandlers(runtime: Runtime): Handlers<OutreachRoute> {
  const { db, now, newId } = runtime
  const found = async (asked: Asked): Promise<OutreachRow> => {
    const row = await findOutreach(db, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return row
  }
  const reach = async (segment: Segment, kind: Kind, staff: readonly string[]) => counted(runtime, 'reach', { segment, kind, staff: await tiedAmong(db, staff), all: kind === 'disaster' })
  const telling = async () => ({ words: runtime.content.telling, companies: (await readCompanies(db)).map(({ name }) => name) })
  const faultsOf = async (message: Message, segment: Segment, kind: Kind, staff: readonly string[]): Promise<Fault[]> => {
    const [there, { questionnaires }, names] = await Promise.all([reach(segment, kind, staff), segmentChoices(db), telling()])
    if (there.type === 'counting') return [{ type: 'counting' }]
    const keys = new Set(questionnaires.map(({ key }) => key))
    return messageFaults(message, [...new Set(Object.keys(there.value.languages).map((language) => language || 'en'))], names, (address) => leads(address, runtime.content, keys))
  }
  const progress = async (row: OutreachRow) => {
    if (row.written_at === null) return null
    const until = row.ended_at ?? now()
    const minutes = Math.max(1, Math.ceil((until.getTime() - row.written_at.getTime()) / 60_000 / BARS))
    const { buttons } = row.message
    const [how, what] = await Promise.all([progressOf(db, row.id), resultsOf(db, row.id, [...buttons, 'person', 'noNews'], minutes)])
    return { progress: progressView(runtime, how), results: resultsView(what, minutes) }
  }
  return {
    'GET /api/outreach': async () => ({ outreach: (await listOutreach(db)).map(lineOf) }) satisfies OutreachList,
    async 'GET /api/outreach/choices'() {
      const [companies, { codes, campaigns, questionnaires }] = await Promise.all([readCompanies(db), segmentChoices(db)])
      return {
        companies: companies.map(({ id, name }) => ({ id, name })), codes, campaigns, questionnaires: questionnaires.map(({ key, title }) => ({ key, title })),
        topics: [...runtime.content.articles.values()].map(({ topic, articles }) => ({ topic, title: articles.ja.title })),
        accounts: [...new Set([...runtime.accounts.values()].filter(({ channel }) => channel.send).map(({ channel }) => channel.type))], translates: runtime.translator !== null,
      } satisfies OutreachChoices
    },
    async 'POST /api/outreach/count'({ request, reader, note }) {
      const { segment, kind } = CountBody.parse(request.body)
      note({ kind })
      return reachView(runtime, await reach(segment, kind, [reader.id]))
    },
    async 'POST /api/outreach'({ request, response, member, note }) {
      const { kind, topic } = BeginBody.parse(request.body)
      const id = newId()
      await beginOutreach(db, id, { title: '', kind, segment: EVERYBODY, message: template(kind, topic, runtime.content, dayInJapan(now())), starts_at: null, ends_at: null }, member.id, now())
      note({ kind }, `outreach:${id}`)
      response.status(201)
      return { id } satisfies OutreachBegun
    },
    async 'GET /api/outreach/:id'(asked) {
      const row = await found(asked)
      const written = ['draft', 'review'].includes(row.state)
      const [there, faults, so] = await Promise.all([
        written ? reach(row.segment, row.kind, row.authors).then((counts) => reachView(runtime, counts)) : null, written ? faultsOf(row.message, row.segment, row.kind, row.authors) : [], progress(row),
      ])
      return {
        ...lineOf(row), segment: row.segment, message: row.message, revision: row.revision, reason: row.reason, endsAt: row.ends_at?.toISOString() ?? null, releasedBy: row.released_name,
        releasedAt: row.released_at?.toISOString() ?? null, endedAt: row.ended_at?.toISOString() ?? null, mine: row.authors.includes(asked.reader.id), reach: there, faults,
        progress: so?.progress ?? null, results: so?.results ?? null,
      } satisfies OutreachPage
    },
    async 'PATCH /api/outreach/:id'(asked) {
      const { revision, startsAt, endsAt, ...written } = SaveBody.parse(asked.request.body)
      await found(asked)
      const saved = await saveOutreach(db, idOf(asked), revision, { ...written, starts_at: startsAt, ends_at: endsAt }, asked.member.id, now())
      if (saved === null) throw new HttpRefusal(409, 'changed')
      return { revision: saved } satisfies OutreachSaved
    },
    async 'DELETE /api/outreach/:id'(asked) {
      await found(asked)
      if (!(await removeDraft(db, idOf(asked)))) throw new HttpRefusal(409, 'changed')
    },
    async 'POST /api/outreach/:id/preview'(asked) {
      const { message, language } = PreviewBody.parse(asked.request.body)
      await found(asked)
      const text = message.texts[language]
      if (!text || text.text.trim() === '') return { channels: [], faults: [{ type: 'missing', language }] } satisfies OutreachPreview
      const types = new Map([...runtime.accounts.values()].filter(({ channel }) => channel.send).map(({ channel }) => [channel.type, channel.capabilities]))
      return {
        channels: [...types].map(([channel, capabilities]) => ({ channel, ...shownOn(newsLine(message, language, runtime.content, capabilities), capabilities) })),
        faults: textFaults(language, text, await telling()),
      } satisfies OutreachPreview
    },
    async 'POST /api/outreach/:id/template'(asked) {
      const { kind, topic } = BeginBody.parse(asked.request.body)
      await found(asked)
      return { message: template(kind, topic, runtime.content, dayInJapan(now())) } satisfies OutreachTemplate
    },
    async 'POST /api/outreach/:id/translate'(asked) {
      const { from, to, text } = TranslateBody.parse(asked.request.body)
      await found(asked)
      const translated = await runtime.translation.translate({ text, from, to, names: [], urgency: 'other' })
      if (translated.status !== 'done') throw new HttpRefusal(502, 'untranslated')
      return { text: translated.text }
    },
    async 'POST /api/outreach/:id/review'(asked) {
      const { revision, ask } = ReviewBody.parse(asked.request.body)
      const row = await found(asked)
      if (ask && (await faultsOf(row.message, row.segment, row.kind, row.authors)).length > 0) throw new HttpRefusal(409, 'outreach_faulty')
      const moved = await moveOutreach(db, { id: row.id, revision, from: [ask ? 'draft' : 'review'], to: ask ? 'review' : 'draft', reason: '', now: now() })
      if (!moved) throw new HttpRefusal(409, 'changed')
      asked.note({ asks: ask })
    },
    async 'POST /api/outreach/:id/decision'(asked) {
      const { revision, decision, reason } = DecisionBody.parse(asked.request.body)
      asked.note({ decision })
      const row = await found(asked)
      if (row.state !== 'review') throw new HttpRefusal(409, 'not_in_review')
      if (decision === 'return') {
        if (reason === '') throw new HttpRefusal(409, 'reason')
        if (!(await moveOutreach(db, { id: row.id, revision, from: ['review'], to: 'draft', reason, now: now() }))) throw new HttpRefusal(409, 'changed')
        return {}
      }
      if (row.authors.includes(asked.reader.id)) throw new HttpRefusal(409, 'own_outreach')
      if ((await faultsOf(row.message, row.segment, row.kind, [...row.authors, asked.reader.id])).length > 0) throw new HttpRefusal(409, 'outreach_faulty')
      const runs = { from: row.starts_at !== null && row.starts_at > now() ? row.starts_at : now(), hours: RUNS_HOURS }
      if (!(await moveOutreach(db, { id: row.id, revision, from: ['review'], to: 'released', reason: '', now: now(), by: asked.reader.id, runs }))) throw new HttpRefusal(409, 'changed')
      return {}
    },
    async 'POST /api/outreach/:id/run'(asked) {
      const { revision, act, reason } = RunBody.parse(asked.request.body)
      asked.note({ decision: act })
      const row = await found(asked)
      const move = (from: OutreachRow['state'][], to: OutreachRow['state']) => moveOutreach(db, { id: row.id, revision, from, to, reason, now: now() })
      if (act === 'stop' && reason === '') throw new HttpRefusal(409, 'reason')
      const moved = act === 'pause' ? await move(['released'], 'paused')
        : act === 'resume' ? await move(['paused'], 'released')
          : act === 'stop' ? await move(['released', 'paused'], 'stopped')
            : await move(['released', 'paused', 'done'], 'released')
      if (!moved) throw new HttpRefusal(409, 'changed')
      if (act === 'retry') asked.note({ count: await retryFailed(db, row.id, now()) })
    },
    async 'GET /api/outreach/:id/export'(asked) {
      const so = await progress(await found(asked))
      if (!so) throw new HttpRefusal(409, 'not_begun')
      await asked.recorded()
      asked.response.type('text/csv; charset=utf-8').attachment(`outreach-${dayInJapan(now())}.csv`).send(exportOf(so.progress, so.results))
      return ANSWERED
    },
  }
}

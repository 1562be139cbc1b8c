// The routes of the committee: packs and public figures begun from a quarter, written, checked by a second person, released, read and printed.
import { z } from 'zod'
import { SEVERITIES } from '../cases/severity.ts'
import { NEEDS, OUTCOMES } from '../cases/state.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import { INDUSTRIES, STATUSES_OF_RESIDENCE } from '../people/facts.ts'
import { OFTEN } from '../people/countries.ts'
import { may } from '../permissions.ts'
import { reportPdf } from '../report-files/pdf.ts'
import { layOutPack } from '../reports/lay-out-pack.ts'
import type { LaidReport } from '../reports/laid-out.ts'
import type { Keys } from '../reports/numbers.ts'
import { trendPoint } from '../reports/pack.ts'
import type { PackStudy } from '../reports/pack.ts'
import { quartersBefore, spanOf } from '../reports/periods.ts'
import type { FigureLanguage } from '../reports/words.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { beginRelease, findRelease, listReleases, moveRelease, releasedOf, RELEASE_KINDS, saveRelease } from '../store/figure-releases.ts'
import type { Move, ReleaseLine, ReleaseRow } from '../store/figure-releases.ts'
import { searchStudies } from '../store/library.ts'
import type { CommitteeView, PackView, ReleaseLineView } from './api/committee.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'

/** Fewer people than this are never told apart, nor left over. */
export const THRESHOLD = 5
const QUARTERS_BACK = 8
const CHANNELS = ['line', 'messenger', 'webchat', 'email', 'botframework', 'phone', 'walkIn', 'letter'] as const

const Revision = z.int().min(1)
const BeginBody = z.strictObject({ kind: z.enum(RELEASE_KINDS), from: z.iso.date() })
const Text = z.string().trim().max(8_000)
const SaveBody = z.strictObject({ revision: Revision, texts: z.strictObject({ remarks: Text, proposals: Text }), studies: z.array(z.uuid()).max(20) })
const ReviewBody = z.strictObject({ revision: Revision, ask: z.boolean() })
const DecisionBody = z.strictObject({ revision: Revision, decision: z.enum(['release', 'return', 'withdraw']), reason: z.string().trim().max(500).default('') })
const Tongue = z.enum(['ja', 'en']).catch('ja')

export function committeeHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/committee${string}`>> {
  const { db, now, newId } = runtime
  const writes = (asked: Asked) => may(asked.reader.roles, 'committee.write')
  const found = async (asked: Asked): Promise<ReleaseRow> => {
    const row = await findRelease(db, idOf(asked), writes(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return row
  }
  const studiesFor = async (asked: Asked): Promise<PackStudy[]> =>
    (await searchStudies(db, asked.reader, { words: '', theme: '', language: '', status: '', stage: '', outcome: '', state: 'published' })).map(({ id, content, themes }) => {
      const { title, situation, done, outcome, lessons } = content
      return { id, title, situation, done, outcome, lessons, themes }
    })
  const laid = async (row: ReleaseRow, language: FigureLanguage): Promise<LaidReport> => {
    const released = await releasedOf(db, 'committee', QUARTERS_BACK)
    const others = released.filter(({ span_from }) => span_from < row.span_from).map(({ content }) => trendPoint(content.numbers)).toReversed()
    const people = [...row.author_names, ...(row.decider_name === null ? [] : [row.decider_name])].join(language === 'ja' ? '、' : ', ')
    return layOutPack(row.content, { state: row.state, number: row.number, releasedOn: row.decided_at === null || row.state !== 'released' ? null : dayInJapan(row.decided_at), people }, [...others, trendPoint(row.content.numbers)], language)
  }
  const move = async (change: Omit<Move, 'now'>) => {
    if (!(await moveRelease(db, { ...change, now: now() }))) throw new HttpRefusal(409, 'changed')
  }
  return {
    async 'GET /api/committee'(asked) {
      const [packs, publics] = await Promise.all([listReleases(db, 'committee', writes(asked)), listReleases(db, 'public', writes(asked))])
      return { packs: packs.map(lineOf), publics: publics.map(lineOf), quarters: writes(asked) ? quartersBefore(dayInJapan(now()), QUARTERS_BACK) : [] } satisfies CommitteeView
    },
    async 'POST /api/committee'(asked) {
      const { kind, from } = BeginBody.parse(asked.request.body)
      const span = quartersBefore(dayInJapan(now()), QUARTERS_BACK).find((one) => one.from === spanOf('quarter', from).from)
      if (!span) throw new HttpRefusal(409, 'not_over')
      const id = newId()
      const titles = Object.fromEntries([...runtime.content.articles.values()].map(({ topic, articles: { ja, en } }) => [topic, { ja: ja.title, en: en.title }]))
      const begun = await beginRelease(db, {
        id, kind, span, author: asked.member.id, now: now(), today: dayInJapan(now()), threshold: THRESHOLD, keys: keysOf(Object.keys(titles)),
        content: { texts: { remarks: '', proposals: '' }, studies: [], titles },
      })
      if (begun !== 'done') throw new HttpRefusal(409, `figures_${begun}`)
      asked.note({ kind, from: span.from, to: span.to }, `figures:${id}`)
      asked.response.status(201)
      return { id }
    },
    async 'GET /api/committee/:id'(asked) {
      const row = await found(asked)
      const available = writes(asked) && row.state === 'draft' ? await studiesFor(asked) : []
      const { texts, studies } = row.content
      return { ...lineOf(row), revision: row.revision, texts, studies, available, mine: row.authors.includes(asked.reader.id), reason: row.reason, report: await laid(row, Tongue.parse(asked.request.query['language'])) } satisfies PackView
    },
    async 'GET /api/committee/:id/pdf'(asked) {
      const row = await found(asked)
      const language = Tongue.parse(asked.request.query['language'])
      const pdf = await reportPdf(await laid(row, language), row.decided_at ?? now())
      await asked.recorded()
      asked.response.set({ 'content-type': 'application/pdf', 'content-disposition': `inline; filename="committee-${row.span_from}-${language}.pdf"`, 'cache-control': 'no-store' }).send(pdf)
      return ANSWERED
    },
    async 'PATCH /api/committee/:id'(asked) {
      const { revision, texts, studies } = SaveBody.parse(asked.request.body)
      const row = await found(asked)
      const known = [...row.content.studies, ...(await studiesFor(asked))]
      const chosen = studies.flatMap((id) => known.find((one) => one.id === id) ?? [])
      const saved = await saveRelease(db, { id: row.id, revision, author: asked.member.id, content: { texts, studies: chosen, titles: row.content.titles } })
      if (saved === null) throw new HttpRefusal(409, 'changed')
      return { revision: saved }
    },
    async 'POST /api/committee/:id/review'(asked) {
      const { revision, ask } = ReviewBody.parse(asked.request.body)
      const row = await found(asked)
      await move({ id: row.id, revision, from: [ask ? 'draft' : 'review'], to: ask ? 'review' : 'draft', by: null, reason: row.reason })
    },
    async 'POST /api/committee/:id/decision'(asked) {
      const { revision, decision, reason } = DecisionBody.parse(asked.request.body)
      asked.note({ decision })
      const row = await found(asked)
      const { id } = row
      if (decision !== 'release' && reason === '') throw new HttpRefusal(409, 'reason')
      if (decision === 'withdraw') return await move({ id, revision, from: ['draft', 'review', 'released'], to: 'withdrawn', by: asked.member.id, reason })
      if (decision === 'return') return await move({ id, revision, from: ['review'], to: 'draft', by: null, reason })
      if (row.state !== 'review') throw new HttpRefusal(409, 'not_in_review')
      if (row.authors.includes(asked.reader.id)) throw new HttpRefusal(409, 'own_figures')
      const stands = new Set((await studiesFor(asked)).map((study) => study.id))
      if (row.content.studies.some((study) => !stands.has(study.id))) throw new HttpRefusal(409, 'study_gone')
      await move({ id, revision, from: ['review'], to: 'released', by: asked.member.id, reason: '' })
    },
  }
}

function lineOf({ id, kind, span_from: from, span_to: to, number, state, decided_at }: ReleaseLine): ReleaseLineView {
  return { id, kind, span: { from, to }, number, state, releasedAt: state === 'released' && decided_at ? decided_at.toISOString() : null }
}

function keysOf(topics: readonly string[]): Keys {
  return { topics: topics.toSorted(), languages: LANGUAGES, channels: CHANNELS, nationalities: OFTEN, statuses: STATUSES_OF_RESIDENCE, industries: INDUSTRIES, outcomes: OUTCOMES, severities: SEVERITIES, needs: NEEDS }
}

// The routes of the library: a study begun from a closed case, written, checked by a second person, found again, made an article.
import { z } from 'zod'
import { Theme } from '../cases/acts.ts'
import { FEW_PEOPLE, STUDY_TEXTS, studyFaults } from '../cases/study.ts'
import type { Study } from '../cases/study.ts'
import { beginStudyOf } from '../desk/study.ts'
import { emptyArticle } from '../gateway/article-versions.ts'
import { Article, THEMES } from '../gateway/article-file.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { anonymise, namesLeft } from '../knowledge/anonymise.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { beginDraft, versionsOf } from '../store/articles.ts'
import { findStudy, moveStudy, peopleSharing, saveStudy, searchStudies, STUDY_STATES, traitsOfStudy } from '../store/library.ts'
import type { StudyRow } from '../store/library.ts'
import type { LibraryView, StudyBegun, StudyLine, StudyPage, StudySaved } from './api/library.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

const Text = z.string().trim().max(5_000)
const Trait = z.string().trim().max(60)
const StudyShape = z.strictObject({
  title: z.string().trim().max(120), situation: Text, done: Text, outcome: Text, lessons: Text, month: z.string().regex(/^\d{4}-\d{2}$/),
  traits: z.strictObject({ nationality: Trait, prefecture: Trait, industry: Trait }),
})
const Revision = z.int().min(1)
const SaveBody = z.strictObject({ revision: Revision, study: StudyShape, themes: z.array(Theme).max(20), status: Trait })
const ReviewBody = z.strictObject({ revision: Revision, ask: z.boolean() })
const DecisionBody = z.strictObject({ revision: Revision, decision: z.enum(['publish', 'return', 'withdraw']), reason: z.string().trim().max(500).default('') })
const ArticleBody = z.strictObject({ topic: Article.shape.topic.max(60), theme: z.enum(THEMES) })
const Word = z.string().trim().max(100).catch('')
const Search = z.object({ q: Word, theme: Word, language: Word, status: Word, stage: Word, outcome: Word, state: z.enum([...STUDY_STATES, '']).catch('') })

export type LibraryRoute = Extract<RouteName, `${string} /api/library${string}` | 'POST /api/cases/:id/study'>

export function libraryHandlers(runtime: Runtime): Handlers<LibraryRoute> {
  const { db, content, now } = runtime
  const found = async (asked: Asked): Promise<StudyRow> => {
    const row = await findStudy(db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return row
  }
  const checked = async (row: StudyRow) => {
    const texts = textsOf(row.content)
    const left = namesLeft(texts, row.names)
    const [known, sharing] = await Promise.all([traitsOfStudy(db, row.id), peopleSharing(db, row.content.traits)])
    return { left, faults: row.state === 'published' ? [] : studyFaults(row.content, { left, known, sharing }) }
  }
  const move = async (asked: Asked, row: StudyRow, revision: number, change: Pick<Parameters<typeof moveStudy>[2], 'from' | 'to' | 'reason'>) => {
    if (!(await moveStudy(db, asked.reader, { id: row.id, revision, now: now(), ...change }))) throw new HttpRefusal(409, 'changed')
  }
  return {
    async 'POST /api/cases/:id/study'(asked) {
      const begun = await beginStudyOf(runtime, asked.reader, idOf(asked))
      if (begun === null) throw new HttpRefusal(404, 'not_found')
      if (typeof begun === 'string') throw new HttpRefusal(409, begun)
      asked.response.status(201)
      return begun satisfies StudyBegun
    },
    async 'GET /api/library'({ reader, request, note }) {
      const { q, ...asked } = Search.parse(request.query)
      const studies = await searchStudies(db, reader, { words: q, ...asked })
      note({ count: studies.length })
      return { studies: studies.map(lineOf) } satisfies LibraryView
    },
    async 'GET /api/library/:id'(asked) {
      const row = await found(asked)
      const { left, faults } = await checked(row)
      const suspects = row.state === 'published' ? [] : [...new Set(textsOf(row.content).flatMap((text) => anonymise(text, [], content.mask).hidden))]
      return {
        ...lineOf(row), study: row.content, revision: row.revision, authors: row.author_names, reviewer: row.reviewer_name, reason: row.reason, case: row.case_id,
        faults, left, suspects, few: FEW_PEOPLE, mine: row.authors.includes(asked.reader.id),
      } satisfies StudyPage
    },
    async 'PATCH /api/library/:id'(asked) {
      const { revision, study, themes, status } = SaveBody.parse(asked.request.body)
      const row = await found(asked)
      if (row.state !== 'draft') throw new HttpRefusal(409, 'in_review')
      const saved = await saveStudy(db, asked.reader, row.id, revision, { content: study, themes, status, now: now() })
      if (saved === null) throw new HttpRefusal(409, 'changed')
      return { revision: saved } satisfies StudySaved
    },
    async 'POST /api/library/:id/review'(asked) {
      const { revision, ask } = ReviewBody.parse(asked.request.body)
      const row = await found(asked)
      if (ask && (await checked(row)).faults.length > 0) throw new HttpRefusal(409, 'study_faulty')
      await move(asked, row, revision, ask ? { from: ['draft'], to: 'review', reason: '' } : { from: ['review'], to: 'draft', reason: row.reason })
      asked.note({ asks: ask })
    },
    async 'POST /api/library/:id/decision'(asked) {
      const { revision, decision, reason } = DecisionBody.parse(asked.request.body)
      asked.note({ decision })
      const row = await found(asked)
      if (decision !== 'publish' && reason === '') throw new HttpRefusal(409, 'reason')
      if (decision === 'withdraw') await move(asked, row, revision, { from: ['draft', 'review', 'published'], to: 'withdrawn', reason })
      else if (decision === 'return') await move(asked, row, revision, { from: ['review'], to: 'draft', reason })
      else {
        if (row.state !== 'review') throw new HttpRefusal(409, 'not_in_review')
        // Whoever wrote it knows whom it is about, and reads over what gives them away.
        if (row.authors.includes(asked.reader.id)) throw new HttpRefusal(409, 'own_study')
        if ((await checked(row)).faults.length > 0) throw new HttpRefusal(409, 'study_faulty')
        await move(asked, row, revision, { from: ['review'], to: 'published', reason })
      }
    },
    async 'POST /api/library/:id/article'(asked) {
      const { topic, theme } = ArticleBody.parse(asked.request.body)
      const row = await found(asked)
      if ((await checked(row)).faults.length > 0) throw new HttpRefusal(409, 'study_faulty')
      if (runtime.library.files.articles.has(topic) || (await versionsOf(db, topic)).some(({ state }) => state !== 'withdrawn')) throw new HttpRefusal(409, 'topic_taken')
      const empty = emptyArticle(topic, theme, dayInJapan(now()))
      const { situation, done, lessons } = row.content
      await beginDraft(db, { topic, content: { ...empty, articles: { ...empty.articles, ja: { title: '', text: [lessons, done, situation].filter(Boolean).join('\n\n') } } }, base: 0, authors: [asked.member.id], reason: '' })
      asked.note({ topic })
      asked.response.status(201)
      return { topic }
    },
  }
}

function textsOf(study: Study): string[] {
  return STUDY_TEXTS.map((part) => study[part])
}

function lineOf({ id, state, content, themes, language, status, stage, outcome }: StudyRow): StudyLine {
  return { id, state, title: content.title, situation: content.situation, themes, language, status, stage, outcome, month: content.month }
}

// The routes of moderation: what people wrote about bodies, beside its translation; who prepares it and who lets it through.
import { z } from 'zod'
import { DECISIONS, decide, PIECE_STATES, REASONS } from '../feedback/moderation.ts'
import type { PieceState } from '../feedback/moderation.ts'
import { suggestionsFor } from '../feedback/names.ts'
import { anonymise } from '../knowledge/anonymise.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { allBodies, findBody } from '../store/feedback-bodies.ts'
import { feedbackFigures, findPiece, listPieces, movePiece, savePiece } from '../store/feedback-pieces.ts'
import type { Figure, PieceRow } from '../store/feedback-pieces.ts'
import { isPublicPageOpen, openPublicPage } from '../store/feedback-public.ts'
import { knownNames } from '../store/known-names.ts'
import type { Counted, FeedbackList, PieceLine, PieceSaved, PieceView } from './api/feedback.ts'
import { idOf } from './asked.ts'
import { marksIn } from './feedback-marks.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

const MOST_LISTED = 200
const SERIOUS = 1

const Filter = z.object({ show: z.enum(PIECE_STATES).catch('waiting'), kind: z.string().max(40).catch(''), language: z.string().max(10).catch('') })
const Revision = z.int().min(1)
const SaveBody = z.strictObject({ revision: Revision, body: z.uuid().nullable(), shown: z.string().trim().max(2_000).nullable() })
const DecisionBody = z.strictObject({ revision: Revision, decision: z.enum(DECISIONS), reason: z.enum(REASONS).nullable().default(null), note: z.string().trim().max(500).default('') })
const PageBody = z.strictObject({ open: z.boolean() })

export function feedbackHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/feedback${string}`>> {
  const { db } = runtime
  const found = async (asked: Asked): Promise<PieceRow> => {
    const row = await findPiece(db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return row
  }
  return {
    async 'GET /api/feedback'({ reader, request, note }) {
      const { show, kind, language } = Filter.parse(request.query)
      const [rows, figures, open] = await Promise.all([listPieces(db, reader, { states: [show], kind, language }, MOST_LISTED), feedbackFigures(db, reader), isPublicPageOpen(db)])
      note({ count: rows.length })
      return { pieces: rows.map(lineOf), states: statesIn(figures), kinds: partOf(figures, 'kind'), items: partOf(figures, 'item'), open } satisfies FeedbackList
    },
    async 'PATCH /api/feedback'({ request, note }) {
      const { open } = PageBody.parse(request.body)
      await openPublicPage(db, open)
      note({ open })
    },
    async 'GET /api/feedback/:id'(asked) {
      return viewOf(asked, await found(asked))
    },
    async 'PATCH /api/feedback/:id'(asked) {
      const { revision, body, shown } = SaveBody.parse(asked.request.body)
      const row = await found(asked)
      if (row.state !== 'waiting' && row.state !== 'held') throw new HttpRefusal(409, 'moved_on')
      if (body !== null && !(await findBody(db, asked.reader, body))) throw new HttpRefusal(409, 'no_body')
      const saved = await savePiece(db, asked.reader, row.id, revision, { body, shown })
      if (saved === null) throw new HttpRefusal(409, 'changed')
      return { revision: saved } satisfies PieceSaved
    },
    async 'POST /api/feedback/:id/decision'(asked) {
      const { revision, decision, reason, note } = DecisionBody.parse(asked.request.body)
      const row = await found(asked)
      asked.note({ decision, ...(reason && { reason }) })
      const decided = decide({ state: row.state, body: row.body_id, words: row.may_show, shown: row.shown, authors: row.authors }, decision, asked.reader.id, reason)
      if (typeof decided === 'string') throw new HttpRefusal(409, decided)
      const moved = await movePiece(db, asked.reader, {
        id: row.id, revision, from: row.state, to: decided.state, reason, note, accepts: decision === 'accept', silences: decision === 'silence',
      })
      if (!moved) throw new HttpRefusal(409, 'changed')
    },
  }

  async function viewOf({ reader }: Asked, row: PieceRow): Promise<PieceView> {
    const { content } = runtime
    const [names, bodies] = await Promise.all([row.conversation_id === null ? [] : knownNames(db, row.conversation_id), allBodies(db, reader)])
    const marks = (text: string | null) => (text === null ? [] : marksIn(text, names, content))
    const alike = suggestionsFor(row.written, bodies.map(({ id, entry }) => ({ id, names: [entry.name, ...entry.otherNames] })))
    return {
      ...lineOf(row), counted: countedIn(row.counted), words: row.words, wordMarks: marks(row.words), japanese: row.language === 'ja' ? row.words : row.japanese,
      japaneseMarks: marks(row.language === 'ja' ? row.words : row.japanese), mayShow: row.may_show, shown: row.shown, suspects: row.shown ? anonymise(row.shown, names, content.mask).hidden : [],
      suggestions: alike.flatMap(({ id }) => bodies.filter((body) => body.id === id).map(({ entry }) => ({ id, name: entry.name, kind: entry.kind }))),
      authors: row.author_names, mine: row.authors.includes(reader.id), decidedBy: row.decided_name, reason: row.reason, note: row.note, conversation: row.conversation_id, revision: row.revision,
    }
  }
}

const Counts = z.object({ legal: z.record(z.string(), z.boolean()), scales: z.record(z.string(), z.number()) }).transform((counted): Counted => counted)

function countedIn(counted: unknown): Counted {
  return Counts.parse(counted)
}

function lineOf({ id, kind, written, country, language, quarter, state, danger, urgency, words, body_id: body, body_name: name }: PieceRow): PieceLine {
  return { id, kind, written, country, language, quarter, state, danger, serious: urgency >= SERIOUS, hasWords: words !== null, body: body === null ? null : { id: body, name: name ?? '' } }
}

function partOf(figures: readonly Figure[], part: Figure['part']): { key: string; count: number }[] {
  return figures.filter((one) => one.part === part).map(({ key, count }) => ({ key, count }))
}

function statesIn(figures: readonly Figure[]): Partial<Record<PieceState, number>> {
  return Object.fromEntries(partOf(figures, 'state').map(({ key, count }) => [key, count]))
}

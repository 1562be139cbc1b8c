// Writing questionnaires: begin, save, ask for review, decide as the second person, withdraw.
import { z } from 'zod'
import { toUnicode } from '../knowledge/normalise.ts'
import { may } from '../permissions.ts'
import { contentOf, DraftShape } from '../questionnaires/draft-shape.ts'
import { emptyDraft, textsIn, withText } from '../questionnaires/draft.ts'
import type { QuestionnaireDraft } from '../questionnaires/draft.ts'
import { questionnaireFaults } from '../questionnaires/lint.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { beginVersion, moveOpen, publishOpen, saveVersion, withdrawPublished } from '../store/questionnaires.ts'
import { members } from '../store/team.ts'
import type { SavedQuestionnaire } from './api/questionnaires.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import { openOf, runningOf, writtenIn } from './questionnaire-views.ts'
import { questionnaireOf } from './questionnaires.ts'

const Reason = z.string().trim().max(500).default('')
const Revision = z.int().min(1)
const SaveBody = z.strictObject({ revision: Revision, draft: DraftShape, unchecked: z.array(z.string().max(100)).max(5_000) })
const ReviewBody = z.strictObject({ revision: Revision, ask: z.boolean() })
const DecisionBody = z.strictObject({ revision: Revision, decision: z.enum(['publish', 'return']), reason: Reason })

type Path = Extract<RouteName, `${string} /api/questionnaires/:id/${'draft' | 'review' | 'decision' | 'withdraw'}`>

export function questionnaireDraftHandlers(runtime: Runtime): Handlers<Path> {
  const { db, now } = runtime
  const opened = async (asked: Asked) => {
    const { key, versions } = await questionnaireOf(runtime, asked)
    const open = openOf(versions)
    if (!open) throw new HttpRefusal(409, 'no_draft')
    return { key, open }
  }
  const moved = async (done: Promise<boolean>) => { if (!(await done)) throw new HttpRefusal(409, 'changed') }
  return {
    async 'POST /api/questionnaires/:id/draft'(asked) {
      const { from } = z.strictObject({ from: z.int().min(1).optional() }).parse(asked.request.body)
      const { key, versions } = await questionnaireOf(runtime, asked)
      const base = from === undefined ? runningOf(versions) ?? versions[0] : versions.find(({ number }) => number === from)
      if (from !== undefined && !base) throw new HttpRefusal(409, 'no_version')
      if (!openOf(versions)) await beginVersion(db, { key, draft: base ? writtenIn(base) : emptyDraft(), by: asked.member.id, now: now() })
      asked.response.status(201)
    },
    async 'PATCH /api/questionnaires/:id/draft'(asked) {
      const { revision, draft, unchecked } = SaveBody.parse(asked.request.body)
      const { key, open } = await opened(asked)
      if (open.state === 'review') throw new HttpRefusal(409, 'in_review')
      const saved = await saveVersion(db, key, revision, { draft: inUnicode(draft), unchecked, by: asked.member.id, now: now() })
      if (saved === null) throw new HttpRefusal(409, 'changed')
      asked.note({ version: open.number, revision: saved })
      return { revision: saved } satisfies SavedQuestionnaire
    },
    async 'DELETE /api/questionnaires/:id/draft'(asked) {
      const { key, open } = await opened(asked)
      await moved(moveOpen(db, key, open.revision, open.state === 'review' ? 'review' : 'draft', 'withdrawn', open.reason))
      asked.note({ version: open.number })
    },
    async 'POST /api/questionnaires/:id/review'(asked) {
      const { revision, ask } = ReviewBody.parse(asked.request.body)
      const { key, open } = await opened(asked)
      if (ask && !isPublishable(writtenIn(open))) throw new HttpRefusal(409, 'faulty')
      await moved(moveOpen(db, key, revision, ask ? 'draft' : 'review', ask ? 'review' : 'draft', ask ? '' : open.reason))
      asked.note({ version: open.number, asks: ask })
    },
    async 'POST /api/questionnaires/:id/decision'(asked) {
      const { revision, decision, reason } = DecisionBody.parse(asked.request.body)
      const { key, open } = await opened(asked)
      const by = asked.member.id
      asked.note({ version: open.number, decision })
      if (open.state !== 'review') throw new HttpRefusal(409, 'not_in_review')
      if (decision === 'return') {
        if (reason === '') throw new HttpRefusal(400, 'reason')
        return moved(moveOpen(db, key, revision, 'review', 'draft', reason))
      }
      const own = open.authors.includes(by)
      const alone = own && !(await members(db)).some(({ id, roles, disabled_at }) => id !== by && disabled_at === null && may(roles, 'questionnaires.publish'))
      if (own && !alone) throw new HttpRefusal(409, 'own_questionnaire')
      const draft = writtenIn(open)
      const content = contentOf(draft)
      if (!content || !isPublishable(draft)) throw new HttpRefusal(409, 'faulty')
      asked.note({ alone })
      return moved(publishOpen(db, { key, revision, content, by, reason, alone, now: now() }))
    },
    async 'POST /api/questionnaires/:id/withdraw'(asked) {
      const { reason } = z.strictObject({ reason: z.string().trim().min(1).max(500) }).parse(asked.request.body)
      const { key } = await questionnaireOf(runtime, asked)
      if (!(await withdrawPublished(db, { key, by: asked.member.id, reason, now: now() }))) throw new HttpRefusal(409, 'not_published')
    },
  }
}

const isPublishable = (draft: QuestionnaireDraft): boolean => !questionnaireFaults(draft).some(({ stops }) => stops) && contentOf(draft) !== null

/** Burmese that was pasted in the old encoding, which most phones show as broken syllables. */
function inUnicode(draft: QuestionnaireDraft): QuestionnaireDraft {
  return textsIn(draft).reduce((sum, { place, texts }) => { const text = toUnicode(texts.my); return text === texts.my ? sum : withText(sum, place, 'my', text) }, draft)
}

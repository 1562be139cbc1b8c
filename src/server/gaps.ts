// What the desk did not understand, as staff see it, and what they make of it: ways to ask of an article, a new one, or nothing.
import { z } from 'zod'
import { ArticleDraft } from '../gateway/article-file.ts'
import { draftOf } from '../gateway/article-versions.ts'
import { clustersOf } from '../gateway/gap-clusters.ts'
import { GAP_DAYS } from '../gateway/gap.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { MASKED } from '../knowledge/mask.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { openVersionOf, saveDraft } from '../store/articles.ts'
import { decideGaps, findGaps, listGaps } from '../store/gaps.ts'
import type { Gap } from '../store/gaps.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import type { GapCluster, GapList, GapView } from './api/knowledge.ts'

const Ids = z.array(z.uuid()).min(1).max(200)
const Body = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.enum(['dismissed', 'open']), ids: Ids }),
  z.strictObject({
    decision: z.enum(['phrase', 'article']), ids: Ids, topic: z.string().max(80), language: z.enum(LANGUAGES),
    phrases: z.array(z.string().trim().min(1).max(300)).min(1).max(20),
  }),
])

/** Somebody else may save the same draft at the same moment. */
const TRIES = 3

export function gapHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/gaps`>> {
  const { db, library } = runtime
  const titleOf = (topic: string) => ({ topic, title: library.now().articles.get(topic)?.articles.ja.title ?? topic })
  return {
    async 'GET /api/gaps'({ request }) {
      const show = request.query['show'] === 'decided' ? 'decided' : 'open'
      const gaps = await listGaps(db, show)
      // What was decided together stays in the order of its days; what is open is put together by what it asks.
      const clusters = show === 'open' ? clustersOf(gaps) : gaps.map((gap) => [gap])
      return {
        days: GAP_DAYS,
        clusters: clusters.map((together): GapCluster => ({
          gaps: together.map(gapView), language: together[0]?.language ?? null,
          topics: commonest(together.flatMap(({ topics }) => topics)).filter((topic) => library.now().articles.has(topic)).map(titleOf),
        })),
      } satisfies GapList
    },
    async 'POST /api/gaps'(asked) {
      const body = Body.parse(asked.request.body)
      const gaps = await findGaps(db, body.ids)
      asked.note({ decision: body.decision, count: gaps.length })
      if (gaps.length === 0) throw new HttpRefusal(409, 'no_gap')
      if (body.decision === 'phrase' || body.decision === 'article') {
        if (body.phrases.some((phrase) => phrase.includes(MASKED))) throw new HttpRefusal(400, 'masked')
        await changePhrases(runtime, asked, body.topic, (text) => withPhrases(text, body.language, body.phrases))
        asked.note({}, `articles:${body.topic}`)
        await decideGaps(db, body.ids, asked.member.id, { state: body.decision, topic: body.topic, phrase: JSON.stringify({ language: body.language, phrases: body.phrases }) })
        return
      }
      if (body.decision === 'open') for (const { topic, phrase } of gaps) await takeBack(runtime, asked, topic, phrase)
      await decideGaps(db, body.ids, asked.member.id, { state: body.decision })
    },
  }
}

async function changePhrases({ db, library }: Runtime, { member }: Asked, topic: string, change: (text: ArticleDraft) => ArticleDraft): Promise<void> {
  for (let tried = 0; tried < TRIES; tried++) {
    const draft = await draftOf(db, library, topic, member.id)
    if (!draft) throw new HttpRefusal(409, 'no_article')
    if (draft.state === 'review') throw new HttpRefusal(409, 'in_review')
    if ((await saveDraft(db, topic, draft.revision, change(ArticleDraft.parse(draft.content)), member.id)) !== null) return
  }
  throw new HttpRefusal(409, 'changed')
}

const Kept = z.object({ language: z.enum(LANGUAGES), phrases: z.array(z.string()) })

/** The phrases leave the draft again, as long as it is one. */
async function takeBack(runtime: Runtime, asked: Asked, topic: string | null, phrase: string | null): Promise<void> {
  if (topic === null || phrase === null || (await openVersionOf(runtime.db, topic))?.state !== 'draft') return
  const { language, phrases } = Kept.parse(JSON.parse(phrase))
  await changePhrases(runtime, asked, topic, (text) => ({ ...text, ask: { ...text.ask, [language]: text.ask[language].filter((one) => !phrases.includes(one)) } }))
}

function withPhrases(text: ArticleDraft, language: Language, phrases: readonly string[]): ArticleDraft {
  return { ...text, ask: { ...text.ask, [language]: [...text.ask[language], ...phrases.filter((phrase) => !text.ask[language].includes(phrase))] } }
}

function commonest(topics: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  return [...counts.keys()].toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, 3)
}

function gapView({ id, text, day, state, topic, decided_name: by }: Gap): GapView {
  return { id, text, day: day.toISOString().slice(0, 10), state, topic, by }
}

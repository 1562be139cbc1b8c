// What failed, as staff see it, and what they do about it: try again, or leave it at that with a reason.
import { z } from 'zod'
import { tryAgain } from '../desk/try-again.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { leaveAtThat } from '../store/trouble-acts.ts'
import { countTroubles, oldestWaiting, TROUBLES, troublesOf } from '../store/troubles.ts'
import type { TroubleRow } from '../store/troubles.ts'
import type { TroubleCount, TroubleDone, TroublePage, TroubleView } from './api/troubles.ts'
import type { Asked, Handlers } from './guard.ts'

/** Work that nobody took for so long stands still. */
const STUCK_MS = 60_000
const MOST = 200

const Again = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('turn'), ids: z.array(z.string().regex(/^\d{1,18}$/)).min(1).max(MOST).nullable() }),
  z.strictObject({ kind: z.enum(TROUBLES).exclude(['turn']), ids: z.array(z.uuid()).min(1).max(MOST).nullable() }),
])
const End = z.looseObject({ reason: z.string().trim().min(1).max(500) })

export function troubleHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/troubles${string}`>> {
  const { db, now } = runtime
  const stuck = (since: Date | null) => (since !== null && now().getTime() - since.getTime() > STUCK_MS ? since.toISOString() : null)
  const meant = async ({ kind, ids }: z.infer<typeof Again>, { reader }: Asked) => ids ?? (await troublesOf(db, reader, kind)).map(({ id }) => id)
  return {
    async 'GET /api/troubles'({ reader }) {
      const [counts, { turns, deliveries }] = await Promise.all([countTroubles(db, reader), oldestWaiting(db)])
      const kinds = await Promise.all(TROUBLES.flatMap((kind) => {
        const count = counts[kind]
        return count === undefined ? [] : [troublesOf(db, reader, kind).then((rows) => ({ kind, count, rows: rows.map(troubleView) }))]
      }))
      return { kinds, stuck: { turns: stuck(turns), deliveries: stuck(deliveries) } } satisfies TroublePage
    },
    async 'GET /api/troubles/count'({ reader }) {
      return { count: Object.values(await countTroubles(db, reader)).reduce((sum, n) => sum + n, 0) } satisfies TroubleCount
    },
    async 'POST /api/troubles/again'(asked) {
      const act = Again.parse(asked.request.body)
      const ids = await meant(act, asked)
      const done = await tryAgain(runtime, act.kind, ids)
      asked.note({ kind: act.kind, ids, done })
      return { done, of: ids.length } satisfies TroubleDone
    },
    async 'POST /api/troubles/end'(asked) {
      const { reason: _reason, ...rest } = End.parse(asked.request.body)
      const act = Again.parse(rest)
      const ids = await meant(act, asked)
      const done = await leaveAtThat(db, act.kind, ids)
      asked.note({ kind: act.kind, ids, done })
      return { done, of: ids.length } satisfies TroubleDone
    },
  }
}

function troubleView({ id, at, tries, reason, trying, by, conversation_id, case_id }: TroubleRow): TroubleView {
  return { id, at: at.toISOString(), tries, reason, trying, by, conversation: conversation_id, case: case_id }
}

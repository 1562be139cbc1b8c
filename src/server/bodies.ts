// The routes of the bodies people write about: entries, listing by two people, merging, releases, and the right of reply.
import { z } from 'zod'
import { newSecret, digestOf } from '../desk/request-link.ts'
import { replyLinkOf } from '../desk/reply-link.ts'
import { BodyEntry, changesOf } from '../feedback/entry.ts'
import { leastPeople } from '../feedback/release.ts'
import { DAY_MS, dayInJapan, startOfDay } from '../hours/timetable.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { readCompanies } from '../store/companies.ts'
import { addBody, allBodies, changesOfBody, findBody, mergeBodies, moveBody, saveBody, workersOf } from '../store/feedback-bodies.ts'
import type { Body } from '../store/feedback-bodies.ts'
import { addReply, decideReply, repliesOf } from '../store/feedback-replies.ts'
import type { Reply } from '../store/feedback-replies.ts'
import { releasesOf, withdrawRelease } from '../store/feedback-releases.ts'
import type { BodyAdded, BodyDetail, BodyLine, BodyList, ReplyAsked, ReplyView } from './api/feedback.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

const NewBody = z.strictObject({ entry: BodyEntry })
const ChangeBody = NewBody.extend({ revision: z.int().min(1) })
const ListingBody = z.strictObject({ act: z.enum(['ask', 'approve', 'unlist']) })
const MergeBody = z.strictObject({ into: z.uuid() })
const ReplyBody = z.strictObject({ until: z.iso.date(), mail: z.boolean() })
const ReplyDecision = z.strictObject({ decision: z.enum(['publish', 'refuse']), note: z.string().trim().max(500).default('') })
/** Long enough to ask around, short enough that the results are still those. */
const MOST_DAYS = 60

export function bodyHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/bodies${string}`>> {
  const { db, now, newId } = runtime
  const found = async (asked: Asked): Promise<Body> => {
    const body = await findBody(db, asked.reader, idOf(asked))
    if (!body) throw new HttpRefusal(404, 'not_found')
    return body
  }
  const part = ({ request }: Asked, name: string): string => {
    const id = z.uuid().safeParse(request.params[name])
    if (!id.success) throw new HttpRefusal(404, 'not_found')
    return id.data
  }
  return {
    async 'GET /api/bodies'({ reader, note }) {
      const bodies = await allBodies(db, reader)
      note({ count: bodies.length })
      return { bodies: bodies.map(lineOf) } satisfies BodyList
    },
    async 'POST /api/bodies'({ request, response, member, note }) {
      const { entry } = NewBody.parse(request.body)
      const id = newId()
      await addBody(db, { id, entry, change: changesOf(null, entry) }, member.id)
      note({}, `body:${id}`)
      response.status(201)
      return { id } satisfies BodyAdded
    },
    async 'GET /api/bodies/:id'(asked) {
      const body = await found(asked)
      const [releases, replies, changes, companies, workers] = await Promise.all([releasesOf(db, body.id), repliesOf(db, body.id), changesOfBody(db, body.id), readCompanies(db), workersOf(db, body.entry.companyId)])
      return {
        ...lineOf(body), revision: body.revision, mine: body.asked_by === asked.reader.id, least: leastPeople({ kind: body.entry.kind, workers }), releases,
        answers: replies.map(replyView), companies: companies.map(({ id, name }) => ({ id, name })), changes: changes.map(({ at, by, change }) => ({ at: at.toISOString(), by, change })),
      } satisfies BodyDetail
    },
    async 'PATCH /api/bodies/:id'(asked) {
      const { entry, revision } = ChangeBody.parse(asked.request.body)
      const body = await found(asked)
      const change = changesOf(body.entry, entry)
      asked.note({ changed: Object.keys(change) })
      if (Object.keys(change).length > 0 && !(await saveBody(db, asked.reader, { id: body.id, entry, change }, revision))) throw new HttpRefusal(409, 'changed')
    },
    async 'POST /api/bodies/:id/listing'(asked) {
      const { act } = ListingBody.parse(asked.request.body)
      const body = await found(asked)
      asked.note({ act })
      if (act === 'approve' && body.asked_by === asked.reader.id) throw new HttpRefusal(409, 'own_listing')
      const [from, to] = act === 'ask' ? [['unlisted'], 'asked'] as const : act === 'approve' ? [['asked'], 'listed'] as const : [['asked', 'listed'], 'unlisted'] as const
      if (!(await moveBody(db, asked.reader, body.id, from, to))) throw new HttpRefusal(409, 'changed')
    },
    async 'POST /api/bodies/:id/merge'(asked) {
      const { into } = MergeBody.parse(asked.request.body)
      const body = await found(asked)
      asked.note({ into })
      if (into === body.id || !(await mergeBodies(db, asked.reader, body.id, into))) throw new HttpRefusal(409, 'changed')
    },
    async 'DELETE /api/bodies/:id/releases/:release'(asked) {
      const [body, release] = [await found(asked), part(asked, 'release')]
      if (!(await withdrawRelease(db, asked.reader, body.id, release, now()))) throw new HttpRefusal(404, 'not_found')
      asked.note({ release })
    },
    async 'POST /api/bodies/:id/replies'(asked) {
      const { until, mail } = ReplyBody.parse(asked.request.body)
      const body = await found(asked)
      const days = (startOfDay(until).getTime() - startOfDay(dayInJapan(now())).getTime()) / DAY_MS
      if (days < 0 || days > MOST_DAYS) throw new HttpRefusal(409, 'link_too_long')
      if (mail && body.entry.contact === '') throw new HttpRefusal(409, 'no_contact')
      const secret = newSecret()
      const asking = { id: newId(), body: body.id, address: mail ? body.entry.contact : null, digest: mail ? null : digestOf(secret), expiresAt: new Date(startOfDay(until).getTime() + DAY_MS), mailDueAt: mail ? now() : null }
      if (!(await addReply(db, asked.reader, asking))) throw new HttpRefusal(409, 'nothing_released')
      asked.note({ until, mail })
      asked.response.status(201)
      return { link: mail ? null : replyLinkOf(runtime, secret) } satisfies ReplyAsked
    },
    async 'POST /api/bodies/:id/replies/:reply'(asked) {
      const { decision, note } = ReplyDecision.parse(asked.request.body)
      const [body, reply] = [await found(asked), part(asked, 'reply')]
      asked.note({ decision, reply })
      if (!(await decideReply(db, asked.reader, body.id, reply, decision === 'publish' ? 'published' : 'refused', note))) throw new HttpRefusal(404, 'not_found')
    },
  }
}

function lineOf({ id, entry, state, pieces, waiting, replies }: Body): BodyLine {
  return { id, entry, state, pieces, waiting, replies }
}

function replyView({ id, state, text, translations, expires_at: until, mailed_at: mailedAt, waiting, mail_problem: problem, asked_name: askedBy, decided_name: decidedBy }: Reply): ReplyView {
  const mail = waiting ? 'waiting' : problem !== null ? 'failed' : mailedAt === null ? 'none' : 'sent'
  return { id, state, text, japanese: translations['ja'] ?? null, until: dayInJapan(new Date(until.getTime() - 1)), mail, askedBy, decidedBy }
}

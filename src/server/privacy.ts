// The routes of what people ask about their own data: asking in their name, deciding by a second person, and holding what a court may need.
import { z } from 'zod'
import { newSecret, digestOf } from '../desk/request-link.ts'
import { DAY_MS } from '../hours/timetable.ts'
import { COPY_DAYS, dueAfter, PROOFS, REQUEST_KINDS, WORKER } from '../privacy/requests.ts'
import type { RouteName } from '../routes.ts'
import { may } from '../permissions.ts'
import type { Runtime } from '../runtime.ts'
import { holdPerson, liftHold } from '../store/legal-holds.ts'
import { findPerson } from '../store/people.ts'
import { addRequest, decideRequest, findRequest, requestsFor } from '../store/privacy-requests.ts'
import type { RequestRow } from '../store/privacy-requests.ts'
import { protectedWhy } from '../store/protection.ts'
import { pseudonymOf } from '../store/pseudonym.ts'
import { readRules } from '../store/retention-rules.ts'
import type { PrivacyCount, RequestDecided, RequestsView, RequestView } from './api/privacy.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import { isAlone } from './second-person.ts'

const Reason = z.string().trim().max(1_000)
const Ask = z.strictObject({ kind: z.enum(REQUEST_KINDS), conversation: z.uuid().nullable().default(null) })
const Hold = z.strictObject({ reason: Reason.min(1) })
const Decision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('confirm'), proof: z.enum(PROOFS), reason: Reason.default(''), urgent: z.boolean().default(false) }).refine(({ urgent, reason }) => !urgent || reason !== '', 'says why it does not wait'),
  z.strictObject({ decision: z.literal('refuse'), reason: Reason.min(1) }),
  z.strictObject({ decision: z.literal('takeBack'), reason: Reason.default('') }),
])
const isOpen = ({ state }: Pick<RequestRow, 'state'>) => state === 'asked' || state === 'confirmed'

type Path = 'GET /api/privacy' | Extract<RouteName, `${string} /api/privacy/requests${string}` | `${string} /api/people/:id/privacy` | `${string} /api/people/:id/hold`>

export function privacyHandlers(runtime: Runtime): Handlers<Path> {
  const { db, now, newId, config } = runtime
  const theirs = async (asked: Asked) => {
    const row = await findPerson(db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    asked.note({}, `person:${row.id}`)
    return row
  }
  const view = async (row: RequestRow, me: string): Promise<RequestView> => ({
    id: row.id, kind: row.kind, state: row.state, person: { id: row.person_id, pseudonym: pseudonymOf(row.person_id) }, conversation: row.conversation_id,
    by: row.asked_by === WORKER ? null : row.asked_name ?? row.asked_by, mine: row.asked_by === me, askedAt: row.asked_at.toISOString(), proof: row.proof, reason: row.reason,
    decidedBy: row.decided_name ?? row.decided_by, dueAt: row.due_at?.toISOString() ?? null, endedAt: row.ended_at?.toISOString() ?? null,
    stays: row.kind === 'erasure' && isOpen(row) ? await protectedWhy(db.prisma, row.person_id) : [],
  })
  return {
    async 'GET /api/privacy'({ reader, member }) {
      const requests = may(member.roles, 'privacy.ask') ? (await requestsFor(db, reader)).filter(({ state }) => state === 'asked').length : 0
      const rules = may(member.roles, 'privacy.agree') ? (await readRules(db)).filter(({ wanted }) => wanted !== null && wanted.by !== member.id).length : 0
      return { requests, rules } satisfies PrivacyCount
    },
    async 'POST /api/people/:id/privacy'(asked) {
      const { kind, conversation } = Ask.parse(asked.request.body)
      const { id } = await theirs(asked)
      asked.note({ kind })
      if (!(await addRequest(db.prisma, { id: newId(), kind, person: id, conversation, by: asked.member.id, at: now() }))) throw new HttpRefusal(409, 'asked_already')
      asked.response.status(201)
    },
    async 'POST /api/people/:id/hold'(asked) {
      const { reason } = Hold.parse(asked.request.body)
      const { id } = await theirs(asked)
      if (!(await holdPerson(db, { id: newId(), person: id, reason, by: asked.member.id, at: now() }))) throw new HttpRefusal(409, 'asked_already')
      asked.response.status(201)
    },
    async 'DELETE /api/people/:id/hold'(asked) {
      const { id } = await theirs(asked)
      if (!(await liftHold(db, id, asked.member.id, now()))) throw new HttpRefusal(409, 'done_already')
    },
    async 'GET /api/privacy/requests'({ reader, member, note }) {
      const rows = await requestsFor(db, reader)
      note({ count: rows.length })
      return { requests: await Promise.all(rows.map((row) => view(row, member.id))) } satisfies RequestsView
    },
    async 'POST /api/privacy/requests/:id/decision'(asked) {
      const { member, note } = asked
      const given = Decision.parse(asked.request.body)
      const row = await findRequest(db, asked.reader, idOf(asked))
      if (!row) throw new HttpRefusal(404, 'not_found')
      note({ kind: row.kind, decision: given.decision, request: row.id }, `person:${row.person_id}`)
      const decides = given.decision !== 'takeBack'
      if (decides && !may(member.roles, 'privacy.decide')) throw new HttpRefusal(409, 'not_yours_to_decide')
      const alone = given.decision === 'confirm' && row.asked_by === member.id
      if (alone && !(await isAlone(db, member.id, 'privacy.decide'))) throw new HttpRefusal(409, 'another_person')
      if (alone) note({ alone: true })
      const decided = { by: member.id, at: now(), reason: given.reason }
      if (given.decision !== 'confirm') {
        if (!(await decideRequest(db, row.id, { ...decided, state: given.decision === 'refuse' ? 'refused' : 'takenBack' }))) throw new HttpRefusal(409, 'done_already')
        return { link: null } satisfies RequestDecided
      }
      note({ proof: given.proof, urgent: given.urgent })
      const secret = row.kind === 'copy' ? newSecret() : null
      const done = await decideRequest(db, row.id, {
        ...decided, state: 'confirmed', proof: given.proof,
        ...(secret === null ? { dueAt: dueAfter(now(), given.urgent) } : { dueAt: new Date(now().getTime() + COPY_DAYS * DAY_MS), digest: digestOf(secret) ?? '' }),
      })
      if (!done) throw new HttpRefusal(409, 'done_already')
      return { link: secret === null ? null : `${config.publicUrl}/copy/${secret}` } satisfies RequestDecided
    },
  }
}

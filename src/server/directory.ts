// The routes of the directory: what bodies wrote of themselves, two people's decision, and what staff know of a listed one.
import { z } from 'zod'
import { entryLinkOf } from '../desk/entry-link.ts'
import { digestOf, newSecret } from '../desk/request-link.ts'
import { isStale, Sanctions } from '../feedback/listing.ts'
import { suggestionsFor } from '../feedback/names.ts'
import { decideSubmission, SUBMISSION_ACTS, SUBMISSION_STATES } from '../feedback/decide-submission.ts'
import { dayInJapan } from '../hours/timetable.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { approveSubmission, confirmBody, directoryOf, findSubmission, listSubmissions, moveSubmission, noteSanctions, staleBodies } from '../store/directory.ts'
import type { SubmissionRow } from '../store/directory.ts'
import { allBodies, findBody } from '../store/feedback-bodies.ts'
import { inviteSubmission } from '../store/submissions.ts'
import type { BodyActed, BodyListing, DirectoryList, SubmissionLine, SubmissionView } from './api/directory.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

const MOST_LISTED = 200

const Filter = z.object({ show: z.enum(SUBMISSION_STATES).catch('waiting') })
const DecisionBody = z.strictObject({ revision: z.int().min(1), act: z.enum(SUBMISSION_ACTS), note: z.string().trim().max(500).default(''), body: z.uuid().nullable().default(null) })
const BodyAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('confirm') }), z.strictObject({ act: z.literal('link') }), z.strictObject({ act: z.literal('sanctions'), sanctions: Sanctions.nullable() }),
])

export function directoryHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/directory${string}`>> {
  const { db, now, newId } = runtime
  const found = async (asked: Asked): Promise<SubmissionRow> => {
    const row = await findSubmission(db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return row
  }
  return {
    async 'GET /api/directory'({ reader, request, note }) {
      const { show } = Filter.parse(request.query)
      const [rows, stale] = await Promise.all([listSubmissions(db, reader, [show], MOST_LISTED), staleBodies(db, reader, dayInJapan(now()))])
      note({ count: rows.length })
      return { submissions: rows.map(lineOf), stale: stale.map(({ id, name, confirmed_on: confirmedOn }) => ({ id, name, confirmedOn })) } satisfies DirectoryList
    },
    async 'GET /api/directory/:id'(asked) {
      const row = await found(asked)
      const [bodies, body, listing] = await Promise.all([
        allBodies(db, asked.reader), row.body_id === null ? null : findBody(db, asked.reader, row.body_id), row.body_id === null ? null : directoryOf(db, asked.reader, row.body_id),
      ])
      const alike = row.content === null ? [] : suggestionsFor(row.content.entry.name, bodies.map(({ id, entry }) => ({ id, names: [entry.name, ...entry.otherNames] })))
      return {
        ...lineOf(row), content: row.content, before: body && listing && { entry: body.entry, listing: listing.listing },
        alike: alike.flatMap(({ id }) => bodies.filter((one) => one.id === id).map(({ entry }) => ({ id, name: entry.name }))),
        note: row.note, checkedBy: row.checked_name, decidedBy: row.decided_name, mine: row.checked_by === asked.reader.id, revision: row.revision,
      } satisfies SubmissionView
    },
    async 'POST /api/directory/:id/decision'(asked) {
      const { revision, act, note, body } = DecisionBody.parse(asked.request.body)
      const row = await found(asked)
      asked.note({ act })
      const decided = decideSubmission({ state: row.state, checkedBy: row.checked_by }, act, asked.reader.id, note)
      if (typeof decided === 'string') throw new HttpRefusal(409, decided)
      const about = row.body_id ?? body
      if (about !== null && !(await findBody(db, asked.reader, about))) throw new HttpRefusal(409, 'no_body')
      const done = act === 'approve'
        ? await approveSubmission(db, asked.reader, { id: row.id, revision, newBody: newId(), day: dayInJapan(now()), at: now() })
        : await moveSubmission(db, asked.reader, { id: row.id, revision, to: decided.state, note, body: about, at: now() })
      if (done === null || done === false) throw new HttpRefusal(409, 'changed')
      if (typeof done === 'string') asked.note({ body: done })
    },
    async 'GET /api/directory/bodies/:id'(asked) {
      const body = await directoryOf(db, asked.reader, idOf(asked))
      if (!body) throw new HttpRefusal(404, 'not_found')
      return { ...body, stale: isStale(body.confirmedOn, dayInJapan(now())) } satisfies BodyListing
    },
    async 'POST /api/directory/bodies/:id'(asked) {
      const wanted = BodyAct.parse(asked.request.body)
      const id = idOf(asked)
      asked.note({ act: wanted.act }, `body:${id}`)
      const secret = newSecret()
      const done = wanted.act === 'confirm' ? await confirmBody(db, asked.reader, id, dayInJapan(now()))
        : wanted.act === 'link' ? await inviteSubmission(db, asked.reader, { id: newId(), body: id, digest: digestOf(secret) ?? '', at: now() })
          : await noteSanctions(db, asked.reader, id, wanted.sanctions)
      if (!done) throw new HttpRefusal(404, 'not_found')
      return { link: wanted.act === 'link' ? entryLinkOf(runtime, secret) : null } satisfies BodyActed
    },
  }
}

function lineOf({ id, state, content, body_id: body, body_name: bodyName, sent_at: sentAt }: SubmissionRow): SubmissionLine {
  const { name = bodyName ?? '', kind = '', country = '' } = content?.entry ?? {}
  return { id, state, name, kind, country, body: body === null ? null : { id: body, name: bodyName ?? '' }, sentAt: sentAt?.toISOString() ?? null }
}

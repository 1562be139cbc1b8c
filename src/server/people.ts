// The routes of people: what they told us, notes, and whether two of them are the same.
import { z } from 'zod'
import { askToMerge, factsAlike, partPerson } from '../desk/merge-people.ts'
import { forgetNote, noteFact, notePerson, takeBack } from '../desk/note-fact.ts'
import { FACT_NAMES, FACT_STATUSES, isFactName } from '../people/facts.ts'
import { isProof } from '../people/matching.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { casesOfPerson } from '../store/cases.ts'
import { codesOfPerson, companiesSaid } from '../store/company-said.ts'
import { caseEventsOf, conversationsOf, findPeople, findPerson, mergesOf } from '../store/people.ts'
import { holdOf } from '../store/legal-holds.ts'
import { sheetsOfPerson } from '../store/answer-sheets.ts'
import { entriesOf } from '../store/person-file.ts'
import { isPersonVisible } from '../store/visible.ts'
import type { FoundPeople, PersonView } from './api/people.ts'
import { done, idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import { personView } from './person-views.ts'
import { sheetViews } from './sheet-views.ts'

const Field = z.enum(FACT_NAMES)
const Conversation = z.uuid().nullable().default(null)
const Reason = z.string().trim().min(1).max(1_000)
const FactBody = z.strictObject({ field: Field, status: z.enum(FACT_STATUSES), value: z.unknown(), base: z.number().int().min(0), conversation: Conversation })
const NoteBody = z.strictObject({ text: z.string().trim().min(1).max(5_000), sensitive: z.boolean(), agreed: z.boolean(), conversation: Conversation })
const MergeBody = z.strictObject({ other: z.uuid(), facts: z.array(Field).max(FACT_NAMES.length), reason: Reason })
const PartBody = z.strictObject({ part: z.uuid(), reason: Reason })
const Search = z.object({ name: z.string().trim().min(1).max(40), beside: z.uuid() })

type Path = Exclude<Extract<RouteName, `${string} /api/people${string}`>, `${string}/privacy` | `${string}/hold`>

export function peopleHandlers(runtime: Runtime): Handlers<Path> {
  const { db } = runtime
  /** Who stands for the person of the path; the record names them too. */
  const found = async (asked: Asked) => {
    const row = await findPerson(db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    asked.note({}, `person:${row.id}`)
    return row
  }
  const view = async ({ reader }: Asked, row: Awaited<ReturnType<typeof found>>): Promise<PersonView> => {
    const [entries, conversations, cases, events, merges, codes, said, sheets, hold] = await Promise.all([
      entriesOf(db, reader, row.id), conversationsOf(db, reader, row.id), casesOfPerson(db, reader, row.id), caseEventsOf(db, reader, row.id), mergesOf(db, reader, row.id),
      codesOfPerson(db, reader, row.id), companiesSaid(db, reader, row.id), sheetsOfPerson(db, reader, row.id), holdOf(db, reader, row.id),
    ])
    return personView({ row, entries, conversations, cases, events, merges, codes, said, sheets: sheetViews(sheets, runtime.content.questionnaires), held: hold?.reason ?? null }, reader, runtime.now())
  }
  return {
    async 'GET /api/people'({ reader, request, note }) {
      const { name, beside } = Search.parse(request.query)
      if (!(await isPersonVisible(db, reader, beside))) throw new HttpRefusal(404, 'not_found')
      const people = (await findPeople(db, reader, name)).filter(({ id }) => id !== beside)
      note({ count: people.length }, `person:${beside}`)
      return {
        people: await Promise.all(people.map(async ({ last_at, ...one }) => {
          const alike = await factsAlike(runtime, [one.id, beside])
          return { ...one, lastAt: last_at?.toISOString() ?? null, alike, proof: isProof(alike) }
        })),
      } satisfies FoundPeople
    },
    'GET /api/people/:id': async (asked) => view(asked, await found(asked)),
    async 'POST /api/people/:id/facts'(asked) {
      const { id } = await found(asked)
      const { value = null, ...told } = FactBody.parse(asked.request.body)
      asked.note({ field: told.field, status: told.status })
      const result = await noteFact(runtime, asked.reader, id, { ...told, value })
      if (result === 'invalid') throw new HttpRefusal(400, 'invalid', told.field)
      return done(result)
    },
    async 'DELETE /api/people/:id/facts/:field/:entry'(asked) {
      const { id } = await found(asked)
      const field = String(asked.request.params['field'])
      if (!isFactName(field)) throw new HttpRefusal(404, 'not_found')
      asked.note({ field })
      return done(await takeBack(runtime, asked.reader, id, field, numberIn(asked, 'entry')))
    },
    async 'POST /api/people/:id/notes'(asked) {
      const { id } = await found(asked)
      const note = NoteBody.parse(asked.request.body)
      asked.note({ sensitive: note.sensitive, agreed: note.agreed })
      return done(await notePerson(runtime, asked.reader, id, note))
    },
    async 'DELETE /api/people/:id/notes/:note'(asked) {
      const { id } = await found(asked)
      return done(await forgetNote(runtime, asked.reader, id, numberIn(asked, 'note')))
    },
    async 'POST /api/people/:id/merge'(asked) {
      const { id } = await found(asked)
      const { other, facts, reason } = MergeBody.parse(asked.request.body)
      const result = done(await askToMerge(runtime, asked.reader, { from: other, to: id, facts, reason }))
      asked.note({ fields: facts })
      asked.response.status(202)
      return result
    },
    async 'POST /api/people/:id/part'(asked) {
      await found(asked)
      const { part, reason } = PartBody.parse(asked.request.body)
      return done(await partPerson(runtime, asked.reader, part, reason))
    },
  }
}

function numberIn({ request }: Asked, name: string): number {
  const number = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).safeParse(request.params[name])
  if (!number.success) throw new HttpRefusal(404, 'not_found')
  return number.data
}

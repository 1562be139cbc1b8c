// The routes of the register of incidents: writing down what is known, each step of the law, and the page for the commission's form.
import { z } from 'zod'
import { LANGUAGES } from '../knowledge/languages.ts'
import { clocksOf, DUTY_KINDS, isDuty, refusal, STEPS } from '../privacy/incident.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { addIncident, changesOf, doStep, findIncident, incidents, saveIncident } from '../store/incidents.ts'
import type { IncidentRow } from '../store/incidents.ts'
import type { IncidentLine, IncidentsView, IncidentView } from './api/incidents.ts'
import { done, idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import { incidentPage } from './incident-page.ts'
import { isAlone } from './second-person.ts'

const Words = z.string().trim().max(5_000)
const Facts = z.strictObject({
  title: z.string().trim().min(1).max(200), people: z.number().int().min(0).max(10_000_000).nullable(), kinds: z.array(z.enum(DUTY_KINDS)).max(DUTY_KINDS.length),
  what: Words, data: Words, cause: Words, harm: Words, measures: Words, prevention: Words, notice: Words, other: Words,
})
const Body = z.strictObject({ knownAt: z.iso.datetime(), unlawful: z.boolean(), facts: Facts })
const Save = Body.extend({ revision: z.number().int().min(1) })
const StepBody = z.strictObject({ step: z.enum(STEPS), words: Words.default('') })

type Path = Extract<RouteName, `${string} /api/incidents${string}`>

export function incidentHandlers(runtime: Runtime): Handlers<Path> {
  const { db, now, newId, content } = runtime
  const found = async (asked: Asked): Promise<IncidentRow> => {
    const row = await findIncident(db, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return row
  }
  const known = (at: string) => {
    if (new Date(at) > now()) throw new HttpRefusal(400, 'day_ahead', 'knownAt')
    return new Date(at)
  }
  return {
    'GET /api/incidents': async () => ({ incidents: (await incidents(db)).map(lineOf) } satisfies IncidentsView),
    async 'POST /api/incidents'({ request, member, note, response }) {
      const { knownAt, unlawful, facts } = Body.parse(request.body)
      const id = newId()
      await addIncident(db, id, { knownAt: known(knownAt), unlawful, facts }, { by: member.id, at: now() })
      note({}, `incident:${id}`)
      response.status(201)
      return { id }
    },
    async 'GET /api/incidents/:id'(asked) {
      const row = await found(asked)
      const changes = await changesOf(db, row.id)
      return {
        ...lineOf(row), unlawful: row.unlawful, facts: row.facts, revision: row.revision, closeAsked: row.closeAskedBy !== null, mine: row.closeAskedBy === asked.member.id, duty: isDuty(row.facts), madeBy: row.madeName,
        changes: changes.map(({ type, detail, by, at }) => ({ type, by, at: at.toISOString(), words: wordsIn(detail) })),
        notices: Object.fromEntries(LANGUAGES.map((language) => [language, content.words(language, 'mydata.incident')])),
      } satisfies IncidentView
    },
    async 'PATCH /api/incidents/:id'(asked) {
      const { revision, knownAt, unlawful, facts } = Save.parse(asked.request.body)
      const row = await found(asked)
      if (!(await saveIncident(db, row.id, revision, { knownAt: known(knownAt), unlawful, facts }, { by: asked.member.id, at: now() }))) throw new HttpRefusal(409, row.closedAt === null ? 'conflict' : 'incident_closed')
    },
    async 'POST /api/incidents/:id/step'(asked) {
      const { step, words } = StepBody.parse(asked.request.body)
      const alone = await isAlone(db, asked.member.id, 'incidents.write')
      asked.note({ step, ...(alone && step === 'close' && { alone }) })
      return done(await doStep(db, idOf(asked), step, words, { by: asked.member.id, at: now() }, (row) => refusal(step, row, asked.member.id, alone)))
    },
    async 'GET /api/incidents/:id/page'(asked) {
      const row = await found(asked)
      await asked.recorded()
      asked.response.set('cache-control', 'no-store').type('html').send(incidentPage(row))
      return ANSWERED
    },
  }
}

function lineOf({ id, facts, knownAt, unlawful, preliminaryAt, finalAt, notifiedAt, closedAt }: IncidentRow): IncidentLine {
  return {
    id, title: facts.title, people: facts.people, knownAt: knownAt.toISOString(), clocks: clocksOf(knownAt, unlawful), preliminaryAt: preliminaryAt?.toISOString() ?? null,
    finalAt: finalAt?.toISOString() ?? null, notifiedAt: notifiedAt?.toISOString() ?? null, closedAt: closedAt?.toISOString() ?? null,
  }
}

function wordsIn(detail: unknown): string {
  return typeof detail === 'object' && detail !== null && 'words' in detail && typeof detail.words === 'string' ? detail.words : ''
}

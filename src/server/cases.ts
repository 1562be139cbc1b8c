// The routes of cases: the queue, one case, what one does in it, and what a supervisor watches.
import { z } from 'zod'
import { Act, Items, Opening, PartyShape } from '../cases/acts.ts'
import { fold } from '../cases/case.ts'
import { actOnCase, giveCase, takeNextCase } from '../desk/act-on-case.ts'
import { consentText } from '../desk/consent-text.ts'
import { openNewCase } from '../desk/open-case.ts'
import { counted } from '../desk/counts.ts'
import { dayInJapan, startOfFiscalYear } from '../hours/timetable.ts'
import { spanOf } from '../reports/periods.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { candidatesForCase, isTiedToCompany, staffNames } from '../store/case-people.ts'
import { CASE_LISTS, casesOfConversation, countCases, countCompanyQuestions, findCase, idleCases, listCases } from '../store/cases.ts'
import { tiesOf } from '../store/counting.ts'
import { isVisible } from '../store/visible.ts'
import type { CaseCandidateView, CaseDetail, CaseListView, CaseOpened, ConsentTextView, Oversight } from './api/cases.ts'
import type { SeenRoute } from './case-seen.ts'
import type { RequestRoute } from './case-requests.ts'
import { caseView, namesIn } from './case-views.ts'
import { done, idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import type { LibraryRoute } from './library.ts'
import { Languages } from './me.ts'
import type { MediationRoute } from './mediation.ts'
import { standingOf } from './standing.ts'

const List = z.enum(CASE_LISTS).catch('mine')
const NewCaseBody = z.strictObject({ conversation: z.uuid().nullable(), language: Languages.element.nullable().default(null), opening: Opening })
const ConsentBody = z.strictObject({ party: PartyShape, items: Items, until: z.iso.date() })
const OwnerBody = z.strictObject({ staff: z.string().max(100).nullable(), reason: z.string().trim().max(500).default('') })

type Path = Exclude<Extract<RouteName, `${string} /api/cases${string}` | 'GET /api/conversations/:id/cases'>, SeenRoute | MediationRoute | LibraryRoute | RequestRoute>

export function caseHandlers(runtime: Runtime): Handlers<Path> {
  const { db } = runtime
  const found = async (asked: Asked) => {
    const one = await findCase(db, asked.reader, idOf(asked))
    if (!one) throw new HttpRefusal(404, 'not_found')
    return one
  }
  return {
    async 'GET /api/conversations/:id/cases'(asked) {
      if (!(await isVisible(db, asked.reader, idOf(asked)))) throw new HttpRefusal(404, 'not_found')
      const rows = await casesOfConversation(db, asked.reader, idOf(asked))
      return { cases: rows.map(caseView) }
    },
    async 'GET /api/cases'({ reader, request, note }) {
      const list = List.parse(request.query['list'])
      const [rows, counts] = await Promise.all([listCases(db, reader, list, runtime.now()), countCases(db, reader, runtime.now())])
      note({ show: list, count: rows.length })
      return { cases: rows.map(caseView), counts } satisfies CaseListView
    },
    async 'POST /api/cases'({ reader, request, response, note }) {
      const id = await openNewCase(runtime, reader, NewCaseBody.parse(request.body))
      if (id === null) throw new HttpRefusal(404, 'not_found')
      note({}, `case:${id}`)
      response.status(201)
      return { id } satisfies CaseOpened
    },
    async 'POST /api/cases/next'({ reader, note }) {
      const id = await takeNextCase(runtime, reader)
      note({}, id === null ? '' : `case:${id}`)
      return { id } satisfies CaseOpened
    },
    async 'GET /api/cases/oversight'({ reader, note }) {
      const now = runtime.now()
      const since = startOfFiscalYear(now)
      const [escalated, idle, consulted, companies] = await Promise.all([
        listCases(db, reader, 'escalated', now), idleCases(db, reader, now), counted(runtime, 'total', { span: spanOf('fiscalYear', dayInJapan(now)), ...await tiesOf(db, reader.id) }), countCompanyQuestions(db, reader, since, now),
      ])
      const { matters: fields, contacts, people } = consulted.type === 'counted' ? consulted.value : { matters: null, contacts: null, people: null }
      note({ count: escalated.length })
      return { escalated: escalated.map(caseView), idle: idle.map(caseView), checkedAt: now.toISOString(), since: since.toISOString(), consultations: { fields, contacts, people, companies }, standing: standingOf(consulted) } satisfies Oversight
    },
    async 'GET /api/cases/:id'(asked) {
      const { row, events } = await found(asked)
      return { case: caseView(row), state: fold(events), events, names: namesIn(events, row.owner, await staffNames(db)) } satisfies CaseDetail
    },
    async 'POST /api/cases/:id/acts'(asked) {
      const act = Act.parse(asked.request.body)
      asked.note({ act: act.type })
      if (act.type === 'giveConsent') await sameText(runtime, await found(asked), act)
      // Whoever is tied to a company learns from nothing but absence that a case is about it.
      if (act.type === 'nameCompany' && await isTiedToCompany(db.prisma, asked.reader, [act.code])) throw new HttpRefusal(404, 'not_found')
      return done(await actOnCase(runtime, asked.reader, idOf(asked), act))
    },
    async 'POST /api/cases/:id/consent-text'(asked) {
      const { row } = await found(asked)
      const { party, items, until } = ConsentBody.parse(asked.request.body)
      return consentText(runtime, row.language, party, items, until) satisfies ConsentTextView
    },
    async 'GET /api/cases/:id/candidates'(asked) {
      const { row } = await found(asked)
      const candidates: readonly CaseCandidateView[] = await candidatesForCase(db, asked.reader, row.id)
      return { candidates }
    },
    async 'POST /api/cases/:id/owner'(asked) {
      const { staff, reason } = OwnerBody.parse(asked.request.body)
      asked.note({ staff })
      return done(await giveCase(runtime, asked.reader, idOf(asked), staff, reason))
    },
  }
}

/** What is kept as agreed to is what the desk showed, not what a page sent. */
async function sameText(runtime: Runtime, { row }: NonNullable<Awaited<ReturnType<typeof findCase>>>, act: Extract<Act, { type: 'giveConsent' }>): Promise<void> {
  const shown = consentText(runtime, row.language, act.party, act.items, act.until)
  if (shown.version !== act.version || shown.text !== act.text || shown.language !== act.language) throw new HttpRefusal(409, 'text_changed')
}

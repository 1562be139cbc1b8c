// The record as staff read it, what needs a second person, and exports.
import { z } from 'zod'
import { decideOnMerge } from '../desk/merge-people.ts'
import { startOfDay } from '../hours/timetable.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { approvals, askApproval, decideApproval } from '../store/approvals.ts'
import type { Approval } from '../store/approvals.ts'
import { readAudit } from '../store/audit.ts'
import { pseudonymOf } from '../store/pseudonym.ts'
import { changeMember, memberOf, members } from '../store/team.ts'
import type { Reader } from '../store/visible.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Handlers } from './guard.ts'
import type { ApprovalView, AuditView, ExportView } from './api/staff.ts'

const PAGE = 100
const EXPORT_PAGE = 2_000
/** A granted export can be fetched for so long. */
const EXPORT_MS = 7 * 86_400_000

const Query = z.object({ before: z.coerce.number().int().positive().optional().catch(undefined), actor: z.string().max(100).optional(), object: z.string().max(200).optional() })
const Day = z.iso.date()
const ExportBody = z.strictObject({ from: Day, to: Day, reason: z.string().trim().min(1).max(500) }).refine(({ from, to }) => from <= to, 'ends before it begins')

type Path = Extract<RouteName, `${string} /api/audit${string}` | `${string} /api/approvals${string}`>

export function recordHandlers(runtime: Runtime): Handlers<Path> {
  const { db } = runtime
  const exports = async (reader: Reader) => (await approvals(db, reader)).filter(({ action }) => action === 'exportAudit')
  return {
    async 'GET /api/audit'({ member, request, note }) {
      const { before, actor, object } = Query.parse(request.query)
      const rows = await readAudit(db, { ...(before && { before }), ...(actor && { actor }), ...(object && { object }), reader: member.id }, PAGE + 1)
      const names = new Map((await members(db)).map(({ id, name }) => [id, name]))
      note({ rows: Math.min(rows.length, PAGE), ...(actor && { ofActor: actor }), ...(object && { ofObject: object }) })
      return {
        entries: rows.slice(0, PAGE).map(({ actor: id, digest: _digest, ...row }) => ({ ...row, actor: names.has(id) ? { id, name: names.get(id) ?? '' } : null })),
        more: rows.length > PAGE,
      } satisfies AuditView
    },
    'GET /api/audit/exports': async ({ member, reader }) => ({
      exports: (await exports(reader)).filter(({ asked_by }) => asked_by === member.id).map((one): ExportView => ({ ...approvalView(one), from: one.subject.from ?? '', to: one.subject.to ?? '' })),
    }),
    async 'POST /api/audit/exports'({ member, request, response, note }) {
      const { from, to, reason } = ExportBody.parse(request.body)
      const id = runtime.newId()
      await askApproval(db, { id, action: 'exportAudit', subject: { from, to }, reason, askedBy: member.id })
      note({ from, to }, `approval:${id}`)
      response.status(202)
      return { id }
    },
    async 'GET /api/audit/exports/:id'({ member, reader, request, response, note, recorded }) {
      const found = (await exports(reader)).find(({ id, asked_by, decision, decided_at }) =>
        id === request.params['id'] && asked_by === member.id && decision === 'granted' && decided_at !== null && runtime.now().getTime() - decided_at.getTime() < EXPORT_MS)
      if (!found) throw new HttpRefusal(404, 'not_found')
      const { from = '', to = '' } = found.subject
      note({ from, to }, `approval:${found.id}`)
      await recorded()
      response.set({ 'content-type': 'application/x-ndjson', 'content-disposition': `attachment; filename="record-${from}-${to}.jsonl"`, 'cache-control': 'no-store' })
      const span = { from: startOfDay(from), until: new Date(startOfDay(to).getTime() + 86_400_000) }
      let before: number | undefined
      for (;;) {
        const rows = await readAudit(db, { ...span, ...(before !== undefined && { before }), reader: member.id }, EXPORT_PAGE)
        for (const row of rows) response.write(`${JSON.stringify(row)}\n`)
        before = rows.at(-1)?.seq
        if (rows.length < EXPORT_PAGE) break
      }
      response.end()
      return ANSWERED
    },
    'GET /api/approvals': async ({ reader }) => ({ approvals: (await approvals(db, reader)).map(approvalView) }),
    async 'POST /api/approvals/:id'({ member, reader, request, note }) {
      const { decision } = z.strictObject({ decision: z.enum(['granted', 'refused']) }).parse(request.body)
      const id = z.uuid().safeParse(request.params['id'])
      const merge = id.success ? await decideOnMerge(runtime, reader, id.data, decision) : null
      if (merge?.result === 'done') return note({ decision, action: 'mergePeople' }, `person:${merge.person}`)
      const decided = id.success && merge?.result === 'other' ? await decideApproval(db.prisma, id.data, member.id, decision) : null
      if (!decided) throw new HttpRefusal(409, 'not_yours_to_decide')
      const staff = decided.action === 'grantAdministrator' && decision === 'granted' ? await memberOf(db, decided.subject.staff ?? '') : null
      if (staff) await changeMember(db, staff.id, { roles: [...new Set([...staff.roles, 'administrator'])] })
      note({ decision, action: decided.action, ...decided.subject })
    },
  }
}

function subjectOf({ action, subject }: Approval): string {
  if (action === 'mergePeople') return subject.people?.map(pseudonymOf).join(' = ') ?? ''
  return action === 'grantAdministrator' ? subject.name ?? '' : `${subject.from} – ${subject.to}`
}

function approvalView(one: Approval): ApprovalView {
  return {
    id: one.id,
    action: one.action,
    subject: subjectOf(one),
    people: one.subject.people?.map((id) => ({ id, pseudonym: pseudonymOf(id) })) ?? [],
    facts: one.subject.facts ?? [],
    reason: one.reason,
    askedBy: { id: one.asked_by, name: one.asked_name },
    askedAt: one.asked_at.toISOString(),
    decision: one.decision,
    decidedBy: one.decided_by === null ? null : { id: one.decided_by, name: one.decided_name ?? '' },
    decidedAt: one.decided_at?.toISOString() ?? null,
  }
}

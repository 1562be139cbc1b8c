// The routes of the directory: partners and experts, what they are tied to, who changed what, and the whole of it as a sheet.
import { z } from 'zod'
import { dayInJapan } from '../hours/timetable.ts'
import type { PartnerEntry } from '../partners/entry.ts'
import { changesBetween, PartnerShape } from '../partners/shape.ts'
import { readSheet, writeSheet } from '../partners/sheet.ts'
import type { Problem } from '../partners/sheet.ts'
import { may } from '../permissions.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { staffNames } from '../store/case-people.ts'
import { addPartners, addTie, allPartners, changesOf, findPartner, removeTie, savePartner, tiesOf } from '../store/partners.ts'
import type { PartnerDetail, PartnerList, PartnerSaved, PartnersImported } from './api/partners.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import { cellsIn, sheetOf } from './partner-sheet.ts'

/** `independent`: somebody looked whether it is, or belongs to, an employer's own support firm. */
const Independent = z.literal(true)
const NewBody = z.strictObject({ entry: PartnerShape, independent: Independent })
const ChangeBody = NewBody.extend({ revision: z.number().int() })
const ImportBody = z.strictObject({ file: z.base64().max(90_000), dry: z.boolean() })
const TieBody = z.strictObject({ kind: z.enum(['code', 'person']), value: z.string().trim().min(1).max(100), note: z.string().trim().max(200).default('') })
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Path = Extract<RouteName, `${string} /api/partners${string}`>

export function partnerHandlers(runtime: Runtime): Handlers<Path> {
  const { db, now, newId } = runtime
  const today = () => dayInJapan(now())
  const found = async (asked: Asked) => {
    const partner = await findPartner(db, idOf(asked))
    if (!partner) throw new HttpRefusal(404, 'not_found')
    return partner
  }
  return {
    async 'GET /api/partners'({ note }) {
      const partners = await allPartners(db)
      note({ count: partners.length })
      return { partners, today: today() } satisfies PartnerList
    },
    async 'GET /api/partners/export'({ response, note, recorded }) {
      const partners = await allPartners(db)
      note({ count: partners.length })
      await recorded()
      response.set({ 'content-type': XLSX, 'content-disposition': `attachment; filename="partners-${today()}.xlsx"`, 'cache-control': 'no-store' }).send(await sheetOf(writeSheet(partners)))
      return ANSWERED
    },
    async 'POST /api/partners'({ request, response, member, note }) {
      const { entry } = parsed(NewBody, request.body)
      const id = newId()
      await db.prisma.$transaction((tx) => addPartners(tx, [{ id, entry, change: changesBetween(null, entry) }], member.id))
      note({}, `partner:${id}`)
      response.status(201)
      return { id } satisfies PartnerSaved
    },
    async 'POST /api/partners/import'({ request, member, note }) {
      const { file, dry } = ImportBody.parse(request.body)
      const cells = await cellsIn(Buffer.from(file, 'base64'))
      if (!cells) throw new HttpRefusal(409, 'unreadable_sheet')
      const result = await takeSheet(cells, dry, member.id)
      note({ count: result.added + result.changed, ...(dry && { dry }) })
      return result
    },
    async 'GET /api/partners/:id'(asked) {
      const partner = await found(asked)
      const mayTie = may(asked.member.roles, 'partners.manage')
      const [ties, changes, names] = await Promise.all([mayTie ? tiesOf(db, partner.id) : null, changesOf(db, partner.id), staffNames(db)])
      return {
        partner, today: today(),
        ties: ties && ties.map(({ id, kind, value, note, created_at }) => ({ id, kind, value, note, createdAt: created_at.toISOString() })),
        changes: changes.map(({ at, by, change }) => ({ at: at.toISOString(), by: names[by] ?? by, change })),
      } satisfies PartnerDetail
    },
    async 'PATCH /api/partners/:id'(asked) {
      const before = await found(asked)
      const { entry, revision } = parsed(ChangeBody, asked.request.body)
      const change = changesBetween(before.entry, entry)
      asked.note({ changed: Object.keys(change) })
      if (Object.keys(change).length === 0) return {}
      if (!(await db.prisma.$transaction((tx) => savePartner(tx, { id: before.id, entry, change }, revision, asked.member.id)))) throw new HttpRefusal(409, 'changed')
      return {}
    },
    async 'POST /api/partners/:id/ties'(asked) {
      const { kind, value, note } = TieBody.parse(asked.request.body)
      const partner = await found(asked)
      await addTie(db, { id: newId(), partner: partner.id, kind, value: kind === 'code' ? value.toUpperCase() : value, note, by: asked.member.id })
      asked.note({ kind, value })
      asked.response.status(201)
    },
    async 'DELETE /api/partners/:id/ties/:tie'(asked) {
      const tie = z.uuid().safeParse(asked.request.params['tie'])
      if (!tie.success || !(await removeTie(db, (await found(asked)).id, tie.data))) throw new HttpRefusal(404, 'not_found')
      asked.note({ conflict: tie.data })
    },
  }

  async function takeSheet(cells: string[][], dry: boolean, by: string): Promise<PartnersImported> {
    const { rows, problems } = readSheet(cells)
    return db.prisma.$transaction(async (tx) => {
      const present = await allPartners({ prisma: tx })
      const byId = new Map(present.map((one) => [one.id, one]))
      const byName = new Map(present.map((one) => [nameKey(one.entry), one]))
      const lost = rows.filter(({ id }) => id !== null && !byId.has(id)).map(({ line, id }): Problem => ({ line, column: 'id', problem: 'no_such_id', value: id ?? '' }))
      const wanted = rows.map(({ id, entry }) => ({ entry, before: (id === null ? byName.get(nameKey(entry)) : byId.get(id)) ?? null }))
      const added = wanted.filter(({ before }) => before === null).map(({ entry }) => ({ id: newId(), entry, change: changesBetween(null, entry) }))
      const kept = wanted.flatMap(({ entry, before }) => (before ? [{ before, save: { id: before.id, entry, change: changesBetween(before.entry, entry) } }] : []))
      const changed = kept.filter(({ save }) => Object.keys(save.change).length > 0)
      const result = { added: added.length, changed: changed.length, same: kept.length - changed.length, problems: [...problems, ...lost] }
      if (dry || result.problems.length > 0) return result
      await addPartners(tx, added, by)
      for (const { before, save } of changed) if (!(await savePartner(tx, save, before.revision, by))) throw new HttpRefusal(409, 'changed')
      return result
    }, { timeout: 20_000 })
  }
}

const nameKey = ({ kind, name }: PartnerEntry) => `${kind} ${name.normalize('NFKC').toLowerCase().replace(/\s/g, '')}`

/** Says so where it is refused for being the employer's side. */
function parsed<T>(shape: z.ZodType<T>, body: unknown): T {
  const { data, error } = shape.safeParse(body)
  if (data !== undefined) return data
  const side = error?.issues.some(({ message, path }) => message === 'employer_side' || path[0] === 'independent')
  throw side ? new HttpRefusal(409, 'employer_side') : error
}

// The routes of companies: the tree of them, what they declared, who changed what, and the whole of it as a sheet.
import { z } from 'zod'
import { codeStateOn } from '../companies/code.ts'
import type { Company } from '../companies/company.ts'
import { CompanyShape, WorkersShape } from '../companies/shape.ts'
import type { Workers } from '../companies/shape.ts'
import { templateSheet, writeSheet } from '../companies/sheet.ts'
import { wouldCircle } from '../companies/tree.ts'
import { counted } from '../desk/counts.ts'
import { BLANK, importCompanies, newCompanyCode } from '../desk/import-companies.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import { PREFECTURES } from '../partners/prefectures.ts'
import { changesBetween } from '../partners/shape.ts'
import { currentOf } from '../questionnaires/running.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { staffNames } from '../store/case-people.ts'
import { addCompany, allCompanies, changesOf, companiesTiedTo, countReachedBy, declaredWorkers, declareWorkers, lockTree, noteChange, saveCompany } from '../store/companies.ts'
import { allCodes } from '../store/company-codes.ts'
import type { Statements } from '../store/database.ts'
import type { CompaniesImported, CompanyDetail, CompanyList, CompanyNames, CompanySaved } from './api/companies.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import { cellsIn, sheetOf } from './partner-sheet.ts'
import { standingOf } from './standing.ts'

const NewBody = z.strictObject({ entry: CompanyShape })
const ChangeBody = NewBody.extend({ revision: z.number().int() })
const ImportBody = z.strictObject({ file: z.base64().max(90_000), dry: z.boolean() })
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Path = Exclude<Extract<RouteName, `${string} /api/companies${string}`>, `${string} /api/companies/:id/codes${string}`>

export function companyHandlers(runtime: Runtime): Handlers<Path> {
  const { db, now, newId, newCode } = runtime
  const today = () => dayInJapan(now())
  const placed = (companies: readonly Company[]) => companies.map(({ id, entry }) => ({ id, parent: entry.parent }))
  const newest = (declared: readonly (Workers & { readonly company: string })[], company: string): Workers | null => {
    const found = declared.find((one) => one.company === company)
    return found ? { asOf: found.asOf, workers: found.workers, source: found.source } : null
  }
  const send = async ({ response, recorded }: Asked, name: string, cells: readonly (readonly string[])[]) => {
    await recorded()
    response.set({ 'content-type': XLSX, 'content-disposition': `attachment; filename="${name}.xlsx"`, 'cache-control': 'no-store' }).send(await sheetOf(cells, '企業'))
    return ANSWERED
  }
  /** @throws HttpRefusal where it would stand below itself, or below nothing the desk has */
  const fitting = async (tx: Statements, id: string, parent: string | null): Promise<Company[]> => {
    await lockTree(tx)
    const all = await allCompanies({ prisma: tx })
    if (parent !== null && !all.some((one) => one.id === parent)) throw new HttpRefusal(409, 'no_parent')
    if (wouldCircle(placed(all), id, parent)) throw new HttpRefusal(409, 'circle')
    return all
  }
  return {
    async 'GET /api/companies'({ reader, note }) {
      const [companies, declared, codes, reached, tied] = await Promise.all([allCompanies(db), declaredWorkers(db), allCodes(db), counted(runtime, 'reached', {}), companiesTiedTo(db, reader)])
      const counting = Map.groupBy(codes.filter((one) => codeStateOn(one, today()) === 'valid'), ({ company }) => company)
      note({ count: companies.length })
      return {
        companies: companies.map((one) => ({ ...one, workers: newest(declared, one.id), codes: counting.get(one.id)?.length ?? 0, reached: reached.type === 'counting' || tied.has(one.id) ? null : reached.value[one.id] ?? null })),
        today: today(), standing: standingOf(reached),
      } satisfies CompanyList
    },
    async 'GET /api/companies/names'() {
      const [companies, codes] = await Promise.all([allCompanies(db), allCodes(db)])
      const names = new Map(companies.map(({ id, entry }) => [id, entry.name]))
      return {
        companies: companies.map(({ id, entry: { name, otherNames } }) => ({ id, name, otherNames, code: codes.findLast(({ company }) => company === id)?.code ?? null })),
        byCode: Object.fromEntries(codes.flatMap(({ code, company }) => { const name = names.get(company ?? ''); return name === undefined ? [] : [[code, name]] })),
      } satisfies CompanyNames
    },
    async 'GET /api/companies/export'(asked) {
      const [companies, declared, codes] = await Promise.all([allCompanies(db), declaredWorkers(db), allCodes(db)])
      asked.note({ count: companies.length })
      return send(asked, `companies-${today()}`, writeSheet(companies.map((one) => ({ ...one, workers: newest(declared, one.id), codes: codes.filter(({ company }) => company === one.id) })), PREFECTURES))
    },
    'GET /api/companies/template': (asked) => send(asked, 'companies-template', templateSheet(PREFECTURES)),
    async 'POST /api/companies'({ request, response, member, note }) {
      const { entry } = NewBody.parse(request.body)
      const id = newId()
      const code = await db.prisma.$transaction(async (tx) => {
        await fitting(tx, id, entry.parent)
        await addCompany(tx, { id, entry, change: changesBetween(null, entry) }, member.id)
        return newCompanyCode(tx, id, { ...BLANK, lot: entry.lot }, member.id, newCode)
      })
      note({}, `company:${id}`)
      response.status(201)
      return { id, code } satisfies CompanySaved
    },
    async 'POST /api/companies/import'({ request, member, note }) {
      const { file, dry } = ImportBody.parse(request.body)
      const cells = await cellsIn(Buffer.from(file, 'base64'))
      if (!cells) throw new HttpRefusal(409, 'unreadable_sheet')
      const { lines, problems } = await importCompanies(runtime, cells, dry, member.id)
      const changes = lines.filter(({ change, workers, codes }) => Object.keys(change).length > 0 || workers !== null || codes.length > 0)
      const added = changes.filter(({ before }) => before === null).length
      note({ count: changes.length, ...(dry && { dry }) })
      return {
        added, changed: changes.length - added, same: lines.length - changes.length, problems,
        lines: changes.map(({ line, entry, before, change, workers, codes }) => ({ line, name: entry.name, isNew: before === null, change, workers, codes: codes.map(({ code }) => code) })).toSorted((a, b) => a.line - b.line),
      } satisfies CompaniesImported
    },
    async 'GET /api/companies/:id'(asked) {
      const id = idOf(asked)
      const [companies, declared, codes, changes, names, tied] = await Promise.all([allCompanies(db), declaredWorkers(db, id), allCodes(db, id), changesOf(db, id), staffNames(db), companiesTiedTo(db, asked.reader)])
      const company = companies.find((one) => one.id === id)
      if (!company) throw new HttpRefusal(404, 'not_found')
      const above = companies.find((one) => one.id === company.entry.parent)
      return {
        company, today: today(), reached: tied.has(id) ? null : await countReachedBy(db, codes.map(({ code }) => code)), opens: opensOf(runtime),
        parent: above ? { id: above.id, name: above.entry.name } : null,
        below: companies.filter(({ entry }) => entry.parent === id).map((one) => ({ id: one.id, name: one.entry.name, relation: one.entry.relation })),
        workers: declared.map(({ asOf, workers, source, by, at }) => ({ asOf, workers, source, by: names[by] ?? by, at: at.toISOString() })),
        codes: codes.map(({ company: _company, withdrawn, by, at, ...code }) => ({ ...code, state: codeStateOn({ ...code, withdrawn }, today()), by: names[by] ?? by, at: at.toISOString() })),
        changes: changes.map(({ at, by, change }) => ({ at: at.toISOString(), by: names[by] ?? by, change })),
      } satisfies CompanyDetail
    },
    async 'PATCH /api/companies/:id'(asked) {
      const id = idOf(asked)
      const { entry, revision } = ChangeBody.parse(asked.request.body)
      await db.prisma.$transaction(async (tx) => {
        const before = (await fitting(tx, id, entry.parent)).find((one) => one.id === id)
        if (!before) throw new HttpRefusal(404, 'not_found')
        const change = changesBetween(before.entry, entry)
        asked.note({ changed: Object.keys(change) })
        if (Object.keys(change).length > 0 && !(await saveCompany(tx, { id, entry, change }, revision, asked.member.id))) throw new HttpRefusal(409, 'changed')
      })
      return {}
    },
    async 'POST /api/companies/:id/workers'(asked) {
      const id = idOf(asked)
      const declared = WorkersShape.parse(asked.request.body)
      if (declared.asOf > today()) throw new HttpRefusal(409, 'day_ahead')
      await db.prisma.$transaction(async (tx) => {
        const known = await declaredWorkers({ prisma: tx }, id)
        if (!(await allCompanies({ prisma: tx })).some((one) => one.id === id)) throw new HttpRefusal(404, 'not_found')
        await declareWorkers(tx, id, declared, asked.member.id)
        await noteChange(tx, id, { workers: [known[0]?.workers ?? null, declared.workers] }, asked.member.id)
      })
      asked.response.status(201)
    },
  }
}

/** Where a code may lead: questionnaires that the flow in force knows. */
function opensOf({ content: { questionnaires } }: Runtime): CompanyDetail['opens'] {
  return [...questionnaires.values()].flatMap((one) => {
    const title = one.versions.get(currentOf(one))?.title
    return title ? [{ address: `questionnaire:${one.key}`, title: { ja: withoutFurigana(title.ja), en: title.en } }] : []
  })
}

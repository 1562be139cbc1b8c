// Counting a company's report: which quarters are due, whose people they are, and what of it may be shown.
import { dayInJapan } from '../hours/timetable.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import { lastDue, monthsOf, periodUntil, quarterOf, spanOfMonths, yearUntil } from '../reports/calendar.ts'
import { companyReport, reportOfSmallGroups } from '../reports/company-report.ts'
import type { Commission } from '../reports/company-report.ts'
import type { Catalogue, CountedPeople } from '../reports/counted.ts'
import { signsIn, signsOf } from '../reports/signs.ts'
import type { Period } from '../reports/suppression-shape.ts'
import type { Member } from '../reports/units.ts'
import { faultsOf } from '../reports/verify.ts'
import type { Runtime } from '../runtime.ts'
import type { Statements } from '../store/database.ts'
import { declaredWorkers, groupOf, reportCompanies } from '../store/report-companies.ts'
import type { ReportCompany } from '../store/report-companies.ts'
import { peopleReached, peopleWhoAsked, selfCheckContent, sheetsFinished } from '../store/report-counts.ts'
import { reportSettings, thresholdOf } from '../store/report-settings.ts'
import type { ReportSettings } from '../store/report-settings.ts'
import { isTiedToAny, keepDraft, ledger, oneAtATime, releasedReports } from '../store/reports.ts'
import type { PreparedReport } from '../store/reports.ts'
import type { Reader } from '../store/visible.ts'

/** Why it cannot be counted: nothing is due then, it went out, it is with the second person, or it would reveal somebody. */
export type NotPrepared = 'no_contract' | 'not_due' | 'released' | 'in_review' | 'reveals'

const COUNTING_MS = 60_000
const WAYS = ['phone', 'walkIn', 'letter']

/** @returns the id of the draft; null where there is no such company */
export async function prepareReport(runtime: Runtime, reader: Reader, company: string | null, quarter: string): Promise<{ readonly id: string } | NotPrepared | null> {
  const settings = await reportSettings(runtime.db)
  return runtime.db.prisma.$transaction(async (tx) => {
    await oneAtATime(tx)
    const around = await surroundings(runtime, tx, quarter, settings)
    const root = around.companies.find(({ id }) => id === company)
    if (company !== null && !root) return null
    if (root && root.tier === null) return 'no_contract'
    if (quarter > lastDue(around.today, settings.cadence) || !quarter.endsWith('Q4') && (settings.cadence === 'year' || company === null)) return 'not_due'
    if ((await releasedReports(tx, company)).some((one) => one.quarter === quarter)) return 'released'
    const counted = root ? await countOne(tx, around, root) : await countSmall(tx, around)
    if (!counted) return 'not_due'
    if (await isTiedToAny(tx, reader, counted.members)) return null
    if (faultsOf(counted.content).length > 0) return 'reveals'
    const id = await keepDraft(tx, { id: runtime.newId(), company, quarter, ...counted }, reader.id, runtime.now())
    return id === null ? 'in_review' : { id }
  }, { timeout: COUNTING_MS })
}

interface Around {
  readonly quarter: string
  readonly today: string
  readonly settings: ReportSettings
  readonly catalogue: Catalogue
  readonly companies: readonly ReportCompany[]
  readonly declared: ReadonlyMap<string, number>
  readonly counted: ReadonlyMap<string, ReadonlySet<string>>
}
type Counted = Pick<PreparedReport, 'members' | 'months' | 'content'>

async function surroundings({ content, accounts, now }: Runtime, tx: Statements, quarter: string, settings: ReportSettings): Promise<Around> {
  const [companies, declared, counted, selfCheck] = await Promise.all([reportCompanies(tx), declaredWorkers(tx, spanOfMonths(yearUntil(quarter)).to), ledger(tx), selfCheckContent(tx)])
  const catalogue = {
    topics: [...content.articles.keys()], channels: [...new Set([...accounts.values()].map(({ channel }) => channel.type)), ...WAYS], languages: LANGUAGES,
    signs: signsOf(selfCheck?.questions ?? []),
  }
  return { quarter, settings, catalogue, companies, declared, counted, today: dayInJapan(now()) }
}

async function countOne(tx: Statements, around: Around, root: ReportCompany): Promise<Counted | null> {
  const { companies, declared } = around
  const members = groupOf(companies, root, declared)
  const period = openPeriod(around, root, members)
  if (!period) return null
  const people = await countPeople(tx, members, period)
  const earlier = (await releasedReports(tx, root.id)).map(({ content }) => content)
  const content = companyReport({ ...commission(around, root.tier), company: { id: root.id, name: root.name }, tier: root.tier, members, period, earlier }, people)
  return { members: members.map(({ id }) => id), content, months: content.tooFew ? {} : monthsFor(members, period) }
}

/** All groups of which nothing can be told at the end of the year. */
async function countSmall(tx: Statements, around: Around): Promise<Counted | null> {
  const { companies, declared, quarter } = around
  const small: { members: readonly Member[]; period: Period; people: CountedPeople }[] = []
  for (const root of companies.filter(({ tier }) => tier !== null)) {
    const members = groupOf(companies, root, declared)
    const period = openPeriod(around, root, members)
    if (!period) continue
    const people = await countPeople(tx, members, period)
    const report = companyReport({ ...commission(around, null), company: root, tier: null, members, period, earlier: [] }, people)
    if (report.tooFew) small.push({ members, period, people })
  }
  if (small.length < 2) return null
  const members = small.flatMap((group) => group.members)
  const period = yearUntil(quarter)
  const content = reportOfSmallGroups({ ...commission(around, null), members, period, earlier: [] }, small.map((group) => group.members), { asked: small.flatMap(({ people }) => people.asked), checked: null, reached: new Map() })
  return { members: members.map(({ id }) => id), content, months: content.tooFew ? {} : Object.assign({}, ...small.map((group) => monthsFor(group.members, group.period))) }
}

function openPeriod({ quarter, counted }: Around, root: ReportCompany, members: readonly Member[]): Period | null {
  // A company that changed groups was counted in its old one.
  const taken = new Set(members.flatMap(({ id }) => [...(counted.get(id) ?? [])]))
  return periodUntil(quarter, { since: quarterOf(root.since.slice(0, 7)), counted: taken })
}

async function countPeople(tx: Statements, members: readonly Member[], period: Period): Promise<CountedPeople> {
  const ids = members.map(({ id }) => id)
  const span = spanOfMonths(period)
  const [asked, reached, sheets] = [await peopleWhoAsked(tx, ids, span), await peopleReached(tx, ids, span), await sheetsFinished(tx, ids, span)]
  return { asked, reached, checked: sheets && sheets.map(({ company, answers, content }) => ({ company, signs: signsIn(content.questions, answers) })) }
}

function commission({ settings, catalogue, today }: Around, tier: number | null): Pick<Commission, 'threshold' | 'aims' | 'catalogue' | 'countedOn'> {
  return { threshold: thresholdOf(settings, tier), aims: settings.award, catalogue, countedOn: today }
}

function monthsFor(members: readonly Member[], period: Period): Record<string, readonly string[]> {
  return Object.fromEntries(members.map(({ id }) => [id, monthsOf(period)]))
}

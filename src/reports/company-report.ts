// A company's report as data, made of the people who were counted: first how far it must be rolled up, then what may be shown.
import { isAtLeast, scoreOf, SUPPORT_LINE } from '../cases/severity.ts'
import { awardOf } from './award.ts'
import type { Aims } from './award.ts'
import type { AskedPerson, Catalogue, CountedPeople } from './counted.ts'
import { coverMeasure, coverOf, coverTable, peopleIn, shown, TOO_FEW } from './suppress.ts'
import type { Counted } from './suppress.ts'
import type { CompanyReport, Period, RolledUp, Table, Unit } from './suppression-shape.ts'
import { declaredBy, divide } from './units.ts'
import type { Member } from './units.ts'

/** By how many people asked about them in the desk's first two years, as was published. */
export const REPORTED_THEMES = ['labour', 'living', 'medical', 'residence', 'tax', 'education'] as const

export interface Commission {
  readonly company: { readonly id: string; readonly name: string }
  readonly tier: number | null
  /** Of the group, the company itself among them. */
  readonly members: readonly Member[]
  readonly period: Period
  readonly threshold: number
  readonly aims: Aims
  readonly catalogue: Catalogue
  readonly countedOn: string
  /** What was released for the company before, in any order. */
  readonly earlier: readonly CompanyReport[]
}

export function companyReport(commission: Commission, counted: CountedPeople): CompanyReport {
  const { members, threshold, period } = commission
  const head = { ...headOf(commission), company: commission.company }
  const quarters: RolledUp[] = period.quarters.length > 1 ? [{ type: 'quarters', quarters: period.quarters.slice(0, -1) }] : []
  const declared = declaredBy(members)
  const enough = (people: number) => coverOf(declared, people, threshold).state === 'shown'
  if (!enough(counted.asked.length) && !enough(counted.checked?.length ?? 0)) return { ...head, units: [], tooFew: true, rolledUp: quarters }
  const { alone, together } = divide(members, countBy(counted.asked, ({ company }) => company), threshold)
  const rolledUp: RolledUp[] = together.length > 1 ? [{ type: 'companies', companies: together.map(({ id }) => id) }] : []
  const units = [together, ...alone.map((one) => [one])].map((companies) => unitOf(commission, companies, counted))
  return { ...head, units, tooFew: false, rolledUp: [...quarters, ...rolledUp] }
}

/**
 * All groups together that had too few people for a year. Each has fewer than the threshold, which everybody knows: so together they must
 * leave room, or the last of them would be known to have had some.
 */
export function reportOfSmallGroups(commission: Omit<Commission, 'company' | 'tier'>, groups: readonly (readonly Member[])[], counted: CountedPeople): CompanyReport {
  const { threshold, members } = commission
  const most = groups.reduce((sum, group) => sum + Math.min(threshold - 1, declaredBy(group) ?? 0), 0)
  const isTold = counted.asked.length >= threshold && most - counted.asked.length >= threshold - 1
  const rolledUp: RolledUp[] = [{ type: 'groups', count: groups.length }]
  const unit = unitOf({ ...commission, earlier: [] }, members, { ...counted, checked: null, reached: new Map() })
  return { ...headOf({ ...commission, tier: null }), company: null, tooFew: !isTold, rolledUp, units: isTold ? [{ ...unit, companies: [], declared: null }] : [] }
}

function headOf({ tier, period, threshold, countedOn }: Pick<Commission, 'tier' | 'period' | 'threshold' | 'countedOn'>) {
  return { format: 1, tier, period, threshold, countedOn, recommendations: [] } as const
}

function unitOf({ threshold, catalogue, aims, earlier }: Pick<Commission, 'threshold' | 'catalogue' | 'aims' | 'earlier'>, members: readonly Member[], counted: CountedPeople): Unit {
  const ids = new Set(members.map(({ id }) => id))
  const asked = counted.asked.filter(({ company }) => ids.has(company))
  const checked = counted.checked?.filter(({ company }) => ids.has(company)) ?? null
  const declared = declaredBy(members)
  const people = peopleIn(coverOf(declared, asked.length, threshold))
  const table = (of: number, rows: readonly Counted[], several = false): Table => coverTable(of, rows, { threshold, several })
  const rows = (keys: readonly string[], of: (person: AskedPerson) => string | null): Counted[] => keys.map((key) => ({ key, people: asked.filter((person) => of(person) === key).length }))
  const ended = table(people, [{ key: 'ended', people: asked.filter(({ result }) => result !== null).length }])
  const endedPeople = ended.rows.reduce((sum, { figure }) => sum + peopleIn(figure), 0)
  const companies = members.map(({ id, name }) => ({ id, name }))
  const came = members.reduce((sum, { id }) => sum + (counted.reached.get(id) ?? 0), 0)
  // Everybody who asked or checked came at some time. The others must not be few, however many of those there are where that is not told.
  const figure = coverOf(declared, came - Math.max(asked.length, checked?.length ?? 0, threshold - 1) >= threshold ? came : 0, threshold)
  const before = earlier.flatMap(({ units }) => units).filter((unit) => unit.companies.length === companies.length && unit.companies.every(({ id }) => ids.has(id)))
  const soFar = before.reduce((sum, unit) => sum + peopleIn(unit.reached.figure), peopleIn(figure))
  const shareOf = (some: number) => (declared && some > 0 ? Math.min(1, some / declared) : null)
  const unit = {
    type: members.length === 1 ? 'company' : 'group', companies, declared,
    people: people > 0 ? shown(people) : TOO_FEW,
    contacts: coverMeasure(asked.reduce((sum, { contacts }) => sum + contacts, 0), people, threshold),
    fields: coverMeasure(asked.reduce((sum, { fields }) => sum + fields, 0), people, threshold),
    remedy: { ended, results: table(endedPeople, rows(['agreed', 'helped'], ({ result }) => result)) },
    satisfaction: table(endedPeople, rows(['satisfied', 'unsatisfied'], satisfactionOf)),
    risk: table(people, [{ key: 'serious', people: asked.filter(({ serious }) => serious).length }]),
    themes: table(people, themeRows(asked, catalogue.topics), true),
    channels: table(people, rows(catalogue.channels, ({ channel }) => channel)),
    languages: table(people, rows(catalogue.languages, ({ language }) => language)),
    reached: { figure, share: shareOf(peopleIn(figure)), soFar, soFarShare: shareOf(soFar) },
    selfCheck: checked && table(peopleIn(coverOf(declared, checked.length, threshold)), catalogue.signs.map((key) => ({ key, people: checked.filter(({ signs }) => signs.includes(key)).length })), true),
  } as const
  const complete = [...before, unit].every(({ reached }) => reached.figure.state === 'shown')
  return { ...unit, award: awardOf(unit, { complete, serious: asked.filter(({ serious }) => serious).length, people, threshold }, aims) }
}

/** Grave topics stand under no theme: whoever is known to have been hit would be recognised. */
function themeRows(asked: readonly AskedPerson[], topics: readonly string[]): Counted[] {
  const about = (topic: string) => ({ key: topic, people: asked.filter((person) => person.topics.some((one) => one === topic || one.startsWith(`${topic}.`))).length })
  const isTold = (topic: string) => !isAtLeast(scoreOf({ type: 'topic', topic }).severity, SUPPORT_LINE)
  return REPORTED_THEMES.map((theme) => ({ ...about(theme), rows: topics.filter((topic) => topic.startsWith(`${theme}.`) && isTold(topic)).toSorted().map(about) }))
}

function satisfactionOf({ result, rating }: AskedPerson): string | null {
  if (result === null || rating === null) return null
  return rating >= 4 ? 'satisfied' : 'unsatisfied'
}

function countBy<T>(list: readonly T[], of: (one: T) => string): Map<string, number> {
  return new Map([...Map.groupBy(list, of)].map(([key, group]) => [key, group.length]))
}

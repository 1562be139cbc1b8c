// Worlds to attack: groups of companies, the people who came from them within a year, and what is released of them, quarter by quarter.
import fc from 'fast-check'
import type { AskedPerson, Catalogue, CheckedPerson } from '../../src/reports/counted.ts'
import { monthsOf, periodUntil } from '../../src/reports/calendar.ts'
import { companyReport, reportOfSmallGroups, REPORTED_THEMES } from '../../src/reports/company-report.ts'
import type { Commission } from '../../src/reports/company-report.ts'
import type { CompanyReport, Period } from '../../src/reports/suppression-shape.ts'
import type { Member } from '../../src/reports/units.ts'

export interface WorldPerson { readonly member: number; readonly quarters: readonly number[]; readonly asks: boolean; readonly checks: boolean; readonly as: Omit<AskedPerson, 'company'>; readonly signs: readonly string[] }
export interface WorldGroup { readonly members: readonly Member[]; readonly people: readonly WorldPerson[] }
export interface World { readonly threshold: number; readonly groups: readonly WorldGroup[] }

export const CATALOGUE: Catalogue = {
  topics: ['labour.overtime-pay', 'labour.violence', 'labour.resign', 'living.debt', 'living.housing'],
  channels: ['line', 'messenger', 'webchat'],
  languages: ['vi', 'id', 'my'],
  signs: ['debt', 'overtime', 'q3.9'],
}
export const QUARTERS = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'] as const

const workers = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 30 }) }, { weight: 5, arbitrary: fc.integer({ min: 30, max: 3_000 }) })
const many = <T>(from: readonly T[], least = 0) => fc.subarray([...from], { minLength: least })
const person = fc.record({
  member: fc.nat(5), quarters: many([0, 1, 2, 3], 1), asks: fc.constantFrom(true, true, true, false), checks: fc.boolean(), signs: many(CATALOGUE.signs),
  as: fc.record({
    contacts: fc.integer({ min: 1, max: 6 }), fields: fc.integer({ min: 0, max: 8 }),
    topics: fc.oneof({ weight: 3, arbitrary: many([...REPORTED_THEMES], 1).map((themes) => themes.slice(0, 2)) }, { weight: 2, arbitrary: many(CATALOGUE.topics, 1) }),
    channel: fc.constantFrom('line', 'line', 'messenger', 'webchat', null), language: fc.constantFrom('vi', 'vi', 'id', 'my', null),
    result: fc.constantFrom('agreed', 'agreed', 'helped', 'other', null, null), rating: fc.constantFrom(null, 5, 5, 2), serious: fc.constantFrom(false, false, true),
  }),
})
const oneGroup = fc.record({
  declared: fc.array(fc.option(workers, { freq: 8 }), { minLength: 1, maxLength: 5 }),
  people: fc.oneof(fc.array(person, { maxLength: 9, size: 'max' }), fc.array(person, { minLength: 5, maxLength: 30, size: 'max' }), fc.array(person, { minLength: 30, maxLength: 90, size: 'max' })),
})

export const world = (groups: number): fc.Arbitrary<World> => fc.record({
  threshold: fc.constantFrom(5, 5, 5, 7),
  groups: fc.array(oneGroup, { minLength: 1, maxLength: groups }).map((list) => list.map((one, place): WorldGroup => fitting({
    members: one.declared.map((declared, member) => ({ id: `${place}-${member}`, name: `${place}-${member}`, declared })),
    // A consultation has as many fields as themes at least.
    people: one.people.map((each) => ({ ...each, member: each.member % one.declared.length, as: { ...each.as, fields: Math.max(themesOf(each.as.topics).length, each.as.fields), rating: each.as.result === null ? null : each.as.rating } })),
  }))),
})

/** Groups of which none has enough people by itself. */
export const smallWorld: fc.Arbitrary<World> = fc.record({
  threshold: fc.constant(5),
  groups: fc.array(fc.record({ declared: fc.integer({ min: 1, max: 60 }), people: fc.array(person, { maxLength: 4, size: 'max' }) }), { minLength: 3, maxLength: 8 })
    .map((list) => list.map(({ declared, people }, place): WorldGroup => fitting({
      members: [{ id: `${place}-0`, name: `${place}-0`, declared }],
      people: people.map((each) => ({ ...each, member: 0, asks: true, as: { ...each.as, fields: Math.max(themesOf(each.as.topics).length, each.as.fields), rating: each.as.result === null ? null : each.as.rating } })),
    }))),
})

/** Nobody has more people than workers. */
function fitting({ members, people }: WorldGroup): WorldGroup {
  const room = members.map(({ declared }) => declared ?? 1_000)
  return { members, people: people.filter(({ member }) => (room[member] = (room[member] ?? 0) - 1) >= 0) }
}

export function themesOf(topics: readonly string[]): string[] {
  return [...new Set(topics.map((topic) => topic.split('.')[0] ?? ''))]
}

export type Report = (commission: Commission, counted: Parameters<typeof companyReport>[1]) => CompanyReport
export interface Released { readonly group: number; readonly report: CompanyReport }

/** What a year of releases tells: every report of every group, and at its end those of all that were too small. */
export function release({ groups, threshold }: World, make: Report = companyReport): { readonly reports: readonly Released[]; readonly together: { readonly groups: readonly number[]; readonly report: CompanyReport } | null } {
  const reports = groups.flatMap((one, place) => {
    const counted = new Set<string>()
    const earlier: CompanyReport[] = []
    return QUARTERS.flatMap((quarter): Released[] => {
      const period = periodUntil(quarter, { since: QUARTERS[0], counted })
      const [first] = one.members
      if (!period || !first) return []
      const report = make({ company: first, tier: 2, members: one.members, period, ...common(threshold), earlier: [...earlier] }, countedIn(one, period))
      if (!report.tooFew) for (const month of monthsOf(period)) counted.add(month)
      earlier.push(report)
      return [{ group: place, report }]
    })
  })
  const small = groups.flatMap((_, place) => (reports.filter(({ group }) => group === place).every(({ report }) => report.tooFew) ? [place] : []))
  const left = small.flatMap((place) => groups[place] ?? [])
  const year: Period = { from: '2026-04', until: '2027-03', quarters: QUARTERS }
  if (left.length < 2) return { reports, together: null }
  const report = reportOfSmallGroups({ members: left.flatMap(({ members }) => members), period: year, ...common(threshold), earlier: [] }, left.map(({ members }) => members),
    { asked: left.flatMap((one) => countedIn(one, year).asked), checked: null, reached: new Map() })
  return { reports, together: { groups: small, report } }
}

function common(threshold: number) {
  return { threshold, aims: { reached: 0.3, satisfaction: 0.8 }, catalogue: CATALOGUE, countedOn: '2027-04-05' }
}

/** Everybody who came in it; nobody came before their first quarter. */
function countedIn({ members, people }: WorldGroup, { quarters }: Period): { asked: AskedPerson[]; checked: CheckedPerson[]; reached: Map<string, number> } {
  const isIn = (place: number) => quarters.includes(QUARTERS[place] ?? '')
  const there = people.filter((one) => one.quarters.some(isIn))
  const at = (one: WorldPerson) => members[one.member]?.id ?? ''
  const reached = new Map<string, number>()
  for (const one of there.filter(({ quarters: theirs }) => isIn(Math.min(...theirs)))) reached.set(at(one), (reached.get(at(one)) ?? 0) + 1)
  return {
    asked: there.filter(({ asks }) => asks).map((one) => ({ company: at(one), ...one.as })),
    checked: there.filter(({ checks }) => checks).map((one) => ({ company: at(one), signs: one.signs })), reached,
  }
}

// Attacks on a year of releases: companies within a group, quarters within a period, and groups that were too small.
import { peopleIn } from '../../src/reports/suppress.ts'
import type { CompanyReport } from '../../src/reports/suppression-shape.ts'
import type { Member } from '../../src/reports/units.ts'
import { learned, minus, Model, total } from './model.ts'
import type { Rules } from './attack-tables.ts'
import type { Target } from './model.ts'

const LIMIT = 1_000
const workersOf = ({ declared }: Member) => Math.min(LIMIT, declared ?? LIMIT)

/**
 * Everything released of one group in order. Each person is one company's, and may have come in several quarters of a period; how many came
 * by the end of each quarter is between the most of its quarters and all of them together.
 */
export function attackGroup(members: readonly Member[], reports: readonly CompanyReport[], threshold: number, rules: Rules = 'all'): string[] {
  const declared = members.every((one) => one.declared === null) ? null : members.reduce((sum, one) => sum + (one.declared ?? 0), 0)
  const few = [{ least: 0, most: threshold - 1 }, ...(declared === null ? [{ least: 0, most: LIMIT * members.length }] : [{ least: declared - threshold + 1, most: declared }])]
  return reports.filter(({ tooFew, units }) => !tooFew && units[0]?.people.state === 'shown').flatMap((report) => {
    const model = new Model()
    const { quarters } = report.period
    const companies = members.map((member) => {
      const inQuarter = quarters.map(() => model.variable(workersOf(member)))
      const byThen = quarters.map(() => model.variable(workersOf(member)))
      quarters.forEach((_, place) => {
        const now = total([byThen[place] ?? ''])
        model.is(minus(now, total([inQuarter[place] ?? ''])), '>=', 0)
        if (place > 0) model.is(minus(now, total([byThen[place - 1] ?? ''])), '>=', 0)
        model.is(minus(now, total([inQuarter[place] ?? '', ...byThen.slice(place - 1, place).filter(() => place > 0)])), '<=', 0)
      })
      return { member, inQuarter, byThen, people: byThen.at(-1) ?? '' }
    })
    // Each quarter that was carried had too few, with all before it.
    quarters.slice(0, -1).forEach((_, place) => model.within(total(companies.map(({ byThen }) => byThen[place] ?? '')), few))
    const alone = new Map(report.units.filter(({ type }, place) => place > 0 && type === 'company').map((unit) => [unit.companies[0]?.id, peopleIn(unit.people)]))
    const together = companies.filter(({ member }) => !alone.has(member.id))
    model.is(total(together.map(({ people }) => people)), '=', peopleIn(report.units[0]?.people ?? { state: 'tooFew' }))
    for (const { member, people } of companies) if (alone.has(member.id)) model.is(total([people]), '=', alone.get(member.id) ?? 0)
    if (rules === 'all') followTheRules(model, companies, alone, report, threshold)
    else for (const { people } of together) model.within(total([people]), [{ least: 0, most: threshold - 1 }])
    const hidden = together.length > 1 ? together : []
    const targets: Target[] = [
      ...hidden.filter(({ member }) => member.declared !== 0).map(({ member, people }) => ({ what: member.id, sum: total([people]) })),
      ...hidden.filter(({ member }) => (member.declared ?? 1) > 1).slice(1, 3).map(({ member, people }) => ({ what: `${member.id} and the first`, sum: total([people, hidden[0]?.people ?? '']) })),
      ...(quarters.length > 1 ? quarters.flatMap((quarter, place): Target[] => [
        { what: quarter, sum: total(companies.map(({ inQuarter }) => inQuarter[place] ?? '')) },
        { what: `not until ${quarter}`, sum: companies.flatMap(({ people, byThen }) => minus(total([people]), place === quarters.length - 1 ? [] : total([byThen[place] ?? '']))) },
      ]) : []),
    ]
    return targets.flatMap((target) => learned(model, target, threshold) ?? [])
  })
}

/** Why each company that does not stand by itself does not. */
function followTheRules(model: Model, companies: readonly { member: Member; people: string }[], alone: ReadonlyMap<string | undefined, number>, report: CompanyReport, threshold: number): void {
  const ordered = companies.toSorted((a, b) => (b.member.declared ?? 0) - (a.member.declared ?? 0) || (a.member.id < b.member.id ? -1 : 1))
  const everybody = report.units.reduce((sum, { people }) => sum + peopleIn(people), 0)
  if (((ordered[0]?.member.declared ?? 0) - everybody) < threshold) return
  let left = everybody
  for (const { member, people } of ordered.slice(1)) {
    const shown = alone.get(member.id)
    if (shown !== undefined) left -= shown
    else model.within(total([people]), [{ least: 0, most: threshold - 1 }, { least: (member.declared ?? 0) - threshold + 1, most: workersOf(member) }, { least: left - threshold + 1, most: workersOf(member) }])
  }
}

/** Groups that were too small for a year, each known to be. */
export function attackSmallGroups(groups: readonly (readonly Member[])[], report: CompanyReport, threshold: number): string[] {
  const people = report.units[0] ? peopleIn(report.units[0].people) : 0
  if (people === 0) return []
  const model = new Model()
  const names = groups.map((members) => {
    const declared = members.reduce((sum, one) => sum + (one.declared ?? 0), 0)
    const isUnknown = members.every((one) => one.declared === null)
    const name = model.variable(isUnknown ? LIMIT : declared)
    model.within(total([name]), [{ least: 0, most: threshold - 1 }, isUnknown ? { least: 0, most: LIMIT } : { least: declared - threshold + 1, most: declared }])
    return { name, isEmpty: !isUnknown && declared === 0 }
  })
  model.is(total(names.map(({ name }) => name)), '=', people)
  const [first] = names
  return names.filter(({ isEmpty }) => !isEmpty).flatMap(({ name }, place): Target[] => [
    { what: `group ${place}`, sum: total([name]) }, { what: `all groups but ${place}`, sum: total(names.filter((one) => one.name !== name).map((one) => one.name)) },
    ...(place > 0 && first ? [{ what: `group ${place} and the first`, sum: total([name, first.name]) }] : []),
  ]).flatMap((target) => learned(model, target, threshold) ?? [])
}

// Suppression under attack: a solver that sees everything released, every rule and every declared headcount must not learn of one to four people.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { companyReport } from '../src/reports/company-report.ts'
import { faultsOf } from '../src/reports/verify.ts'
import { attackGroup, attackSmallGroups } from './suppression/attack-companies.ts'
import { attackAcross, attackOnePerRow, attackReached, attackThemes } from './suppression/attack-tables.ts'
import { release, world } from './suppression/worlds.ts'
import type { Report, World } from './suppression/worlds.ts'

/** `npm run attack` sets it: so many worlds instead of a few. */
const WORLDS = Number(process.env['ATTACKS'] ?? 40)
const TIME = 30_000 + WORLDS * 500

function attackAll(one: World, make: Report = companyReport): string[] {
  const { reports, together } = release(one, make)
  const groups = one.groups.flatMap(({ members }, place) => {
    const theirs = reports.filter(({ group }) => group === place).map(({ report }) => report)
    const inUnits = theirs.flatMap(({ units }, number) => units.flatMap((unit) => [
      ...attackAcross(unit, one.threshold), ...attackOnePerRow(unit.channels, one.threshold), ...attackThemes(unit.themes, unit.fields, one.threshold),
      ...(unit.selfCheck ? attackThemes(unit.selfCheck, null, one.threshold) : []), ...attackReached(unit, theirs.slice(0, number).every(({ tooFew }) => tooFew), one.threshold),
    ]))
    return [...attackGroup(members, theirs, one.threshold), ...inUnits]
  })
  const small = together ? attackSmallGroups(together.groups.map((place) => one.groups[place]?.members ?? []), together.report, one.threshold) : []
  return [...groups, ...small]
}

test('nobody learns of fewer people than the threshold from a year of reports', () => {
  const seen = { worlds: 0, reports: 0, units: 0, figures: 0 }
  fc.assert(fc.property(world(3), (one) => {
    const { reports } = release(one)
    seen.worlds++
    for (const { report } of reports) {
      expect(faultsOf(report)).toEqual([])
      if (!report.tooFew) seen.reports++
      seen.units += report.units.length
      seen.figures += report.units.flatMap(({ themes, languages, channels }) => [themes, languages, channels]).flatMap(({ rows }) => rows).filter(({ figure }) => figure.state === 'shown').length
    }
    expect(attackAll(one)).toEqual([])
  }), { numRuns: WORLDS, seed: 20261122 })
  // Nothing is easier than to hide everything.
  expect([seen.reports > WORLDS / 2, seen.units > seen.reports, seen.figures > seen.units]).toEqual([true, true, true])
  if (WORLDS > 100) console.info(seen)
}, TIME)

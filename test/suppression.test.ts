// Suppression under attack: a solver that sees everything released, every rule and every declared headcount must not learn of one to four people.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { companyReport } from '../src/reports/company-report.ts'
import { coverMeasure, coverOf, coverTable, peopleIn, shown, SUPPRESSED } from '../src/reports/suppress.ts'
import type { Counted } from '../src/reports/suppress.ts'
import type { CompanyReport, Table, Unit } from '../src/reports/suppression-shape.ts'
import { divide } from '../src/reports/units.ts'
import { faultsOf } from '../src/reports/verify.ts'
import { attackGroup, attackSmallGroups } from './suppression/attack-companies.ts'
import { attackAcross, attackOnePerRow, attackReached, attackThemes } from './suppression/attack-tables.ts'
import { release, smallWorld, world } from './suppression/worlds.ts'
import type { Report, World } from './suppression/worlds.ts'

/** `npm run attack` sets it: so many worlds, and each attacked in every way; otherwise each in one. */
const ATTACKS = Number(process.env['ATTACKS'] ?? 0)
const WORLDS = ATTACKS || 30
const TIME = 180_000 + ATTACKS * 2_000
const Case = z.strictObject({ title: z.string(), several: z.boolean().default(false), people: z.number(), rows: z.record(z.string(), z.number()), fields: z.number().optional() })
const cases = z.array(Case).parse(load(readFileSync(join(import.meta.dirname, 'suppression/attacks.yaml'), 'utf8')))

type Attack = (unit: Unit, isFirst: boolean, threshold: number) => string[]
const WAYS: readonly Attack[] = [
  (unit, _, threshold) => attackAcross(unit, threshold), (unit, _, threshold) => attackThemes(unit.themes, unit.fields, threshold), attackReached,
  (unit, _, threshold) => attackOnePerRow(unit.channels, threshold), (unit, _, threshold) => (unit.selfCheck ? attackThemes(unit.selfCheck, null, threshold) : []),
]
const seen = { worlds: 0, reports: 0, tooFew: 0, units: 0, figures: 0, together: 0 }

/** `way` null: every one. */
function attack(one: World, way: number | null): string[] {
  const { reports, together } = release(one)
  seen.worlds++
  const tables = (together?.report.units ?? []).flatMap((unit) => WAYS.filter((_, index) => way === null || way === index).flatMap((each) => each(unit, true, one.threshold)))
  const small = together ? attackSmallGroups(together.groups.map((place) => one.groups[place]?.members ?? []), together.report, one.threshold) : []
  seen.together += together?.report.units.length ?? 0
  return small.concat(tables, one.groups.flatMap(({ members }, place) => {
    const theirs = reports.filter(({ group }) => group === place).map(({ report }) => report)
    note(theirs)
    expect(theirs.flatMap(faultsOf)).toEqual([])
    const inUnits = theirs.flatMap(({ units }, number) => units.flatMap((unit) => WAYS.filter((_, index) => way === null || way === index).flatMap((each) => each(unit, theirs.slice(0, number).every(({ tooFew }) => tooFew), one.threshold))))
    return way === null || way === WAYS.length ? [...attackGroup(members, theirs, one.threshold), ...inUnits] : inUnits
  }))
}

function note(reports: readonly CompanyReport[]): void {
  const units = reports.flatMap((one) => one.units)
  seen.reports += reports.filter(({ tooFew }) => !tooFew).length
  seen.tooFew += reports.filter(({ tooFew }) => tooFew).length
  seen.units += units.length
  seen.figures += units.flatMap(({ themes, languages, channels, selfCheck, remedy, risk }) => [themes, languages, channels, remedy.ended, risk, ...(selfCheck ? [selfCheck] : [])]).flatMap(({ rows }) => rows).filter(({ figure }) => figure.state === 'shown').length
}

test('nobody learns of fewer people than the threshold from a year of reports of all groups', () => {
  let turn = 0
  fc.assert(fc.property(world(ATTACKS ? 3 : 2), (one) => {
    expect(attack(one, ATTACKS ? null : turn++ % (WAYS.length + 1))).toEqual([])
  }), { numRuns: WORLDS, seed: ATTACKS ? Date.now() : 20261122 })
  // Nothing is easier than to hide everything.
  expect([seen.reports > WORLDS / 2, seen.units > seen.reports, seen.figures > seen.units]).toEqual([true, true, true])
  if (ATTACKS) console.info(seen)
}, TIME)

test('nor from groups that are counted together because each is too small', () => {
  fc.assert(fc.property(smallWorld, (one) => {
    expect(attack(one, ATTACKS ? null : 0)).toEqual([])
  }), { numRuns: ATTACKS || 40, seed: ATTACKS ? Date.now() : 2 })
  expect(seen.together).toBeGreaterThan((ATTACKS || 40) / 4)
}, TIME)

test('nor from one table, whatever stands in it', () => {
  const rows = fc.array(fc.oneof(fc.integer({ min: 0, max: 7 }), fc.nat(40)), { minLength: 2, maxLength: 6 })
  fc.assert(fc.property(rows, fc.nat(6), fc.boolean(), (numbers, other, several) => {
    const people = several ? Math.max(...numbers) + other : numbers.reduce((sum, one) => sum + one, other)
    const table = coverTable(people, numbers.map((one, place) => ({ key: `t${place}`, people: one })), { threshold: 5, several })
    expect(several ? attackThemes(table, null, 5) : attackOnePerRow(table, 5)).toEqual([])
  }), { numRuns: ATTACKS || 80, seed: ATTACKS ? Date.now() : 1 })
}, TIME)

/** Hides what is small, and nothing else. */
function onlySmall(people: number, counted: readonly Counted[], several: boolean, threshold = 5): Table {
  return { several, people: shown(people), rest: null, rows: counted.map(({ key, people: these }) => (these >= threshold ? { key, figure: shown(these), share: these / people, rows: [] } : { key, figure: SUPPRESSED, share: null, rows: [] })) }
}

describe('the attacker succeeds where suppression is weak, and no longer where it is not:', () => {
  test.each(cases)('$title', ({ people, rows, several, fields }) => {
    const counted = Object.entries(rows).map(([key, number]) => ({ key, people: number }))
    const measure = fields === undefined ? null : { state: 'shown', about: fields, to: 5 } as const
    const [weak, strong] = [onlySmall(people, counted, several), coverTable(people, counted, { threshold: 5, several })]
    expect(several ? attackThemes(weak, measure, 5, 'small') : attackOnePerRow({ ...weak, rows: weak.rows }, 5, 'small')).not.toEqual([])
    expect(several ? attackThemes(strong, fields === undefined ? null : coverMeasure(fields, people, 5), 5) : attackOnePerRow(strong, 5)).toEqual([])
  })

  test('no threshold at all', () => {
    expect(attackOnePerRow(onlySmall(20, [{ key: 'labour', people: 18 }, { key: 'living', people: 2 }], false, 1), 5)).toContain('living is 2')
  })

  test('every company with enough people by itself, and the rest of the group together', () => {
    const members = [{ id: 'a', name: 'a', declared: 500 }, { id: 'b', name: 'b', declared: 300 }, { id: 'c', name: 'c', declared: 200 }]
    const people = new Map([['a', 2], ['b', 9], ['c', 4]])
    const asked = [...people].flatMap(([company, number]) => Array.from({ length: number }, () => ({ company, contacts: 1, fields: 1, topics: ['labour'], channel: 'line', language: 'vi', result: null, rating: null, serious: false })))
    const report = companyReport({
      company: { id: 'a', name: 'a' }, tier: 1, members, period: { from: '2026-04', until: '2026-06', quarters: ['2026-Q1'] }, threshold: 5, aims: { reached: 0.3, satisfaction: 0.8 },
      catalogue: { topics: [], channels: ['line'], languages: ['vi'], signs: [] }, countedOn: '2026-07-01', earlier: [],
    }, { asked, checked: null, reached: new Map() })
    const [unit] = report.units
    if (!unit) throw new Error('there is no unit')
    const of = (ids: string[]): Unit => ({ ...unit, type: ids.length > 1 ? 'group' : 'company', companies: ids.map((id) => ({ id, name: id })), people: shown(ids.reduce((sum, id) => sum + (people.get(id) ?? 0), 0)) })
    // Six people of two companies that have fewer than five each: neither has nobody.
    expect(attackGroup(members, [{ ...report, units: [of(['a', 'c']), of(['b'])] }], 5, 'small')).not.toEqual([])
    expect(attackGroup(members, [report], 5)).toEqual([])
  })
})

test('a company is not proven to have somebody who asked when it has few workers, nor to have nobody who did not', () => {
  expect([coverOf(4, 4, 5), coverOf(4, 0, 5), coverOf(9, 5, 5), coverOf(null, 40, 5)]).toEqual([SUPPRESSED, SUPPRESSED, SUPPRESSED, SUPPRESSED])
  expect(coverOf(10, 5, 5)).toEqual(shown(5))
  const members = [{ id: 'large', name: '', declared: 900 }, { id: 'small', name: '', declared: 8 }, { id: 'silent', name: '', declared: null }]
  expect(divide(members, new Map([['large', 30], ['small', 6], ['silent', 12]]), 5).alone).toEqual([])
})

test('件 and 回 are told to the nearest five, of ten people or more, and never where one of them may be the one who came twice', () => {
  expect([coverMeasure(50, 9, 5), coverMeasure(19, 10, 5), coverMeasure(22, 10, 5)]).toEqual([{ state: 'suppressed' }, { state: 'suppressed' }, { state: 'shown', about: 20, to: 5 }])
})

test('a zero is nowhere told from a small number, and a table of too few people says nothing of its rows', () => {
  const table = (rows: number[]) => coverTable(20, rows.map((people, place) => ({ key: String(place), people })), { threshold: 5, several: false })
  expect(table([12, 0, 0])).toEqual(table([12, 1, 2]))
  expect(coverTable(4, [{ key: 'a', people: 4 }], { threshold: 5, several: false })).toEqual(coverTable(0, [{ key: 'a', people: 0 }], { threshold: 5, several: false }))
  expect(peopleIn(table([12, 0, 0]).rest ?? SUPPRESSED)).toBe(8)
})

test('the last look finds what should not be there, however it came there', () => {
  const make: Report = (commission, counted) => companyReport({ ...commission, threshold: 2 }, counted)
  let found = 0
  for (const one of fc.sample(world(2), { numRuns: 10, seed: 3 })) found += release(one, make).reports.flatMap(({ report }) => faultsOf({ ...report, threshold: 5 })).length
  expect(found).toBeGreaterThan(10)
})

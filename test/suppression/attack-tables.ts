// Attacks on what stands in one unit of a report. The attacker knows every rule by which a figure is hidden.
import { peopleIn } from '../../src/reports/suppress.ts'
import type { Measure, Row, Table, Unit } from '../../src/reports/suppression-shape.ts'
import { learned, minus, Model, total } from './model.ts'
import type { Span, Sum, Target } from './model.ts'

/** Every rule, or only that small numbers are hidden. */
export type Rules = 'all' | 'small'

/** What each row of a table of `people` may be. */
function spansOf(rows: readonly Row[], people: number, threshold: number, rules: Rules): Span[][] {
  let left = people
  return rows.map(({ figure }) => {
    if (figure.state === 'shown') {
      left -= figure.people
      return [{ least: figure.people, most: figure.people }]
    }
    const small = { least: 0, most: threshold - 1 }
    return rules === 'small' ? [small] : [small, { least: people - threshold + 1, most: people }, { least: Math.max(0, left - threshold + 1), most: left }]
  })
}

/** A table of which each person stands in one row, or in none. */
export function attackOnePerRow(table: Table, threshold: number, rules: Rules = 'all'): string[] {
  const people = peopleIn(table.people)
  if (people === 0) return []
  const model = new Model()
  const names = table.rows.map(() => model.variable(people))
  const other = model.variable(people)
  model.is(total([...names, other]), '=', people)
  spansOf(table.rows, people, threshold, rules).forEach((spans, place) => model.within(total(names.slice(place, place + 1)), spans))
  const hidden = names.filter((_, place) => table.rows[place]?.figure.state !== 'shown')
  const read = table.rows.flatMap(({ key, figure }) => (figure.state === 'shown' && figure.people < threshold ? [`${key} is ${figure.people}`] : []))
  const unseen: Target[] = hidden.map((name) => ({ what: `row ${names.indexOf(name)}`, sum: total([name]) }))
  return read.concat(found(model, [...unseen, { what: 'all hidden rows', sum: total(hidden) }, { what: 'everybody in no shown row', sum: total([...hidden, other]) }], threshold))
}

/** Themes with their topics, several to a person, and 件 beside them. */
export function attackThemes(table: Table, fields: Measure | null, threshold: number, rules: Rules = 'all'): string[] {
  const people = peopleIn(table.people)
  if (people === 0) return []
  const model = new Model()
  const types = table.rows.reduce<readonly (readonly string[])[]>((before, { key, rows }) => before.flatMap((one) => [one, ...subsets(rows.map((row) => row.key)).map((below) => [...one, key, ...below])]), [[]])
  const names = types.map(() => model.variable(people))
  const having = (test: (type: readonly string[]) => boolean): Sum => total(names.filter((_, place) => test(types[place] ?? [])))
  const of = (key: string) => having((type) => type.includes(key))
  model.is(total(names), '=', people)
  constrain(table.rows, people)
  if (fields && (fields.state === 'shown' || people >= 2 * threshold)) {
    const most = fields.state === 'shown' ? fields.about + threshold / 2 : people + 2 * threshold - 1
    model.is(types.map((type, place) => [Math.max(1, type.filter((key) => !key.includes('.')).length), names[place] ?? ''] as const), '<=', most)
  }
  const shown = table.rows.filter(({ figure }) => figure.state === 'shown')
  const hidden = table.rows.filter(({ figure }) => figure.state !== 'shown').map(({ key }) => key)
  const below = shown.flatMap(({ key, rows }) => rows.filter(({ figure }) => figure.state !== 'shown').map((row) => ({ what: row.key, sum: of(row.key) }))
    .concat(rows.length > 0 ? [{ what: `${key} without topics`, sum: having((type) => type.includes(key) && !type.some((one) => one.startsWith(`${key}.`))) }] : []))
  const pairs = shown.flatMap(({ key: a }, place) => shown.slice(place + 1, place + 3).flatMap(({ key: b }): Target[] => [
    { what: `${a} and ${b}`, sum: having((type) => type.includes(a) && type.includes(b)) },
    { what: `${a} without ${b}`, sum: having((type) => type.includes(a) && !type.includes(b)) },
    { what: `neither ${a} nor ${b}`, sum: having((type) => !type.includes(a) && !type.includes(b)) },
  ]))
  return found(model, [
    ...hidden.map((key) => ({ what: key, sum: of(key) })), ...below, ...pairs,
    { what: 'any hidden theme', sum: having((type) => hidden.some((key) => type.includes(key))) },
    { what: 'no shown theme', sum: having((type) => shown.every(({ key }) => !type.includes(key))) },
    ...shown.map(({ key }) => ({ what: `not ${key}`, sum: minus(total(names), of(key)) })),
  ], threshold)

  function constrain(rows: readonly Row[], base: number): void {
    spansOf(rows, base, threshold, rules).forEach((spans, place) => {
      const row = rows[place]
      if (!row) return
      model.within(of(row.key), spans)
      if (row.figure.state === 'shown') constrain(row.rows, row.figure.people)
    })
  }
}

interface Kind { readonly language: string; readonly ended: boolean; readonly result: string; readonly rating: string; readonly serious: boolean }

/** Languages against what came of it, how satisfied they were and how serious it was: all of one person. */
export function attackAcross(unit: Unit, threshold: number): string[] {
  const people = peopleIn(unit.people)
  if (people === 0) return []
  const model = new Model()
  const languages = [...unit.languages.rows.map(({ key }) => key), 'other']
  const endings = [{ ended: false, result: '', rating: '' }, ...['agreed', 'helped', 'other'].flatMap((result) => ['satisfied', 'unsatisfied', ''].map((rating) => ({ ended: true, result, rating })))]
  const kinds: Kind[] = languages.flatMap((language) => endings.flatMap((ending) => [true, false].map((serious) => ({ language, serious, ...ending }))))
  const names = kinds.map(() => model.variable(people))
  const of = (test: (kind: Kind) => boolean): Sum => total(names.filter((_, place) => kinds[place] !== undefined && test(kinds[place])))
  model.is(total(names), '=', people)
  const tables: [Table, (key: string) => (kind: Kind) => boolean][] = [
    [unit.languages, (key) => ({ language }) => language === key], [unit.remedy.ended, () => ({ ended }) => ended], [unit.remedy.results, (key) => ({ result }) => result === key],
    [unit.satisfaction, (key) => ({ rating }) => rating === key], [unit.risk, () => ({ serious }) => serious],
  ]
  const targets: Target[] = []
  for (const [table, test] of tables) {
    const base = peopleIn(table.people)
    if (base === 0) continue
    spansOf(table.rows, base, threshold, 'all').forEach((spans, place) => {
      const { key = '', figure } = table.rows[place] ?? {}
      model.within(of(test(key)), spans)
      if (figure?.state !== 'shown') targets.push({ what: key, sum: of(test(key)) })
      else targets.push({ what: `${key}, serious`, sum: of((kind) => test(key)(kind) && kind.serious) })
    })
  }
  if (unit.award.noSeriousProblem.result === 'met') model.is(of(({ serious }) => serious), '<=', threshold - 1)
  return found(model, [...targets, { what: 'ended without an answer', sum: of(({ ended, rating }) => ended && rating === '') }], threshold)
}

/** Who asked, who checked, who only came: in a group's first report everybody came in it. */
export function attackReached(unit: Unit, isFirst: boolean, threshold: number): string[] {
  const { declared, people, selfCheck, reached } = unit
  if (declared === null || !isFirst) return []
  const model = new Model()
  const [asked, checked, both, only] = [model.variable(declared), model.variable(declared), model.variable(declared), model.variable(declared)]
  const [who, tried, came] = [total([asked, both]), total([checked, both]), total([asked, checked, both, only])]
  model.is(came, '<=', declared)
  const few = [{ least: 0, most: threshold - 1 }, { least: declared - threshold + 1, most: declared }]
  model.within(who, people.state === 'shown' ? [{ least: people.people, most: people.people }] : few)
  if (selfCheck) model.within(tried, selfCheck.people.state === 'shown' ? [{ least: selfCheck.people.people, most: selfCheck.people.people }] : few)
  if (reached.figure.state === 'shown') {
    model.is(came, '=', reached.figure.people)
    model.is(came, '>=', 2 * threshold - 1)
    for (const some of [who, tried]) model.is(minus(came, some), '>=', threshold)
  } else {
    model.either([...few, { least: 0, most: 2 * threshold - 2 }].map((span) => ({ sum: came, ...span })).concat([who, tried].map((some) => ({ sum: minus(came, some), least: 0, most: threshold - 1 }))))
  }
  const hidden = [people.state === 'shown' ? [] : [{ what: 'asked', sum: who }], selfCheck && selfCheck.people.state !== 'shown' ? [{ what: 'checked', sum: tried }] : []].flat()
  return found(model, [...hidden, { what: 'came without asking', sum: total([checked, only]) }, { what: 'came without checking', sum: total([asked, only]) }], threshold)
}

function found(model: Model, targets: readonly Target[], threshold: number): string[] {
  return targets.flatMap((target) => learned(model, target, threshold) ?? [])
}

function subsets(keys: readonly string[]): string[][] {
  return keys.reduce<string[][]>((before, key) => before.flatMap((one) => [one, [...one, key]]), [[]])
}

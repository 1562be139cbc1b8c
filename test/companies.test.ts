// Companies without a desk: who stands below whom, contracts by the day in Japan, codes that are no words, sheets, and flyers. Refusals first.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENTRY_CODE, entryCodeIn, entryText } from '../channels/entry.ts'
import { CODES, codeOf, codesMeant, codeStateOn } from '../src/companies/code.ts'
import { contractOn, folded } from '../src/companies/company.ts'
import { inOrder, planImport } from '../src/companies/plan.ts'
import type { Present } from '../src/companies/plan.ts'
import { qrOf, qrSvg } from '../src/companies/qr.ts'
import { readRows } from '../src/companies/rows.ts'
import { CodeShape, CompanyShape } from '../src/companies/shape.ts'
import { COLUMNS, templateSheet, writeSheet } from '../src/companies/sheet.ts'
import { inTree, withAllBelow, wouldCircle } from '../src/companies/tree.ts'
import { flyerPdf } from '../src/dossier/flyer.ts'
import { readings } from '../src/dossier/ruby.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { weekInWords } from '../src/hours/week-words.ts'
import { PREFECTURES } from '../src/partners/prefectures.ts'
import { readFact } from '../src/people/facts.ts'
import { cellsIn, sheetOf } from '../src/server/partner-sheet.ts'
import { words } from './content.ts'

const ID = (n: number) => `018f0000-0000-7000-8000-00000000000${n}`
const entry = (more: object = {}) => CompanyShape.parse({ name: '丸山食品', ...more })
const NOBODY: Present = { companies: [], workers: [], codes: [] }

describe('the tree', () => {
  const placed = [{ id: 'a', parent: null }, { id: 'b', parent: 'a' }, { id: 'c', parent: 'b' }, { id: 'd', parent: 'gone' }]
  test('nobody comes to stand below themselves', () => {
    expect([wouldCircle(placed, 'a', 'c'), wouldCircle(placed, 'a', 'a'), wouldCircle(placed, 'c', 'a'), wouldCircle(placed, 'a', null)]).toEqual([true, true, false, false])
  })
  test('all below are found through every relation, and everybody stands somewhere, even in a circle', () => {
    expect([...withAllBelow(placed, 'a')]).toEqual(['a', 'b', 'c'])
    expect(inTree(placed).map(({ company: { id }, depth }) => `${id}${depth}`)).toEqual(['a0', 'b1', 'c2', 'd0'])
    fc.assert(fc.property(fc.array(fc.option(fc.nat(9), { nil: null }), { maxLength: 10 }), (parents) => {
      const any = parents.map((parent, i) => ({ id: String(i), parent: parent === null ? null : String(parent) }))
      expect(inTree(any).map(({ company }) => company.id).toSorted()).toEqual(any.map(({ id }) => id).toSorted())
    }))
  })
})

describe('one company', () => {
  test.each([
    ['a relation without a company above', { relation: 'capital' }], ['a company above without a relation', { parent: ID(1) }], ['an end before its beginning', { contractFrom: '2026-04-01', contractTo: '2026-03-31' }],
    ['a day that does not exist', { contractTo: '2026-02-30' }], ['a fourth kind of contract', { tier: 4 }], ['no name', { name: ' ' }], ['a prefecture beyond the 47', { prefecture: 48 }],
  ])('%s is refused', (_, more) => { expect(CompanyShape.safeParse({ name: 'A', ...more }).success).toBe(false) })

  test('a contract holds on its last day and not on the next, and its end is told before', () => {
    const one = { contractFrom: '2026-01-01', contractTo: '2026-12-31' }
    expect(['2025-12-31', '2026-01-01', '2026-11-02', '2026-12-31', '2027-01-01'].map((day) => contractOn(one, day))).toEqual(['ahead', 'inForce', 'endsSoon', 'endsSoon', 'ended'])
    expect([contractOn({ contractFrom: null, contractTo: null }, '2026-01-01'), contractOn({ contractFrom: '2026-01-01', contractTo: null }, '2036-01-01')]).toEqual(['none', 'inForce'])
  })

  test('people write one company in many ways', () => {
    expect(new Set(['株式会社 丸山食品', '丸山食品（株）', '(株)丸山食品', '丸山 食品'].map(folded)).size).toBe(1)
    expect(folded('Maruyama Foods Co., Ltd.')).toBe(folded('ＭＡＲＵＹＡＭＡ ＦＯＯＤＳ'))
  })
})

describe('codes', () => {
  test('hold nothing that is mistaken for something else, spell no word, and fit every link and the file of a person', () => {
    fc.assert(fc.property(fc.nat(CODES * 2), (number) => {
      const code = codeOf(number)
      expect(code).toMatch(/^[CDFHJKMNPRTVWXY][CDFHJKMNPRTVWXY3479]{2}-[CDFHJKMNPRTVWXY3479]{2}[3479]$/)
      expect([ENTRY_CODE.test(code), entryCodeIn(entryText(code)), readFact('company', code)]).toEqual([true, code, code])
      expect(codesMeant(code.replace('-', '').toLowerCase())).toContain(code)
    }))
    expect(new Set(Array.from({ length: 20_000 }, (_, i) => codeOf(i * 391))).size).toBe(20_000)
  })
  test('are found as people type them, and sentences are none', () => {
    expect([codesMeant('ｋｘｆ４７９'), codesMeant(' kxf 479 '), codesMeant('KXF−479')]).toEqual([['KXF479', 'KXF-479'], ['KXF-479'], ['KXF-479']])
    expect(['丸山食品', 'my boss, again', '', 'a'].flatMap(codesMeant)).toEqual([])
  })
  test('count from their first day to their last', () => {
    const code = { validFrom: '2026-04-01', validTo: '2026-04-30', withdrawn: false }
    expect(['2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01'].map((day) => codeStateOn(code, day))).toEqual(['ahead', 'valid', 'valid', 'over'])
    expect(codeStateOn({ ...code, withdrawn: true }, '2026-04-10')).toBe('withdrawn')
    expect(['questionnaire:self-check', 'voice', 'https://example.org', 'x y'].map((opens) => CodeShape.safeParse({ lot: 'company', opens }).success)).toEqual([true, true, false, false])
  })
})

describe('sheets', () => {
  const titles = Object.values(COLUMNS)
  const row = (cells: Readonly<Partial<Record<keyof typeof COLUMNS, string>>>) => Object.keys(COLUMNS).map((name) => new Map(Object.entries(cells)).get(name) ?? '')
  const told = (problems: readonly { line: number; column: string | null; problem: string }[]) => problems.map(({ line, column, problem }) => `${line} ${column} ${problem}`)

  test('every mistake is told with its row and column', () => {
    expect(told(readRows([['name?']], PREFECTURES).problems)).toEqual(['1 name no_column'])
    const { rows, problems } = readRows([titles,
      row({ scope: 'x' }), row({ name: 'A', parent: 'B' }), row({ name: 'A', relation: '資本' }), row({ name: 'A', lot: '国', tier: '4', prefecture: '江戸', industry: '宇宙' }),
      row({ name: 'A', contractFrom: '2026/4/1', contractTo: '2026/3/1' }), row({ name: 'A', contractTo: '2026-02-30' }), row({ name: 'A', workers: '多い', workersAsOf: '2026-04-01' }), row({ name: 'A', workers: '12' }), row({ name: 'A', codes: 'no code' }),
    ], PREFECTURES)
    expect(rows).toEqual([])
    expect(told(problems)).toEqual(['2 name missing', '3 relation missing', '4 parent missing', '5 prefecture unknown', '5 tier unknown', '5 lot unknown', '5 industry unknown', '6 contractTo order', '7 contractTo bad', '8 workers bad', '9 workersAsOf missing', '10 codes bad'])
  })

  test('what does not fit together is told too: a parent nobody has, a circle, the code of another company, one company twice', () => {
    const present: Present = { companies: [{ id: ID(1), revision: 1, entry: entry({ name: 'B' }) }], workers: [], codes: [{ code: 'LOT-7', company: ID(2), lot: 'company', campaign: '', source: '', opens: null, validFrom: null, validTo: null }] }
    const { rows } = readRows([titles,
      row({ name: 'A', parent: 'Nobody', relation: '資本' }), row({ name: 'C', parent: 'B', relation: '資本' }), row({ name: 'B', parent: 'C', relation: '取引' }), row({ name: 'D', codes: 'LOT-7' }), row({ name: 'd' }), row({ name: 'E', id: 'x' }), row({ name: 'F', codes: 'NEW-4' }), row({ name: 'G', codes: 'new-4' })], PREFECTURES)
    const half = readRows([titles, row({ name: 'Above', tier: '9' }), row({ name: 'Below', parent: 'Above', relation: '資本' })], PREFECTURES)
    expect([half.unread, planImport(half.rows, NOBODY, () => ID(1), half.unread).problems]).toEqual([['Above'], []])
    let next = 2
    expect(told(planImport(rows, present, () => ID(++next)).problems)).toEqual(['2 parent no_parent', '3 parent circle', '4 parent circle', '5 codes taken', '6 name twice', '7 id no_such_id', '9 codes taken'])
  })

  test('people\'s own words are understood, parents are written before those below them, and the same sheet again changes nothing', () => {
    const { rows, problems } = readRows([titles,
      row({ name: '丸山物流', parent: '丸山食品', relation: '子会社', lot: 'ＪＩＣＡ', codes: 'abc-3 | 会社 | 春 | 2026/4/1 | 2026/9/30 | 組合 | voice\nABC-4' }),
      row({ name: '丸山食品', tier: '拡大', contractFrom: '2026年4月1日', prefecture: '愛知', industry: '食品', workers: '１,２００人', workersAsOf: '2026/4/1', otherNames: 'Maruyama\nまるやま' })], PREFECTURES)
    expect(problems).toEqual([])
    let next = 0
    const { planned } = planImport(rows, NOBODY, () => ID(++next))
    const [first, second] = inOrder(planned)
    expect(first).toMatchObject({ entry: { name: '丸山食品', tier: 2, contractFrom: '2026-04-01', prefecture: 23, industry: 'food', otherNames: ['Maruyama', 'まるやま'] }, workers: { workers: 1_200, asOf: '2026-04-01' } })
    expect(second).toMatchObject({ entry: { parent: first?.id, relation: 'capital', lot: 'jica' }, codes: [{ code: 'ABC-3', lot: 'company', campaign: '春', validTo: '2026-09-30', source: '組合', opens: 'voice', isNew: true }, { code: 'ABC-4', lot: 'jica' }] })
    const present: Present = {
      companies: planned.map(({ id, entry: kept }) => ({ id, revision: 1, entry: kept })), workers: planned.flatMap(({ id, workers }) => (workers ? [{ company: id, ...workers }] : [])),
      codes: planned.flatMap(({ id, codes }) => codes.map(({ isNew: _new, ...code }) => ({ company: id, ...code }))),
    }
    const again = planImport(rows, present, () => ID(9))
    // What a sheet has no column for stays; an empty cell empties.
    const [kept] = planImport(readRows([['会社名', '別名'], ['丸山食品', '']], PREFECTURES).rows, present, () => ID(9)).planned
    expect(kept?.entry).toMatchObject({ otherNames: [], tier: 2, prefecture: 23, contractFrom: '2026-04-01' })
    expect(again.planned.map(({ before, entry: after, workers, codes }) => [JSON.stringify(before?.entry) === JSON.stringify(after), workers, codes])).toEqual([[true, null, []], [true, null, []]])
  })

  test('what is written is read again as it was, in a real file too', async () => {
    const listed = [
      { id: ID(1), revision: 1, entry: entry({ otherNames: ['A, "B"', '=1+1'], tier: 3, contractFrom: '2026-04-01', contractTo: '2027-03-31', industry: 'textile', prefecture: 1, scope: '本社' }), workers: { asOf: '2026-04-01', workers: 0, source: '会社' }, codes: [{ code: 'KXF-479', lot: 'jica', campaign: '', source: '駅', opens: null, validFrom: null, validTo: '2026-12-31' }] },
      { id: ID(2), revision: 1, entry: entry({ name: '支社', parent: ID(1), relation: 'supply' }), workers: null, codes: [] },
    ] as const
    const { rows, problems } = readRows(await cellsIn(await sheetOf(writeSheet(listed, PREFECTURES), '企業')) ?? [], PREFECTURES)
    expect(problems).toEqual([])
    expect(rows.map(({ id, entry: read, workers, codes }) => ({ id, revision: 1, entry: { ...read, parent: read.parent === null ? null : ID(1) }, workers, codes }))).toEqual(listed)
    expect(readRows(templateSheet(PREFECTURES), PREFECTURES)).toMatchObject({ problems: [], rows: [{ id: null }, { id: null, entry: { relation: 'capital' } }] })
  })
})

describe('flyers', () => {
  test('kana stand above what they read, and nothing of the text is lost', () => {
    expect(readings('日本（にほん）で 働（はたら）く（LINE）')).toEqual([{ text: '日本', ruby: 'にほん' }, { text: 'で ', ruby: '' }, { text: '働', ruby: 'はたら' }, { text: 'く（LINE）', ruby: '' }])
  })

  test('a week is told as on a door', () => {
    expect(weekInWords(DESK_HOURS, 'en')).toEqual(['Monday – Saturday 10:00–18:00'])
    expect(weekInWords({ 1: [['09:00', '12:00'], ['13:00', '17:00']], 2: [['09:00', '17:00']], 4: [['09:00', '17:00']] }, 'ja')).toEqual(['げつようび 09:00–12:00, 13:00–17:00', 'かようび 09:00–17:00', 'もくようび 09:00–17:00'])
    expect(weekInWords({}, 'vi')).toEqual([])
  })

  test.each(['ja', 'my'] as const)('in %s it is one page, on A4 and as cards, with its fonts in it', async (language) => {
    const say = (key: string, values = {}) => words(language, `flyer.${key}`, values)
    const flyer = {
      language, name: say('name'), beside: '', company: say('company', { name: '丸山食品' }), title: say('title'), what: say('what'), secret: say('secret'), scan: say('scan'), card: say('card'), code: say('code', { code: 'KXF-479' }),
      hours: [say('always'), say('person', { hours: weekInWords(DESK_HOURS, language).join(' / ') }), say('holidays')],
      ways: (['line', 'messenger', 'webchat', 'email'] as const).map((channel) => ({ name: words(language, `channel.${channel}`), how: say(channel), shown: 'desk@example.org', qr: qrOf(`https://example.org/${channel}#KXF-479`) })),
    }
    for (const layout of ['a4', 'card'] as const) {
      const pdf = await flyerPdf(flyer, layout, new Date('2026-11-22T00:00:00Z'))
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
    }
  })

  test('a QR code is dark on white with room around it', () => {
    const { size, dark } = qrOf('https://line.me/R/oaMessage/%40desk/?Madoguchi%20%23KXF-479')
    expect(dark.length).toBeGreaterThan(size * size * 0.3)
    expect(qrSvg({ size, dark })).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`)
  })
})

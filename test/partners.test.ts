// The directory and its rules without a database: who touches whom, who can be asked, in which order, and what a sheet may hold.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PARTNER_KINDS } from '../src/partners/entry.ts'
import type { PartnerEntry } from '../src/partners/entry.ts'
import { hindranceOf, partyOf, termOf } from '../src/partners/entry.ts'
import { neighboursOf, PREFECTURES } from '../src/partners/prefectures.ts'
import { rankPartners } from '../src/partners/rank.ts'
import { changesBetween, PartnerShape } from '../src/partners/shape.ts'
import { COLUMNS, readSheet, writeSheet } from '../src/partners/sheet.ts'
import { cellsIn, sheetOf } from '../src/server/partner-sheet.ts'
import { prefectures } from '../src/people/prefectures.ts'

const TODAY = '2026-11-21'
const entry = (change: Partial<PartnerEntry> = {}): PartnerEntry => PartnerShape.parse({ kind: 'npo', name: '支援会', agreementUntil: '2027-03-31', trainingUntil: '2027-03-31', ...change })
const NOBODY = { conflicts: new Set<string>(), asked: new Set<string>(), declined: new Set<string>() }

describe('prefectures', () => {
  test('touch each other both ways, none itself, and none is alone', () => {
    for (const one of PREFECTURES) {
      expect([one, neighboursOf(one).length > 0, neighboursOf(one).includes(one), new Set(neighboursOf(one)).size]).toEqual([one, true, false, neighboursOf(one).length])
      for (const other of neighboursOf(one)) expect([one, other, neighboursOf(other).includes(one)]).toEqual([one, other, true])
    }
  })

  test('are the 47 of the map, and touch where people know them to', () => {
    expect(prefectures.map(({ ja }) => ja)).toEqual([...PREFECTURES])
    expect(neighboursOf('長野県')).toHaveLength(8)
    expect(neighboursOf('沖縄県')).toEqual(['鹿児島県'])
    expect(neighboursOf('香川県').includes('岡山県')).toBe(true)
    // No two that touch are far from each other, except by sea to Okinawa.
    const place = new Map(prefectures.map((one) => [one.ja, one]))
    for (const one of PREFECTURES) for (const other of neighboursOf(one)) {
      const [a, b] = [place.get(one), place.get(other)]
      const degrees = Math.hypot((a?.latitude ?? 0) - (b?.latitude ?? 90), (a?.longitude ?? 0) - (b?.longitude ?? 0))
      expect([one, other, degrees < 3 || one === '沖縄県' || other === '沖縄県']).toEqual([one, other, true])
    }
  })
})

describe('who can be asked', () => {
  test.each([
    ['a paused partner', entry({ paused: true }), 'accompany', 'paused'],
    ['one whose agreement ended yesterday', entry({ agreementUntil: '2026-11-20' }), 'interpret', 'agreement'],
    ['one without an agreement', entry({ agreementUntil: null }), 'interpret', 'agreement'],
    ['one whose training ended, to accompany', entry({ trainingUntil: '2026-11-20' }), 'accompany', 'training'],
    ['one who was never trained, to accompany', entry({ trainingUntil: null }), 'accompany', 'training'],
    ['one whose training ended, for anything else', entry({ trainingUntil: '2026-11-20' }), 'shelter', null],
    ['one whose agreement ends today', entry({ agreementUntil: TODAY }), 'accompany', null],
    ['a public office without an agreement', entry({ kind: 'publicOffice', agreementUntil: null, trainingUntil: null }), 'accompany', null],
  ] as const)('%s', (_, one, kind, hindrance) => { expect(hindranceOf(one, kind, TODAY)).toBe(hindrance) })

  test('terms are told thirty days before, to the day', () => {
    expect(['2026-11-20', '2026-11-21', '2026-12-21', '2026-12-22'].map((day) => termOf(day, TODAY))).toEqual(['expired', 'soon', 'soon', 'valid'])
  })

  test('a scrivener is turned to as an expert, a consulate as an office; an office is bound to report', () => {
    expect([partyOf(entry({ kind: 'scrivener' })).type, partyOf(entry({ kind: 'consulate' })).type, partyOf(entry()).type, partyOf(entry({ kind: 'publicOffice' })).publicEmployee]).toEqual(['lawyer', 'office', 'partner', true])
  })
})

describe('the search', () => {
  const wanted = { kind: 'shelter', prefecture: '愛知県', language: 'vi', themes: ['labour.dismissal'], today: TODAY } as const
  const partners = [
    { id: 'far', revision: 1, entry: entry({ kind: 'shelter', name: '遠い家', prefectures: ['北海道'], languages: ['vi'], shelterPlaces: 4 }) },
    { id: 'next', revision: 1, entry: entry({ kind: 'shelter', name: 'となりの家', prefectures: ['岐阜県'], languages: ['vi'], themes: ['labour'], shelterPlaces: 2 }) },
    { id: 'mute', revision: 1, entry: entry({ kind: 'shelter', name: '近くの家', prefectures: ['愛知県'], languages: ['ja'], shelterPlaces: 1 }) },
    { id: 'past', revision: 1, entry: entry({ kind: 'shelter', name: '古い家', prefectures: ['愛知県'], languages: ['vi'], agreementUntil: '2026-01-01' }) },
    { id: 'tied', revision: 1, entry: entry({ kind: 'shelter', name: '縁のある家', prefectures: ['愛知県'], languages: ['vi'], paused: true }) },
    { id: 'lawyer', revision: 1, entry: entry({ kind: 'lawyer', name: '弁護士', prefectures: ['愛知県'] }) },
  ]

  test('puts who is near and speaks the language first, with the reasons, and who cannot be asked last, with why', () => {
    const ranked = rankPartners(partners, wanted, { ...NOBODY, conflicts: new Set(['tied']) })
    expect(ranked.map(({ partner, hindrance }) => [partner.id, hindrance])).toEqual([['next', null], ['mute', null], ['far', null], ['tied', 'conflict'], ['past', 'agreement']])
    expect(ranked[0]?.reasons).toEqual(['neighbour', 'speaks', 'theme', 'place', 'free'])
  })

  test('whoever cannot be asked never stands before somebody who can, and who said no stands last among those', () => {
    fc.assert(fc.property(fc.subarray(['far', 'next', 'mute']), fc.subarray(['far', 'next', 'mute', 'past']), fc.subarray(['far', 'next', 'mute']), (conflicts, asked, declined) => {
      const ranked = rankPartners(partners, wanted, { conflicts: new Set(conflicts), asked: new Set(asked), declined: new Set(declined) })
      const free = ranked.map(({ hindrance }) => hindrance === null)
      expect(free).toEqual(free.toSorted((a, b) => Number(b) - Number(a)))
      const said = ranked.filter(({ hindrance }) => hindrance === null).map(({ reasons }) => reasons.includes('declined'))
      expect(said).toEqual(said.toSorted((a, b) => Number(a) - Number(b)))
    }))
  })
})

describe('sheets', () => {
  const titles = Object.values(COLUMNS)
  const row = (cells: Readonly<Partial<Record<keyof typeof COLUMNS, string>>>) => Object.keys(COLUMNS).map((name) => new Map(Object.entries(cells)).get(name) ?? '')

  test('every mistake is told with its row and column, and nothing of an employer\'s own firms comes in', () => {
    const { rows, problems } = readSheet([titles,
      row({ kind: '監理団体', name: '東海協同組合' }), row({ kind: 'NPO', name: 'アジア登録支援機関' }), row({ kind: '', name: '' , notes: 'x' }), row({ kind: '弁護士', name: '青木', prefectures: '愛知、江戸', agreementUntil: '2027-02-30' }),
      row({ kind: '弁護士', name: '青木' }), row({ kind: '弁護士', name: '青 木' }), row({ kind: '通訳', name: 'リン', contacts: 'リン | not an address', shelterPlaces: 'many', publicEmployee: 'maybe' })])
    expect(problems.map(({ line, column, problem }) => [line, column, problem])).toEqual([
      [2, 'kind', 'employer_side'], [3, 'name', 'employer_side'], [4, 'kind', 'missing'], [4, 'name', 'missing'], [5, 'prefectures', 'unknown'], [5, 'agreementUntil', 'bad'],
      [7, 'name', 'twice'], [8, 'publicEmployee', 'unknown'], [8, 'contacts', 'bad'], [8, 'shelterPlaces', 'bad'],
    ])
    expect(rows.map(({ line }) => line)).toEqual([6, 7])
    expect(readSheet([['name']]).problems).toMatchObject([{ problem: 'no_column', column: 'kind' }])
  })

  test('people\'s own words are understood: 東京 and 全国, dates with slashes, wide letters', () => {
    const { rows, problems } = readSheet([titles, row({ kind: 'ＮＰＯ', name: '家', prefectures: '東京、北海道', languages: 'ベトナム語 / 英語', agreementUntil: '2027/3/1', fee: '法テラス', shelterPlaces: '３' }), row({ kind: '社労士', name: '林', prefectures: '全国' })])
    expect(problems).toEqual([])
    expect(rows[0]?.entry).toMatchObject({ kind: 'npo', prefectures: ['北海道', '東京都'], languages: ['en', 'vi'], agreementUntil: '2027-03-01', fee: 'legalAid', shelterPlaces: 3 })
    expect(rows[1]?.entry.prefectures).toHaveLength(47)
  })

  const some = <T>(of: readonly T[]) => fc.subarray([...of])
  test('what is written is read again as it was, in a real file too', async () => {
    const any = fc.record({
      kind: fc.constantFrom(...PARTNER_KINDS), name: fc.constantFrom('支援会', 'A "B", C', '=1+1', 'นี่'), prefectures: some(PREFECTURES), languages: some(['ja', 'vi', 'my']), themes: some(['labour', 'tax']),
      agreementUntil: fc.constantFrom(null, '2026-12-31', '2028-02-29'), fee: fc.constantFrom('free', 'legalAid', 'fixed', 'hourly'), shelterPlaces: fc.nat(40), publicEmployee: fc.boolean(), paused: fc.boolean(),
      notes: fc.constantFrom('', '1行目\n2行目', '0120'), contacts: fc.constantFrom([], [{ name: '田中', email: 'tanaka@example.org', phone: '03-1234-5678' }]),
    }).map((one) => PartnerShape.parse(one))
    fc.assert(fc.property(any, (one) => { expect(readSheet(writeSheet([{ id: 'x', entry: one }]))).toEqual({ problems: [], rows: [{ line: 2, id: 'x', entry: one }] }) }))
    const kept = fc.sample(any, { numRuns: 5, seed: 7 }).map((one, i) => ({ id: `id-${i}`, entry: { ...one, name: `${one.name} ${i}` } }))
    expect(readSheet(await cellsIn(await sheetOf(writeSheet(kept))) ?? []).rows.map(({ id, entry: read }) => ({ id, entry: read }))).toEqual(kept)
  })

  test('a CSV of Japanese Excel is read, and what is no sheet is said to be none', async () => {
    const iconv = (await import('iconv-lite')).default
    const csv = '種類,名前,覚書の期限\r\n行政書士,"佐藤, 花子",2027-01-05\r\n'
    for (const bytes of [iconv.encode(csv, 'cp932'), Buffer.from(`\ufeff${csv}`)]) expect(readSheet(await cellsIn(bytes) ?? []).rows).toMatchObject([{ entry: { kind: 'scrivener', name: '佐藤, 花子', agreementUntil: '2027-01-05' } }])
    expect(await cellsIn(Buffer.from('PK but nothing else'))).toBeNull()
  })

  test('only what changed is noted', () => {
    expect(changesBetween(entry(), entry({ name: '別の会', paused: true }))).toEqual({ name: ['支援会', '別の会'], paused: [false, true] })
  })
})

// What a text is found by, without a desk: nine scripts, what must not be found, and where it stands in the text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerptOf } from '../src/knowledge/excerpt.ts'
import { toUnicode } from '../src/knowledge/normalise.ts'
import { createTermHash } from '../src/knowledge/term-hash.ts'
import { hitsIn, termsIn, wantedIn } from '../src/knowledge/terms.ts'

const BURMESE = 'လစာမရသေးပါဘူး ဘယ်လိုလုပ်ရမလဲ'
const ZAWGYI = 'လစာမရေသးပါဘူး ဘယ္လိုလုပ္ရမလဲ'

/** What is marked in the text; null where it is not found. By the index alone, nothing may be lost that the words hold. */
function marked(text: string, query: string): string[] | null {
  const wanted = wantedIn(query)
  const unicode = toUnicode(text)
  const hits = hitsIn(unicode, wanted)
  const terms = termsIn([text])
  if (hits) expect([...wanted.terms].filter((term) => !terms.has(term))).toEqual([])
  return hits && hits.map(({ from, to }) => unicode.slice(from, to))
}

test.each([
  ['Em chưa được trả tiền lương', 'luong chua', ['chưa', 'lương']],
  ['em chua duoc tra luong', 'lương', ['luong']],
  ['Đà Nẵng', 'da nang', ['Đà', 'Nẵng']],
  ['寮の家賃、残業 １０時間', '家賃 10', ['家賃', '１０']],
  ['ｶﾞｿﾘﾝ代', 'がそりん', ['ｶﾞｿﾘﾝ']],
  ['給料が\n未払いです', '料が未払', ['料が\n未払']],
  ['寮', '寮', ['寮']],
  ['工资没有发', '资没', ['资没']],
  [BURMESE, 'မရ သေး', ['မရသေး']],
  [ZAWGYI, 'လစာမရ', ['လစာမရ']],
  ['Não recebi as férias', 'FERIAS', ['férias']],
  ['¿Cuándo me pagan?', 'cuando', ['Cuándo']],
  ['Gaji saya belum dibayar', 'bayar', null],
  ['Gaji saya belum dibayar', 'dibay', ['dibay']],
  ['Hindi pa po', 'po', ['po']],
  ['Hindi pa pong', 'po', null],
  ['家賃が高い', '家高', null],
  ['LINEで', 'line', ['LINE']],
  ['an employer', 'overtime', null],
])('%s: %s', (text, query, expected) => expect(marked(text, query)).toEqual(expected))

test('what consists of marks alone looks for nothing', () => {
  expect([wantedIn('?! …').terms.size, wantedIn('👍').terms.size]).toEqual([0, 0])
})

test('every beginning of a word and every part of a stretch is found, and the marks are where it stands', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-zA-Zàéđơữ]{3,9}( [a-z]{3,6}){0,2}$/), fc.integer({ min: 3, max: 9 }), (text, length) => {
    const word = text.split(' ')[0]?.slice(0, length) ?? ''
    // Of a letter that is typed on and on, two are kept.
    fc.pre(!/(.)\1\1/i.test(text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')))
    expect(marked(text, word)).toContain(word)
  }), { numRuns: 80 })
  fc.assert(fc.property(fc.stringMatching(/^[家賃料残業寮の払い]{2,12}$/), fc.nat(10), fc.integer({ min: 1, max: 5 }), (text, from, length) => {
    const part = text.slice(from % text.length, (from % text.length) + length)
    expect(marked(text, part)?.join('')).toContain(part)
  }), { numRuns: 80 })
})

test('the terms tell nothing without the key, and the same key gives the same', () => {
  const [one, again, other] = [createTermHash('a'), createTermHash('a'), createTermHash('b')]
  const terms = termsIn(['給料 luong'])
  expect(one(terms)).toEqual(again(terms))
  expect(one(terms).filter((hash) => other(terms).includes(hash))).toEqual([])
})

test('an excerpt begins near what was found, cuts no letter, and says which pieces were found', () => {
  const text = `${'👩‍👩‍👧'.repeat(40)}家賃${'あ'.repeat(300)}`
  const pieces = excerptOf(text, hitsIn(text, wantedIn('家賃')) ?? [])
  expect(pieces.filter(({ found }) => found)).toEqual([{ text: '家賃', found: true }])
  expect([pieces[0]?.text, pieces[1]?.text, pieces.at(-1)?.text]).toEqual(['…', '👩‍👩‍👧'.repeat(24), '…'])
  expect(excerptOf('short', [])).toEqual([{ text: 'short', found: false }])
})

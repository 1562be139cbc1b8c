// Splitting and clipping, for every script workers write.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clip, graphemeLength, split } from '../channels/text.ts'

const SAMPLES = ['こんにちは、給料が払われません。', 'Hello there, my boss', '你好，工资没发', 'Tôi chưa được trả lương', 'Hindi po ako binayaran', 'Saya belum digaji',
  'လစာ မရသေးဘူး ကူညီပါ', 'Não recebi o salário', 'Aún no me pagan, señor', '👩‍👩‍👧‍👦', '🇻🇳', '🏳️‍🌈', 'ก็', '\n', ' ', 'e\u0301']
const anyText = fc.array(fc.constantFrom(...SAMPLES.flatMap((sample) => [sample, ...sample])), { maxLength: 400 }).map((parts) => parts.join(''))

test('no part is over the limit, nothing is lost', () => {
  fc.assert(fc.property(anyText, fc.integer({ min: 20, max: 200 }), (text, limit) => {
    const parts = split(text, limit)
    expect(parts.join('')).toBe(text)
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit)
  }))
})

test('no grapheme is cut', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  fc.assert(fc.property(anyText, fc.integer({ min: 20, max: 200 }), (text, limit) => {
    const starts = new Set(Array.from(segmenter.segment(text), ({ index }) => index).concat(text.length))
    let at = 0
    for (const part of split(text, limit)) {
      at += part.length
      expect(starts.has(at)).toBe(true)
    }
  }))
})

test('a single grapheme longer than the limit is cut between code points', () => {
  const pile = `a${'\u0301'.repeat(50)}`
  expect(split(pile, 20).join('')).toBe(pile)
  expect(split('😀'.repeat(3), 1).join('')).toBe('😀'.repeat(3))
})

test('a clipped label has the limit in graphemes, and says that something is missing', () => {
  fc.assert(fc.property(anyText, fc.integer({ min: 2, max: 30 }), (text, limit) => {
    const clipped = clip(text, limit)
    expect(graphemeLength(clipped)).toBeLessThanOrEqual(limit)
    if (clipped !== text) expect(clipped.endsWith('…')).toBe(true)
  }))
})

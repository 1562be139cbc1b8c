// What channels do to long lines, in nine scripts and emoji: nothing over the limit, no character cut, nothing lost, five objects a call.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capabilities as lineCan } from '../channels/line/capabilities.ts'
import { line } from '../channels/line/index.ts'
import { capabilities as messengerCan } from '../channels/messenger/capabilities.ts'
import { messenger } from '../channels/messenger/index.ts'

const SENTENCES: Readonly<Record<string, string>> = {
  ja: '会社が 給料を 払って くれません。どうしたら いいですか？', en: 'My boss keeps my passport in his drawer. ', zh: '老板说下个月再给工资，可是已经三个月了。',
  vi: 'Công ty không trả lương tháng trước cho tôi. ', tl: 'Hindi po nila ibinibigay ang sweldo namin. ', id: 'Gaji saya belum dibayar sejak dua bulan lalu. ',
  my: 'အလုပ်ရှင်က လစာမပေးသေးပါဘူး။ ဘယ်လိုလုပ်ရမလဲ။', pt: 'A fábrica não pagou as horas extras. ', es: '¿Quién me ayuda si no me pagan el mes? ',
  emoji: '👩‍👩‍👧‍👦🇻🇳🏳️‍🌈👍🏽😀', zawgyi: 'ေနေကာင္းလား ', marks: 'ก็e\u0301한글\r\n', surrogates: '𠮷野家𝒳',
}
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const boundaries = (text: string) => new Set(Array.from(segmenter.segment(text), ({ index }) => index).concat(text.length))

/** Mostly one script, with pieces of the others, long enough to be cut several times. A blank at the end could be a part that shows nothing, which is not sent. */
const texts = (script: string, limit: number) => fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(SENTENCES[script] ?? '') }, fc.constantFrom(...Object.values(SENTENCES), '\n', ' ')), { minLength: 10, maxLength: 60, size: 'max' })
  .chain((parts) => fc.integer({ min: 4, max: 60 }).map((times) => parts.join('').repeat(times).slice(0, limit * 7).toWellFormed().replaceAll('\ufffd', '').trim()))
  .filter((text) => text !== '')
const to = { person: 'U4af49806290000000000000000000001', thread: '', retryKey: '018f0000-0000-7000-8000-000000000001' }

function holds(text: string, parts: readonly string[], limit: number): void {
  expect(parts.join('')).toBe(text)
  const allowed = boundaries(text)
  let at = 0
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(limit)
    at += part.length
    expect(allowed.has(at)).toBe(true)
  }
}

describe.each(Object.keys(SENTENCES))('a long text in %s', (script) => {
  test('on LINE', () => {
    fc.assert(fc.property(texts(script, lineCan.textLength), (text) => {
      const calls = line.render([{ id: 'm1', text, language: 'en', author: 'bot' }], to)
      expect(calls.every(({ messages }) => messages.length >= 1 && messages.length <= 5)).toBe(true)
      expect(new Set(calls.map(({ retryKey }) => retryKey)).size).toBe(calls.length)
      holds(text, calls.flatMap(({ messages }) => messages.map((message) => ('text' in message ? message.text : ''))), lineCan.textLength)
    }), { numRuns: 40 })
  })

  test('on Messenger', () => {
    fc.assert(fc.property(texts(script, messengerCan.textLength), (text) => {
      const calls = messenger.render([{ id: 'm1', text, language: 'en', author: 'bot' }], to)
      expect(calls.map(({ part, parts }) => [part, parts])).toEqual(calls.map((_, i) => [i, calls.length]))
      holds(text, calls.map((call) => call.text), messengerCan.textLength)
    }), { numRuns: 40 })
  })
})

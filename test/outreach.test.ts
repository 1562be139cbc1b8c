// The rules of messages to many, without a desk: who may get one, what its first line may say, which counts are shown.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { channels } from '../channels/index.ts'
import { saidIn } from '../src/contact/terms.ts'
import { strictest } from '../src/contact/strictest.ts'
import { leads, newsLine, readIn, shownOn, template } from '../src/gateway/news-line.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { secondsLeft, yenFor } from '../src/outreach/estimate.ts'
import { KINDS, messageFaults, textFaults } from '../src/outreach/message.ts'
import { outreachTo } from '../src/outreach/reach.ts'
import type { Candidate } from '../src/outreach/reach.ts'
import { EVERYBODY, readSegment } from '../src/outreach/segment.ts'
import { LEAST, shownParts } from '../src/outreach/small-numbers.ts'
import { content } from './content.ts'

const DAYTIME = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [['08:00', '21:00'] as const]]))
const NOON = new Date('2026-11-22T12:00:00+09:00')
const NIGHT = new Date('2026-12-31T23:59:00+09:00')
const SOMEBODY: Candidate = { contact: { begin: true, neutral: false }, channel: 'line', windowUntil: null, reachable: true, heldElsewhere: false, left: false, unconfirmed: false, dangerous: false, heardAt: NOON, busy: false }
const TELLING = { words: content.telling, companies: ['株式会社ひかり', 'Hikari Foods'] }

test.each<[string, Partial<Candidate>, string | null, string | null]>([
  ['said nothing', { contact: null }, 'never', null],
  ['said no', { contact: { begin: false } }, 'never', 'never'],
  ['allowed it, on another app', { contact: { begin: true, channels: ['messenger'] } }, 'channel', 'channel'],
  ['wants no news', { contact: { begin: true, news: false } }, 'optedOut', 'optedOut'],
  ['said nothing but that they want no news', { contact: { news: false } }, 'optedOut', 'optedOut'],
  ['has a phone that somebody sees', { contact: { begin: true, watched: true } }, 'safeContact', 'safeContact'],
  ['blocked the account', { reachable: false }, 'blocked', 'blocked'],
  ['left with the exit word', { left: true }, 'left', 'left'],
  ['may be somebody else', { unconfirmed: true }, 'unconfirmed', 'unconfirmed'],
  ['was in danger and silent since', { dangerous: true, heardAt: new Date('2026-10-01T00:00:00Z') }, 'unconfirmed', 'unconfirmed'],
  ['is beyond the window', { windowUntil: new Date('2026-11-22T11:59:00+09:00') }, 'window', 'window'],
  ['uses no app to write to', { channel: null }, 'noChannel', 'noChannel'],
  ['allowed it', {}, null, null],
])('who %s', (_, who, news, disaster) => {
  for (const [kind, reason] of [['news', news], ['disaster', disaster]] as const) {
    expect(outreachTo({ ...SOMEBODY, ...who }, kind, DAYTIME, NOON)).toMatchObject(reason === null ? { type: 'now' } : { type: 'no', reason })
  }
})

test('news waits for the morning in Japan and for the hours somebody named; a warning only for the hours they named; nobody is talked over', () => {
  expect(outreachTo(SOMEBODY, 'news', DAYTIME, NIGHT)).toEqual({ type: 'later', reason: 'quietHours', at: new Date('2027-01-01T08:00:00+09:00') })
  expect(outreachTo(SOMEBODY, 'disaster', DAYTIME, NIGHT)).toEqual({ type: 'now', neutral: false })
  const evening = { ...SOMEBODY, contact: { begin: true, neutral: false, hours: { 7: [['18:00', '23:00']] } } }
  expect(outreachTo(evening, 'news', DAYTIME, NOON)).toMatchObject({ type: 'later', at: new Date('2026-11-22T18:00:00+09:00') })
  expect(outreachTo(evening, 'disaster', DAYTIME, NOON)).toMatchObject({ type: 'later', at: new Date('2026-11-22T18:00:00+09:00') })
  expect(outreachTo({ ...SOMEBODY, busy: true }, 'disaster', DAYTIME, NOON)).toMatchObject({ type: 'later', reason: 'busy' })
})

test('who wants a greeting first gets one, unless they said nothing of it and are warned', () => {
  const careful = { ...SOMEBODY, contact: { begin: true } }
  expect(outreachTo(careful, 'news', DAYTIME, NOON)).toEqual({ type: 'now', neutral: true })
  expect(outreachTo(careful, 'disaster', DAYTIME, NOON)).toEqual({ type: 'now', neutral: false })
  expect(outreachTo({ ...careful, contact: { begin: true, neutral: true } }, 'disaster', DAYTIME, NOON)).toEqual({ type: 'now', neutral: true })
})

test('of two apps of one person the one without news counts', () => {
  const of = (a: object, b: object) => saidIn(strictest({ kept: a, channels: ['line'] }, { kept: b, channels: ['messenger'] })).news
  expect([of({ news: false }, { news: true }), of({ news: true }, {}), of({}, {})]).toEqual([false, true, undefined])
})

test('a first line that names the desk, the law or a company is refused, in any width and case', () => {
  const faults = (language: string, text: string) => textFaults(language, { text, source: 'written' }, TELLING).map(({ type }) => type)
  for (const [language, text] of [['en', 'ＭＡＤＯＧＵＣＨＩ: hello\nmore'], ['en', 'Know the law'], ['en', 'Work at Hikari-Foods?'], ['ja', '株式会社ひかりの みなさん'], ['ja', '労働基準法のこと'], ['vi', 'Luật lao động'], ['my', 'ဥပဒေ သတင်း'], ['pt', 'Sobre a lei do trabalho']] as const) expect([text, faults(language, text)]).toEqual([text, ['telling']])
  for (const [language, text] of [['en', 'Lawson has new rice balls\nMadoguchi'], ['pt', 'Beba leite'], ['ja', 'くらしの おしらせ']] as const) expect([text, faults(language, text)]).toEqual([text, []])
  expect(faults('en', ' \n')).toEqual(['missing'])
  expect(faults('en', 'x'.repeat(61))).toEqual(['firstLineLong'])
  expect(textFaults('en', { text: 'News', source: 'machine' }, TELLING)).toEqual([{ type: 'draft', language: 'en' }])
})

test.each(KINDS.filter((kind) => kind !== 'free'))('the template of %s may go in nine languages and fits every channel', (kind) => {
  const message = template(kind, kind === 'news' ? 'labour.unpaid-wages' : null, content, '2026-11-22')
  const keys = new Set(['self-check'])
  expect(messageFaults(message, LANGUAGES, TELLING, (address) => leads(address, content, keys))).toEqual([])
  for (const { capabilities } of Object.values(channels)) {
    for (const language of LANGUAGES) {
      const line = newsLine(message, language, content, capabilities)
      const { buttons } = shownOn(line, capabilities)
      expect(line.text).toContain(content.words(language, 'news.stop'))
      expect(buttons.length > 0 ? buttons.at(-1) : line.text).toContain(content.words(language, 'choice.noNews'))
      expect(line.session === null).toBe(capabilities.choices > 0)
    }
  }
})

test('an article stands in it word for word; a button that leads nowhere is a fault; nobody gets a language that is not written', () => {
  const message = template('news', 'labour.unpaid-wages', content, '2026-11-22')
  const article = content.articles.get('labour.unpaid-wages')?.articles.vi
  expect(message.texts['vi']?.text).toContain(`${article?.title}\n\n${article?.text.trim().slice(0, 80)}`)
  expect(leads('answer:labour.unpaid-wages', content, new Set())).toBe(true)
  for (const address of ['answer:nothing', 'questionnaire:gone', 'person', 'menu', 'answer:labour.unpaid-wages,person']) expect([address, leads(address, content, new Set())]).toEqual([address, false])
  const english = { texts: { en: { text: 'News', source: 'written' as const } }, buttons: [] }
  expect([readIn(english, 'en'), readIn(english, null), readIn(english, 'vi'), readIn(english, 'ne')]).toEqual(['en', 'en', null, 'en'])
  expect(messageFaults(english, ['en', 'vi'], TELLING, () => true)).toEqual([{ type: 'missing', language: 'vi' }])
})

test('each language has words of its own that end news, and no sentence does', () => {
  for (const language of LANGUAGES) {
    const told = content.words(language, 'news.stop')
    const named = [...told.matchAll(/[「“]([^」”]+)[」”]/g)].map(([, word = '']) => word)
    expect([language, named.some((word) => content.newsWords.has(word))]).toEqual([language, true])
  }
  expect(['Please stop my boss', 'no news from my company', 'stop working'].filter((text) => content.newsWords.has(text))).toEqual([])
})

test('a segment with anything unknown in it is none', () => {
  for (const wrong of [null, [], { language: ['vi'] }, { languages: 'vi' }, { prefectures: [48] }, { industries: ['spying'] }, { companies: ['x'] }, { heardWithin: 0 }, { questionnaire: { key: 'a b', answered: true } }, { related: 1 }]) expect(readSegment(wrong)).toBeNull()
  expect(readSegment({})).toEqual(EVERYBODY)
  expect(readSegment({ languages: ['vi', 'vi'], heardWithin: 30 })).toEqual({ ...EVERYBODY, languages: ['vi'], heardWithin: 30 })
})

test('no count below five is shown, nor one that tells it by subtraction', () => {
  fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.integer({ min: 0, max: 30 })), (parts) => {
    const visible = shownParts(parts)
    const hidden = Object.keys(parts).filter((key) => visible[key] === null)
    for (const [key, count] of Object.entries(parts)) if (count > 0 && count < LEAST) expect(visible[key]).toBeNull()
    const others = Object.values(parts).some((count) => count >= LEAST)
    expect(hidden.length === 1 && others).toBe(false)
  }))
})

test('the time it takes is that of the slowest channel; what nobody priced has no price', () => {
  expect(secondsLeft({ line: 1_000, email: 50 }, { line: 100, email: 5 })).toBe(10)
  expect(secondsLeft({ fax: 1 }, { line: 100 })).toBeNull()
  expect(yenFor({ line: { people: 10, messages: 15 }, email: { people: 9, messages: 9 } }, { line: 3, email: 0 })).toBe(45)
  expect(yenFor({ line: { people: 10, messages: 15 } }, { line: null })).toBeNull()
})

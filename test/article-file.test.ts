// An article's file: read and written without losing a byte, and every rule that keeps one from being shown.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { articleFaults } from '../src/gateway/article-faults.ts'
import { Article, readArticle, UnreadableArticle, writeArticle } from '../src/gateway/article-file.ts'
import { overlaid, relearned } from '../src/gateway/overlay.ts'
import { staleOf } from '../src/gateway/stale.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { content } from './content.ts'

const FOLDER = join(import.meta.dirname, '../flows/faq')
const names = readdirSync(FOLDER)
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8')
const garbage = readArticle(textOf('living.garbage.yaml'))
const english = (change: Partial<{ title: string; text: string }>): Article => ({ ...garbage, articles: { ...garbage.articles, en: { ...garbage.articles.en, ...change } } })

test('every file of flows/faq is, byte for byte, what is written from what was read', () => {
  expect(names.filter((name) => writeArticle(readArticle(textOf(name))) !== textOf(name))).toEqual([])
})

test('any words survive being written and read: quotes, line ends, colons, other scripts, what YAML takes for numbers', () => {
  const words = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), fc.constantFrom('null', '1.5', '0x1f', 'yes', '- a', '# b', ' a', 'a ', "'", '"', '\\', 'a: b', 'a\n\nb', '\n', 'a\r\nb', '\ta', '[x]', '{y}', '&z', '!tag', '\u2028', '\u0085', '\ufeff', '|', '>'))
  const each = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 9, maxLength: 9 }).map((values) => Object.fromEntries(LANGUAGES.map((language, i) => [language, values[i]])))
  const written = fc.record({
    reviewer: words, law: words, office: words, contacts: fc.array(words, { maxLength: 3 }), articles: each(fc.record({ title: words, text: words })), ask: each(fc.array(words, { maxLength: 3 })),
    note: fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((line) => line === line.trimEnd() && line !== ''), { maxLength: 2 }).map((lines) => lines.join('\n')),
  })
  fc.assert(fc.property(written, ({ law, office, ...rest }) => {
    const article = Article.parse({ ...garbage, ...rest, sources: [{ law, office }] })
    expect(readArticle(writeArticle(article))).toEqual(article)
  }), { numRuns: 60 })
})

describe('no article', () => {
  test.each([['nothing', ''], ['no YAML', 'a: [b'], ['a list', '- a'], ['a field nobody knows', `${textOf('living.garbage.yaml')}more: 1\n`], ['a language missing', textOf('living.garbage.yaml').replace(/^ {2}es:\n {4}title.*\n/m, '')]])('%s', (_title, file) => {
    expect(() => readArticle(file)).toThrow(UnreadableArticle)
  })
})

describe('an article may not be shown', () => {
  test.each([
    ['with an empty title', english({ title: '' }), 'articles.en.title missing'],
    ['with a title no button holds', english({ title: 'twenty-one characters' }), 'articles.en.title title_long'],
    ['without a text', english({ text: '' }), 'articles.en.text missing'],
    ['with a number that the other languages do not state', english({ text: 'It takes 77 days.' }), 'articles.ja.text numbers_differ'],
    ['with a telephone number that stands below it anyway', english({ text: 'Call 0120-811-610.' }), 'articles.en.text repeats_contact'],
    ['with a contact nobody knows', { ...garbage, contacts: ['nobody'] }, 'contacts unknown_contact'],
    ['with too few ways to ask', { ...garbage, ask: { ...garbage.ask, vi: ['một'] } }, 'ask.vi few_phrases'],
    ['in Burmese of the old encoding', { ...garbage, articles: { ...garbage.articles, my: { title: garbage.articles.my.title, text: 'ကၽြန္ေတာ္ လစာ မရေသးပါဘူး ကူညီေပးပါ' } } }, 'articles.my.text zawgyi'],
    ['without a source', { ...garbage, sources: [] }, 'sources missing'],
    ['with a day that is none', { ...garbage, reviewBy: '2026-02-30' }, 'reviewBy shape'],
  ])('%s', (_title, article, fault) => {
    expect(articleFaults(article, content.contacts).map(({ field, rule }) => `${field} ${rule}`)).toContain(fault)
  })
  test('but every file may', () => expect([...content.articles.values()].flatMap((article) => articleFaults(article, content.contacts))).toEqual([]))
})

test('an article is stale from the day after its review date, when a contact of it was checked later, and when one has ended', () => {
  const [id = ''] = content.contacts.keys()
  const contact = content.contacts.get(id)
  if (!contact) throw new Error('no contact')
  const contacts = new Map([[id, { ...contact, checkedOn: '2026-12-01', validTo: '2027-01-31' }]])
  const article = { ...garbage, checkedOn: '2026-12-01', reviewBy: '2026-12-31', contacts: [id] }
  expect(staleOf(article, contacts, '2026-12-31')).toEqual([])
  expect(staleOf(article, contacts, '2027-01-01')).toEqual(['review_past'])
  expect(staleOf({ ...article, checkedOn: '2026-11-30', reviewBy: '2027-12-31' }, contacts, '2027-01-31')).toEqual(['contact_changed'])
  expect(staleOf({ ...article, reviewBy: '2027-12-31' }, contacts, '2027-02-01')).toEqual(['contact_gone'])
})

test('what is laid over the files and taken away again leaves what the files say', () => {
  const asked = (text: string, from = content) => {
    const { decision, topics } = from.matcher.match(text)
    return decision === 'handover' ? null : topics[0]?.topic
  }
  const changed = { ...garbage, ask: { ...garbage.ask, tl: ['zorblax quifferton wumpus', ...garbage.ask.tl.slice(1)] } }
  const over = overlaid(content, new Map([[garbage.topic, changed]]), content)
  const heard = (from: typeof content) => from.language.detect('zorblax quifferton').language
  expect([asked('zorblax quifferton'), asked('zorblax quifferton', over)]).toEqual([null, garbage.topic])
  expect([heard(content) === 'tl', heard(over)]).toEqual([false, 'tl'])
  const before = content.lessons()
  const taught = ({ asked: lessons }: typeof before) => lessons.filter((lesson) => lesson !== null).length
  expect(taught(relearned(before, new Map([[garbage.topic, changed]])))).toBe(taught(before))
  const again = overlaid(content, new Map(), over)
  expect(heard(again)).toBe(heard(content))
  expect([asked('zorblax quifferton', again), again.articles.get(garbage.topic)]).toEqual([null, content.articles.get(garbage.topic)])
  const gone = overlaid(content, new Map([[garbage.topic, null]]), content)
  expect(relearned(before, new Map([[garbage.topic, null]])).asked.some((lesson) => lesson?.topic === garbage.topic)).toBe(false)
  expect([asked(garbage.ask.en[0] ?? ''), asked(garbage.ask.en[0] ?? '', gone) === garbage.topic]).toEqual([garbage.topic, false])
  const renamed = overlaid(content, new Map([[garbage.topic, english({ title: garbage.articles.en.title })]]), content)
  expect(renamed.matcher).toBe(content.matcher)
})

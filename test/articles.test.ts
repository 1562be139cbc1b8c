// Articles edited in the desk, over real HTTP: what a worker reads next, the second person, and what came before again.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { readArticle, writeArticle } from '../src/gateway/article-file.ts'
import type { ArticleList, ArticlePage, ArticleText, Imported, Saved, UnderstoodView, VersionText } from '../src/server/api/knowledge.ts'
import type { AuditView } from '../src/server/api/staff.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { worker } from './worker.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const FOLDER = join(import.meta.dirname, '../flows/faq')
const TOPIC = 'living.garbage'
const fileOf = (topic: string) => readFileSync(join(FOLDER, `${topic}.yaml`), 'utf8')
const read = async <T>(response: Promise<Response>): Promise<T> => await (await response).json() as T
const refusal = async (response: Promise<Response>) => [(await response).status, (await read<{ error: string }>(response)).error]

async function open(): Promise<{ desk: TestDesk; founder: Asking }> {
  const desk = await openDesk()
  ending.push(() => desk.stop())
  return { desk, founder: await signIn(desk) }
}

const pageOf = (who: Asking, topic = TOPIC) => read<ArticlePage>(who(`/api/articles/${topic}`))
const act = (who: Asking, what: string, body: object, topic = TOPIC, method = 'POST') => who(`/api/articles/${topic}/${what}`, body, {}, method)
const save = (who: Asking, revision: number, text: ArticleText) => act(who, 'draft', { revision, text }, text.topic, 'PATCH')
const draftOf = async (who: Asking, topic = TOPIC) => {
  expect((await act(who, 'draft', {}, topic)).status).toBe(201)
  const { open: draft } = await pageOf(who, topic)
  if (!draft) throw new Error('no draft')
  return draft
}
const withEnglish = (text: ArticleText, change: (english: string) => string): ArticleText => {
  const { title = '', text: english = '' } = text.articles['en'] ?? {}
  return { ...text, articles: { ...text.articles, en: { title, text: change(english) } } }
}
/** Written by one, reviewed and published by another. */
async function publish(author: Asking, reviewer: Asking, change: (text: ArticleText) => ArticleText, topic = TOPIC): Promise<Response> {
  const draft = await draftOf(author, topic)
  const { revision } = await read<Saved>(save(author, draft.revision, change(draft.text)))
  expect((await act(author, 'review', { revision, ask: true }, topic)).status).toBe(200)
  return act(reviewer, 'decision', { revision: revision + 1, decision: 'publish', checked: true }, topic)
}

test('what may not be published is refused, with the fault beside its field, and nothing is lost', async () => {
  const { desk, founder } = await open()
  const editor = await colleague(desk, founder, 'Anh', ['editor'])
  const draft = await draftOf(editor)
  const broken = { ...withEnglish(draft.text, (english) => `${english} Pay 77 yen to 0120-811-610.`), contacts: ['nobody'] }
  const { revision, faults } = await read<Saved>(save(editor, draft.revision, broken))
  expect(faults.map(({ field, rule }) => `${field} ${rule}`)).toEqual(expect.arrayContaining(['contacts unknown_contact', 'articles.ja.text numbers_differ', 'articles.en.text repeats_contact']))
  expect(await refusal(act(editor, 'review', { revision, ask: true }))).toEqual([409, 'faulty'])
  expect((await pageOf(editor)).open?.text).toEqual(broken)
  expect(await refusal(act(editor, 'decision', { revision, decision: 'publish' }))).toEqual([409, 'not_in_review'])
  expect((await save(editor, revision, { ...broken, topic: 'living.other' })).status).toBe(409)
  expect((await editor('/api/articles', { topic: 'Not A Topic', theme: 'tax' })).status).toBe(400)
  expect(await refusal(editor('/api/articles', { topic: TOPIC, theme: 'living' }))).toEqual([409, 'topic_taken'])
})

test('a change is what the next message gets, in the same desk, once a second person has reviewed it', async () => {
  const { desk, founder } = await open()
  const [author, reviewer] = [await colleague(desk, founder, 'Anh', ['editor']), await colleague(desk, founder, 'Binh', ['editor'])]
  await reviewer('/api/me', { publicName: 'ビン' }, {}, 'PATCH')
  const someone = await worker(desk, 'en')
  const before = await someone.tap(`answer:${TOPIC}`)
  const marked = (text: ArticleText) => withEnglish({ ...text, ask: { ...text.ask, en: [...text.ask['en'] ?? [], 'zorblax quifferton wumpus'] } }, (english) => `${english}\n\nAsk your neighbour too.`)
  expect((await read<UnderstoodView>(author('/api/articles/understand', { text: 'zorblax quifferton' }))).decision).toBe('handover')

  const draft = await draftOf(author)
  const { revision } = await read<Saved>(save(author, draft.revision, marked(draft.text)))
  expect(await someone.tap(`answer:${TOPIC}`)).toBe(before)
  expect((await act(author, 'review', { revision, ask: true })).status).toBe(200)
  expect(await refusal(act(author, 'decision', { revision: revision + 1, decision: 'publish' }))).toEqual([409, 'own_article'])
  expect(await refusal(save(author, revision + 1, draft.text))).toEqual([409, 'in_review'])
  expect((await act(reviewer, 'decision', { revision: revision + 1, decision: 'publish', checked: true })).status).toBe(200)

  expect(await someone.tap(`answer:${TOPIC}`)).toContain('Ask your neighbour too.')
  const understood = await read<UnderstoodView>(author('/api/articles/understand', { text: 'zorblax quifferton' }))
  expect([understood.decision === 'handover', understood.topics[0]?.topic]).toEqual([false, TOPIC])
  const { running, versions } = await pageOf(author)
  expect(running).toMatchObject({ number: 1, text: { reviewer: expect.stringMatching(/^ビン \(editor\), \d{4}-\d\d-\d\d$/) } })
  expect(versions.map(({ number, state, reviewer: by }) => [number, state, by])).toEqual([[1, 'published', 'Binh'], [0, 'published', null]])
  const { entries } = await read<AuditView>(founder(`/api/audit?object=articles:${TOPIC}`))
  expect(entries.map(({ action }) => action)).toEqual(['article.decide', 'article.askReview', 'article.save', 'article.draft'])
})

test('what ran before runs again byte for byte, and the file too', async () => {
  const { desk, founder } = await open()
  const [author, reviewer] = [await colleague(desk, founder, 'Anh', ['editor']), await colleague(desk, founder, 'Binh', ['supervisor'])]
  const asFile = async () => writeArticle(readArticle(writeArticle((await pageOf(author)).running?.text as never)))
  expect(await asFile()).toBe(fileOf(TOPIC))
  expect((await publish(author, reviewer, (text) => withEnglish(text, (english) => `${english} One.`))).status).toBe(200)
  const first = await asFile()
  expect((await publish(author, reviewer, (text) => withEnglish(text, (english) => `${english} Two.`))).status).toBe(200)
  expect(await refusal(act(reviewer, 'restore', { number: 9, reason: 'a mistake' }))).toEqual([409, 'no_version'])
  expect((await act(reviewer, 'restore', { number: 1, reason: '' })).status).toBe(400)
  expect((await act(author, 'restore', { number: 1, reason: 'the second was wrong' })).status).toBe(200)
  expect(await asFile()).toBe(first)
  expect((await pageOf(author)).versions[0]).toMatchObject({ number: 3, state: 'published', reason: 'the second was wrong' })
  expect((await act(reviewer, 'restore', { number: 0, reason: 'as it was' })).status).toBe(200)
  expect(await asFile()).toBe(fileOf(TOPIC))
  expect((await read<VersionText>(author(`/api/articles/${TOPIC}/versions/1`))).text.articles['en']?.text).toMatch(/ One\.$/)

  expect((await act(reviewer, 'withdraw', { reason: 'the law has changed' })).status).toBe(200)
  const someone = await worker(desk, 'en')
  expect(await someone.tap('topics:living')).not.toBe('')
  expect(someone.buttons()).not.toContain(`answer:${TOPIC}`)
  expect((await pageOf(author)).running).toBeNull()
  expect((await act(reviewer, 'restore', { number: 0, reason: 'it is right after all' })).status).toBe(200)
  expect(await asFile()).toBe(fileOf(TOPIC))
})

test('of two who write in one draft the second is told, and what both wrote is there', async () => {
  const { desk, founder } = await open()
  const [one, other] = [await colleague(desk, founder, 'Anh', ['editor']), await colleague(desk, founder, 'Binh', ['editor'])]
  const [first, second] = [await draftOf(one), await draftOf(other)]
  expect(second.number).toBe(first.number)
  const answers = await Promise.all([save(one, first.revision, withEnglish(first.text, () => 'by one')), save(other, second.revision, withEnglish(second.text, () => 'by the other'))])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { open: kept } = await pageOf(one)
  expect(kept?.text.articles['en']?.text).toBe(answers[0].status === 200 ? 'by one' : 'by the other')
  expect(kept?.revision).toBe(first.revision + 1)
})

test('of two who review at once one publishes, and what this release cannot read leaves the file in its place', async () => {
  const { desk, founder } = await open()
  const [author, reviewer] = [await colleague(desk, founder, 'Anh', ['editor']), await colleague(desk, founder, 'Binh', ['supervisor'])]
  const draft = await draftOf(author)
  const { revision } = await read<Saved>(save(author, draft.revision, withEnglish(draft.text, (english) => `${english} Once.`)))
  await act(author, 'review', { revision, ask: true })
  const decide = (who: Asking) => act(who, 'decision', { revision: revision + 1, decision: 'publish' })
  expect((await Promise.all([decide(founder), decide(reviewer)])).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect((await pageOf(author)).running?.text.articles['en']?.text).toMatch(/ Once\.$/)
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  ending.push(() => db.end())
  await db.query(`INSERT INTO article_version (topic, number, state, content) VALUES ($1, 9, 'published', '{"topic": "of another shape"}')`, [TOPIC])
  expect((await founder('/api/articles')).status).toBe(200)
  const someone = await worker(desk, 'en')
  expect(await someone.tap(`answer:${TOPIC}`)).not.toContain('Once.')
})

test('where nobody else could review it, it is published alone and says that nobody has', async () => {
  const { founder } = await open()
  expect((await publish(founder, founder, (text) => withEnglish(text, (english) => `${english} Alone.`))).status).toBe(200)
  const { running, alone } = await pageOf(founder)
  expect([alone, running?.text.reviewer, running?.text.articles['en']?.text.endsWith('Alone.')]).toEqual([true, 'none yet', true])
})

test('a new article is found, listed and answered once it is published; every process knows it, and one that starts later', async () => {
  const { desk, founder } = await open()
  const second = await openDesk({ DATABASE_URL: desk.databaseUrl })
  ending.push(() => second.stop())
  expect((await founder('/api/articles', { topic: 'living.pets', theme: 'living' })).status).toBe(201)
  const model = readArticle(fileOf(TOPIC))
  const phrases = Array.from({ length: 20 }, (_, i) => `may i keep a wombat in my flat ${'abcdefghijklmnopqrst'.charAt(i)}`)
  expect((await publish(founder, founder, (text) => ({ ...text, ...model, topic: 'living.pets', ask: { ...model.ask, en: phrases }, reviewBy: text.reviewBy }), 'living.pets')).status).toBe(200)
  const third = await openDesk({ DATABASE_URL: desk.databaseUrl })
  ending.push(() => third.stop())
  for (const place of [desk, second, third]) {
    const someone = await worker(place, 'en')
    expect(await someone.say('can I keep a wombat in my flat')).toContain(model.articles.en.title)
    await someone.tap('topics:living/2')
    expect(await someone.tap('answer:living.pets')).toContain(model.articles.en.text)
  }
  const { articles } = await read<ArticleList>(founder('/api/articles'))
  expect(articles.find(({ topic }) => topic === 'living.pets')).toMatchObject({ running: 1, open: null })
  expect(articles).toHaveLength(readdirSync(FOLDER).length + 1)
})

test('what is exported is the files, and what is imported becomes a draft where it differs', async () => {
  const { founder } = await open()
  const send = (name: string, file: string) => founder('/api/articles/import', { name, file })
  expect(await refusal(send('x.yaml', 'topic: [broken'))).toEqual([400, 'unreadable_article'])
  expect(await refusal(send('x.yaml', fileOf(TOPIC).replace('theme: living', 'theme: nothing')))).toEqual([400, 'unreadable_article'])
  expect(await read<Imported>(send('a.yaml', fileOf(TOPIC)))).toEqual({ topic: TOPIC, result: 'same' })
  const changed = fileOf(TOPIC).replace('reviewBy: 2027-05-21', 'reviewBy: 2027-08-01')
  expect(await read<Imported>(send('a.yaml', changed))).toEqual({ topic: TOPIC, result: 'draft' })
  expect(await read<Imported>(send('a.yaml', changed))).toEqual({ topic: TOPIC, result: 'open' })
  expect((await pageOf(founder)).open?.text.reviewBy).toBe('2027-08-01')
  const zip = Buffer.from(await (await founder('/api/articles/export')).arrayBuffer())
  expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
  expect(zip.toString('latin1').split('PK\x01\x02')).toHaveLength(readdirSync(FOLDER).length + 1)
})

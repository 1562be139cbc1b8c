// An article in a counsellor's reply, over real HTTP: found by what the worker wrote, sent word for word, and marked where it was changed.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { isVerbatim, searchArticles } from '../src/gateway/article-choice.ts'
import type { ConversationList, Thread } from '../src/server/api/inbox.ts'
import type { ArticleChoices } from '../src/server/api/knowledge.ts'
import { content } from './content.ts'
import { openDesk, signIn } from './desk.ts'
import { worker } from './worker.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const read = async <T>(response: Promise<Response>): Promise<T> => await (await response).json() as T

test('what is not the reviewed text to the last letter is not said to be', () => {
  const choice = { topic: 't', title: 'T', text: 'Text', japanese: '文' }
  expect([isVerbatim(choice, '文', 'Text'), isVerbatim(choice, ' 文\n', 'Text ')]).toEqual([true, true])
  for (const [japanese, text] of [['文。', 'Text'], ['文', 'text'], ['文', null], ['', '']] as const) expect(isVerbatim(choice, japanese, text)).toBe(false)
  expect(isVerbatim(null, '文', 'Text')).toBe(false)
})

test('a search finds by Japanese with and without furigana, by English, and by meaning; without words everything can be had', () => {
  expect(searchArticles('残業', '', content)[0]).toMatch(/^labour\.overtime/)
  expect(searchArticles('ごみ', '', content)[0]).toBe('living.garbage')
  expect(searchArticles('garbage', '', content)[0]).toBe('living.garbage')
  expect(searchArticles('給料が払われない', '', content)).toContain('labour.unpaid-wages')
  expect(new Set(searchArticles('', '', content))).toEqual(new Set(content.articles.keys()))
})

test('word for word it is reviewed, changed it is the counsellor\'s, and who may not see the conversation gets nothing', async () => {
  const desk = await openDesk()
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  ending.push(() => desk.stop(), () => db.end())
  const founder = await signIn(desk)
  const someone = await worker(desk, 'id')
  await someone.say('kapan buang sampah di kota saya')
  await someone.tap('person')
  const { conversations: [conversation] } = await read<ConversationList>(founder('/api/conversations'))
  const at = `/api/conversations/${conversation?.id}`
  const { choices: [first] } = await read<ArticleChoices>(founder(`${at}/articles?q=`))
  const article = content.articles.get('living.garbage')
  expect([first?.topic, first?.text.includes(article?.articles.id.text ?? '?'), first?.japanese.includes(article?.articles.ja.text ?? '?')]).toEqual(['living.garbage', true, true])
  if (!first) return

  await founder(`${at}/take-over`, {})
  const send = (n: number, body: object) => founder(`${at}/replies`, { id: `018f0000-0000-4000-8000-00000000000${n}`, ...body })
  expect((await send(1, { text: first.japanese, translation: first.text, article: 'living.garbage' })).status).toBe(201)
  expect((await send(2, { text: first.japanese, translation: `${first.text} Salam.`, article: 'living.garbage' })).status).toBe(201)
  expect((await send(3, { text: first.japanese, translation: first.text, article: 'tax.pension' })).status).toBe(201)
  expect((await send(4, { text: first.japanese, translation: first.text, article: 'nothing.such' })).status).toBe(201)
  const { messages } = await read<Thread>(founder(at))
  expect(messages.filter(({ author }) => author === 'counsellor').map(({ article: mark, translation, text }) => [mark, translation.status === 'done' && translation.source, text === first.japanese])).toEqual([
    [{ topic: 'living.garbage', edited: false }, 'reviewed', true], [{ topic: 'living.garbage', edited: true }, 'counsellor', true],
    [{ topic: 'tax.pension', edited: true }, 'counsellor', true], [null, 'counsellor', true],
  ])
  await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), s.id, 'person', c.person_id, s.id FROM staff s, conversation c`)
  expect((await founder(`${at}/articles?q=`)).status).toBe(404)
})

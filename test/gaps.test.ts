// What the desk did not understand: what becomes an entry and what never does, without whose words they were, and what is made of it.
import fc from 'fast-check'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { gapAfter } from '../src/gateway/gap.ts'
import { clustersOf } from '../src/gateway/gap-clusters.ts'
import { NEW_CONVERSATION, takeTurn } from '../src/gateway/turn.ts'
import type { ConversationState, Given } from '../src/gateway/turn.ts'
import { DEFAULT_TERMS } from '../src/contact/terms.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { webchat } from '../channels/webchat/index.ts'
import { MASKED } from '../src/knowledge/mask.ts'
import type { ArticlePage, GapList } from '../src/server/api/knowledge.ts'
import { content } from './content.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { worker } from './worker.ts'
import { nameSeal } from './store.ts'
import { plainly } from './tables.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const given: Given = { content, channel: 'webchat', capabilities: webchat.capabilities, newCode: '123456789', proof: null, joined: false, hours: () => DESK_HOURS }
const at = '2026-12-31T15:30:00.000Z'
const MENU: ConversationState = { ...NEW_CONVERSATION, language: 'en', session: { flow: 'welcome', node: 'menu', argument: null } }
const OFFER: ConversationState = { ...MENU, session: { flow: 'welcome', node: 'offer', argument: 'tax.pension,living.bank' } }
/** Words that nothing of the desk is near to. */
const STRANGE = 'zorblax quifferton wumpus'

/** Where what is typed becomes a word that only they know. */
const [WORD_NODE = ''] = Object.entries(content.flow.nodes).find(([, node]) => node.type === 'ask' && content.flow.nodes[node.otherwise]?.type === 'keep') ?? []

const said = (text: string, before: ConversationState = MENU) => {
  const event = { id: 'e', person: 'p', at, redelivered: false, type: 'message', message: 'm', content: { type: 'text', text } } as const
  return gapAfter(before, event, takeTurn(before, event, given), given, null)
}
const tapped = (value: string, before: ConversationState, asked: string | null) => {
  const event = { id: 'e', person: 'p', at, redelivered: false, type: 'choice', value } as const
  return gapAfter(before, event, takeTurn(before, event, given), given, asked)
}

describe('never an entry', () => {
  test.each<[string, string, Partial<ConversationState>]>([
    ['danger', 'I want to kill myself zorblax', {}],
    ['what follows danger', STRANGE, { danger: { kind: 'suicide', level: 'S5', words: [], at } }],
    ['what a counsellor has', STRANGE, { handling: 'counsellor' }],
    ['what waits for one', STRANGE, { handling: 'waiting' }],
    ['who may be watched', STRANGE, { contact: { ...DEFAULT_TERMS, watched: true } }],
    ['who may be somebody else', STRANGE, { unconfirmedAt: at }],
    ['the word they choose in secret', STRANGE, { session: { flow: 'welcome', node: WORD_NODE, argument: null } }],
    ['a greeting', 'hello', {}],
    ['what was understood', 'they did not pay my salary this month', {}],
    ['a button typed as text', content.words('en', 'choice.language'), {}],
    ['a company\'s code', 'Madoguchi #LOT7', {}],
    ['a number alone', '090-1234-5678', {}],
    ['a name alone', 'my name is Nguyen', {}],
    ['no words', '???', {}],
  ])('%s', (_title, text, state) => expect(said(text, { ...MENU, ...state })).toBeNull())
  test('a button that is one of what was offered, or the language', () => {
    expect([tapped('answer:tax.pension', OFFER, STRANGE), tapped('language', MENU, STRANGE), tapped('menu', MENU, STRANGE), tapped('menu', OFFER, null)]).toEqual([null, null, null, null])
  })
})

test('what nothing was near to is an entry of its day in Japan, and so is what none of the offers was', () => {
  expect(said(STRANGE)).toMatchObject({ text: STRANGE, day: '2027-01-01' })
  expect(tapped('menu', OFFER, STRANGE)).toEqual({ text: STRANGE, language: 'en', topics: ['tax.pension', 'living.bank'], day: '2027-01-01' })
  expect(tapped('person', OFFER, STRANGE)?.text).toBe(STRANGE)
})

test('what may name somebody is not in it', () => {
  const told = [
    ['My name is Nguyen Van Minh, call 090-1234-5678 or minh@example.org, see https://example.org/a?b=1', ['Nguyen', 'Minh', '090', '1234', 'example']],
    ['田中さんが 株式会社サンプル製作所で カードを とった。愛知県豊橋市の 寮です', ['田中', 'サンプル', '愛知', '豊橋']],
    ['我叫王小明，我的卡号是 4111-1111-1111-1111', ['王小明', '4111']],
    ['me llamo Juan Perez y trabajo en Toyohashi', ['Juan', 'Perez', 'Toyohashi']],
    ['em tên là Hoàng, sếp Suzuki-san lấy thẻ số AB12345', ['Hoàng', 'Suzuki', 'AB12345']],
    ['nama saya budi tinggal di Gifu', ['budi', 'Gifu']],
    ['ako si Maria Santos', ['Maria', 'Santos']],
  ] as const
  for (const [text, names] of told) {
    const masked = content.mask(text)
    expect(masked).toContain(MASKED)
    for (const name of names) expect([name, masked.toLowerCase().includes(name.toLowerCase())]).toEqual([name, false])
  }
  expect(content.mask('Where can I learn to play the guitar?')).toBe('Where can I learn to play the guitar?')
})

test('no digit, no address and no link is ever left, whatever was typed, however long', () => {
  const typed = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.emailAddress(), fc.webUrl(), fc.constantFrom('090', '０９０', '東京都', 'さん', ' ', '.', '-', 'a.', '@', 'my name is '))).map((parts) => parts.join(''))
  fc.assert(fc.property(typed, (text) => { expect(content.mask(text)).not.toMatch(/\p{N}|@[\w.]|:\/\/\S/u) }), { numRuns: 300 })
  for (const part of ['a.', 'あ', 'カ', '漢', 'x@', 'A ', 'my name is a ', '田中さん']) {
    expect(content.mask(part.repeat(1_000 / part.length)).length).toBeLessThanOrEqual(1_000)
  }
})

test('what asks the same stands together, in each language by itself', () => {
  const gap = (text: string, language: string) => ({ text, language })
  const clusters = clustersOf([gap('where can I buy a fishing licence', 'en'), gap('onde compro licença de pesca', 'pt'), gap('where do I buy fishing licence', 'en'), gap('can I keep a snake at home', 'en')])
  expect(clusters.map((together) => together.map(({ text }) => text.slice(0, 8)))).toEqual([['where ca', 'where do'], ['onde com'], ['can I ke']])
})

test('an entry keeps no conversation, becomes a way to ask, can be undone, and is forgotten', async () => {
  const desk = await openDesk()
  const db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  ending.push(() => desk.stop(), () => db.end())
  const founder = await signIn(desk)
  const list = async (show = 'open') => await (await founder(`/api/gaps?show=${show}`)).json() as GapList
  const phrases = async () => (await (await founder('/api/articles/living.garbage')).json() as ArticlePage).open?.text.ask['en']
  const someone = await worker(desk, 'en')
  await someone.say(`${STRANGE} 0312345678`)
  const { clusters } = await eventually(async () => { const seen = await list(); return seen.clusters.length > 0 && seen })
  expect(clusters[0]?.gaps[0]).toMatchObject({ text: `${STRANGE} ${MASKED}`, state: 'open', by: null })
  const columns = await db.query(`SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = 'gap' AND (column_name LIKE '%conversation%' OR column_name LIKE '%person%')`)
  expect(columns.rows).toEqual([])
  expect((await db.query('SELECT substr(id::text, 15, 1) AS version FROM gap')).rows).toEqual([{ version: '4' }])

  const ids = clusters[0]?.gaps.map(({ id }) => id)
  const decide = (body: object) => founder('/api/gaps', { ids, ...body })
  expect((await decide({ decision: 'phrase', topic: 'living.garbage', language: 'en', phrases: [`${STRANGE} ${MASKED}`] })).status).toBe(400)
  expect((await decide({ decision: 'phrase', topic: 'nothing.such', language: 'en', phrases: [STRANGE] })).status).toBe(409)
  expect((await decide({ decision: 'phrase', topic: 'living.garbage', language: 'en', phrases: [STRANGE] })).status).toBe(200)
  expect(await phrases()).toContain(STRANGE)
  expect([(await list()).clusters, (await list('decided')).clusters[0]?.gaps[0]]).toMatchObject([[], { state: 'phrase', topic: 'living.garbage', by: '佐藤' }])
  expect((await decide({ decision: 'open' })).status).toBe(200)
  expect(await phrases()).not.toContain(STRANGE)
  expect((await list()).clusters).toHaveLength(1)

  await db.query(`UPDATE gap SET day = day - 61`)
  const later = await openDesk({ DATABASE_URL: desk.databaseUrl })
  ending.push(() => later.stop())
  await eventually(async () => (await db.query('SELECT 1 FROM gap')).rowCount === 0)
})

test('none of what was offered was meant: the words before the tap are the entry', async () => {
  const text = [...content.articles.values()].flatMap(({ ask }) => ask.en).map((phrase) => phrase.split(' ').slice(0, 2).join(' '))
    .find((words) => content.matcher.match(words).decision === 'offer' && content.mask(words) === words && content.danger.check(words, 'en') === null)
  if (text === undefined) throw new Error('nothing is offered for')
  const desk = await openDesk()
  const db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  ending.push(() => desk.stop(), () => db.end())
  const someone = await worker(desk, 'en')
  await someone.say(text)
  expect(someone.buttons().some((value) => value.startsWith('answer:'))).toBe(true)
  expect((await db.query('SELECT 1 FROM gap')).rowCount).toBe(0)
  await someone.tap('menu')
  expect((await db.query('SELECT text, cardinality(topics) > 0 AS guessed FROM gap')).rows).toEqual([{ text, guessed: true }])
})

test('what somebody on the staff is tied to makes no entry', async () => {
  const desk = await openDesk()
  const db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  ending.push(() => desk.stop(), () => db.end())
  await signIn(desk)
  const [tied, free] = [await worker(desk, 'en'), await worker(desk, 'en')]
  await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), s.id, 'person', c.person_id, s.id FROM staff s, conversation c WHERE c.address = $1`, [nameSeal(tied.id)])
  await tied.say(STRANGE)
  await free.say(`${STRANGE} gribble`)
  expect((await db.query('SELECT text FROM gap')).rows).toEqual([{ text: `${STRANGE} gribble` }])
})

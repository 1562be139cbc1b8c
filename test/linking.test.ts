// One person on two apps: joined only by a code that one app shows and the other takes.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import type { ConversationList, ConversationView } from '../src/server/api/inbox.ts'
import { words } from './content.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const SECRET = 'a-channel-secret'
const user = lineUser('Minh')
const psid = messengerPsid('Minh')

async function open() {
  const [line, meta] = [await startLine(), await startMessenger()]
  const desk = await openDesk({
    LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url,
    MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token, MESSENGER_VERIFY_TOKEN: meta.verifyToken, MESSENGER_GRAPH_BASE: meta.url,
  })
  ending.push(() => desk.stop(), () => line.close(), () => meta.close())
  const onLine = (data: string) => line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data })], { secret: SECRET })
  const saysOnLine = (text: string, who = user) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: who, text })], { secret: SECRET })
  const onMessenger = (text: string) => meta.deliver(`${desk.url}/webhooks/messenger`, [meta.textEvent({ psid, text })])
  const tapsOnMessenger = (payload: string) => meta.deliver(`${desk.url}/webhooks/messenger`, [meta.postbackEvent({ psid, title: 'x', payload })])
  const saidOnLine = () => JSON.stringify(line.sent.map(({ messages }) => messages))
  const saidOnMessenger = () => meta.sent.map(({ message }) => message.text ?? '')
  const counsellor = await signIn(desk)
  const on = async (channel: string): Promise<ConversationView | undefined> =>
    (await (await counsellor('/api/conversations?show=all')).json() as ConversationList).conversations.find((one) => one.channel === channel)
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  ending.unshift(() => db.end())
  await saysOnLine('Xin chào bạn')
  await onMessenger('Hello')
  await eventually(() => saidOnMessenger().includes(words('en', 'welcome.ask')))
  await eventually(() => saidOnLine().includes(words('vi', 'welcome.ask')))
  const codeFromLine = async () => {
    await onLine('code')
    return (await eventually(() => /(\d{3}) (\d{3}) (\d{3})/.exec(saidOnLine()))).slice(1)
  }
  return { db, desk, line, meta, onLine, saysOnLine, onMessenger, tapsOnMessenger, saidOnLine, saidOnMessenger, on, codeFromLine }
}

test('the code shown on LINE, typed on Messenger in Burmese digits, joins the two; the worker chooses where to be written to', async () => {
  const { onMessenger, tapsOnMessenger, saidOnMessenger, on, codeFromLine } = await open()
  expect((await on('line'))?.others).toEqual([])
  const code = await codeFromLine()
  await onMessenger(code.join(' ').replace(/\d/g, (digit) => String.fromCharCode(0x1040 + Number(digit))))
  await eventually(() => saidOnMessenger().includes(words('vi', 'apps.where')))
  const [line, messenger] = [await on('line'), await on('messenger')]
  expect([line?.others[0]?.id, messenger?.others[0]?.id]).toEqual([messenger?.id, line?.id])
  expect(line?.pseudonym).toBe(messenger?.pseudonym)
  expect([messenger?.language, messenger?.preferred]).toEqual(['vi', null])
  await tapsOnMessenger('there')
  await eventually(async () => (await on('messenger'))?.preferred === false)
  expect(await on('line')).toMatchObject({ preferred: true })
  await tapsOnMessenger('here')
  await eventually(async () => (await on('messenger'))?.preferred)
})

test('a code works once, and separating gives the app a person of its own again', async () => {
  const { saysOnLine, line, onMessenger, tapsOnMessenger, on, codeFromLine, db } = await open()
  const code = (await codeFromLine()).join('')
  await onMessenger(code)
  await eventually(async () => (await on('messenger'))?.others.length === 1)
  const stranger = lineUser('Eve')
  await saysOnLine(code, stranger)
  await eventually(() => line.sent.some(({ to }) => to === stranger))
  expect((await on('line'))?.others.length).toBeLessThan(2)
  expect((await db.query('SELECT count(DISTINCT person_id)::int AS people FROM conversation')).rows).toEqual([{ people: 2 }])
  await tapsOnMessenger('separate')
  await eventually(async () => (await on('messenger'))?.others.length === 0)
  expect((await on('messenger'))?.language).toBe('vi')
  expect((await db.query('SELECT count(*)::int AS n FROM person_link')).rows).toEqual([{ n: 2 }])
})

test('an old code, a wrong one, and the tenth wrong one and all after it join nobody', async () => {
  const { onMessenger, saidOnMessenger, on, codeFromLine, db } = await open()
  const code = (await codeFromLine()).join('')
  await db.query(`UPDATE link_code SET expires_at = now() - interval '1 second'`)
  const types = async (text: string) => {
    const before = saidOnMessenger().length
    await onMessenger(text)
    await eventually(() => saidOnMessenger().length > before)
  }
  await types(code)
  await db.query(`UPDATE link_code SET expires_at = now() + interval '15 minutes'`)
  for (let wrong = 1; wrong <= 9; wrong++) await types(String(100_000_000 + wrong))
  await types(code)
  expect((await on('messenger'))?.others).toEqual([])
  await db.query(`UPDATE conversation SET code_tried_at = now() - interval '61 minutes'`)
  await onMessenger(code)
  await eventually(async () => (await on('messenger'))?.others.length === 1)
})

test('equal names and equal words join nobody', async () => {
  const { on, saysOnLine, onMessenger, saidOnMessenger } = await open()
  for (const say of [saysOnLine, onMessenger]) await say('My name is Minh and I work at the same factory')
  await eventually(() => saidOnMessenger().length > 3)
  expect([(await on('line'))?.others, (await on('messenger'))?.others]).toEqual([[], []])
  expect((await on('line'))?.pseudonym).not.toBe((await on('messenger'))?.pseudonym)
})

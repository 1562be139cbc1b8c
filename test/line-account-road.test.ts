// What the desk knows of its LINE account, and what it puts beside a conversation: quota, menus, signs of life, the two commands.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import type { ChannelStatus, ConversationList, StatusView, Thread } from '../src/server/api/inbox.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineOptions } from './platforms/line.ts'
import { startMessenger } from './platforms/messenger.ts'
import { lineOpenApi } from './surroundings.ts'
import { TEST_KEYS } from './keys.ts'
import { CHILD } from './child.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const SECRET = 'a-channel-secret'
const user = lineUser('Minh')
const root = join(import.meta.dirname, '..')
const run = promisify(execFile)

async function open(options: LineOptions = {}) {
  const line = await startLine({ ...lineOpenApi(), ...options })
  const env = { LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url }
  const desk = await openDesk(env)
  ending.push(() => desk.stop(), () => line.close())
  const counsellor = await signIn(desk)
  const webhook = `${desk.url}/webhooks/line`
  const says = (text: string) => line.deliver(webhook, [line.textEvent({ user, text })], { secret: SECRET })
  const taps = (data: string) => line.deliver(webhook, [line.postbackEvent({ user, data })], { secret: SECRET })
  const health = async (): Promise<ChannelStatus['health']> =>
    (await (await counsellor('/api/status')).json() as StatusView).channels.find(({ type }) => type === 'line')?.health ?? null
  const takenOver = async () => {
    const id = await eventually(async () => (await (await counsellor('/api/conversations?show=all')).json() as ConversationList).conversations[0]?.id)
    await counsellor(`/api/conversations/${id}/take-over`, {})
    return id
  }
  const thread = async (id: string) => await (await counsellor(`/api/conversations/${id}`)).json() as Thread
  return { line, desk, env, counsellor, says, taps, health, takenOver, thread }
}

test('the desk shows how much of the month is used, without anybody having sent anything', async () => {
  const { health } = await open({ monthlyQuota: 200 })
  expect(await eventually(health)).toMatchObject({ problems: [], quota: { limit: 200, used: 0 } })
})

test('when the month is used up the line fails with its reason, the desk raises it at once, and free replies still go out', async () => {
  const { line, says, takenOver, counsellor, health, thread } = await open({ monthlyQuota: 0 })
  await says('Hello')
  await eventually(() => line.sent.length === 1)
  const id = await takenOver()
  await counsellor(`/api/conversations/${id}/replies`, { id: randomUUID(), text: 'こんにちは', asIs: true })
  const failed = await eventually(async () => (await thread(id)).messages.find(({ author, delivery }) => author === 'counsellor' && delivery?.status === 'failed'))
  expect(failed.delivery?.reason).toContain('monthly')
  const problems = await eventually(async () => { const seen = (await health())?.problems ?? []; return seen.length > 0 && seen })
  expect(problems.map(({ problem }) => problem)).toEqual(['quota'])
})

test('a discreet reply asks LINE for no notification', async () => {
  const { line, says, takenOver, counsellor } = await open()
  await says('Hello')
  await eventually(() => line.sent.length === 1)
  const id = await takenOver()
  await counsellor(`/api/conversations/${id}/replies`, { id: randomUUID(), text: 'こんにちは', asIs: true, discreet: true })
  await eventually(() => line.requests.some(({ body }) => JSON.stringify(body).includes('こんにちは') && JSON.stringify(body).includes('"notificationDisabled":true')))
})

test('the worker sees that the counsellor has read and is writing', async () => {
  const { line, desk, says, takenOver, counsellor } = await open()
  const event = line.textEvent({ user, text: 'Hello' })
  await line.deliver(`${desk.url}/webhooks/line`, [event], { secret: SECRET })
  await eventually(() => line.sent.length === 1)
  const id = await takenOver()
  await counsellor(`/api/conversations/${id}/seen`, {})
  await counsellor(`/api/conversations/${id}/typing`, {})
  expect(line.read).toHaveLength(1)
  expect(line.loading).toEqual([{ chatId: user, loadingSeconds: 20 }])
  await counsellor(`/api/conversations/${id}/give-back`, {})
  await says('Hello again')
  await counsellor(`/api/conversations/${id}/typing`, {})
  expect(line.loading).toHaveLength(1)
})

test('one command puts up the menus, again without a change, and the menu follows the language the worker chooses', async () => {
  const { line, env, says, taps } = await open()
  const connect = async () => (await run(join(root, 'node_modules/.bin/node'), ['src/tools/connect.ts'], { cwd: root, env: { ...env, ...CHILD, ENCRYPTION_KEYS: TEST_KEYS } })).stdout
  expect((await connect()).split('\n').filter((one) => one.includes('new menu'))).toHaveLength(10)
  expect(await connect()).toBe('')
  await says('Xin chào bạn')
  const linked = async (language: string) => eventually(() => line.menus.find(({ name, richMenuId }) => name.startsWith(`madoguchi-${language}-`) && line.links.get(user) === richMenuId))
  await linked('vi')
  await taps('speak:my')
  await linked('my')
  expect(line.refused).toEqual([])
})

test('one command prints the links that carry a code, and says what is wrong with a code', async () => {
  const { env } = await open()
  const meta = await startMessenger()
  ending.push(() => meta.close())
  const links = (code: string) => run(join(root, 'node_modules/.bin/node'), ['src/tools/links.ts', code], { cwd: root, env: {
    ...env, ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token, MESSENGER_VERIFY_TOKEN: meta.verifyToken, MESSENGER_GRAPH_BASE: meta.url,
  } })
  const { stdout } = await links('ab12cd')
  expect(stdout).toContain('https://line.me/R/oaMessage/%40216abcde/?Madoguchi%20%23AB12CD')
  expect(stdout).toMatch(/https:\/\/m\.me\/\S+\?ref=AB12CD/)
  await expect(links('a b')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('3 to 30 letters') })
})

// A desk for tests of what staff do in a conversation: LINE, web chat, two counsellors and somebody who sees danger alone.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { readConfig } from '../src/config.ts'
import { startDesk } from '../src/start.ts'
import type { Thread } from '../src/server/api/inbox.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { content } from './content.ts'
import { eventually, freshDatabase, signIn } from './desk.ts'
import { post, start } from './direct-line.ts'
import { TEST_KEYS } from './keys.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { nameSeal } from './store.ts'
import { plainly } from './tables.ts'

const SECRET = 's'

export async function openThreadDesk() {
  const line = await startLine()
  const env = { PORT: '0', LOG_LEVEL: 'silent', REPLY_UNDO_SECONDS: '0', ENCRYPTION_KEYS: TEST_KEYS, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, DATABASE_URL: await freshDatabase() }
  // Platforms fetch files by https only; the pages of a desk at https would ask a test for a second factor.
  const worker = await startDesk(readConfig(['--role', 'worker'], { ...env, PUBLIC_URL: 'https://desk.example' }), content)
  const desk = { ...await startDesk(readConfig(['--role', 'web'], env), content), databaseUrl: env.DATABASE_URL }
  const db = new pg.Client({ connectionString: env.DATABASE_URL, types: plainly })
  await db.connect()
  const sato = await signIn(desk)
  const anh = await colleague(desk, sato, 'Anh', ['supervisor', 'counsellor'])
  const night = await colleague(desk, sato, 'Yoru', ['on-call'])
  let [user, id, count] = ['', '', 0]
  const idAt = (address: string) => eventually(async () => (await db.query('SELECT id FROM conversation WHERE address = $1 AND last_seq > 1', [nameSeal(address)])).rows[0]?.id as string)
  const says = (text: string) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text })], { secret: SECRET })
  return {
    line, desk, db, sato, anh, night, says,
    /** Of the conversation that was begun last. */
    get id() { return id },
    set id(next: string) { id = next },
    async writesOnLine() {
      user = lineUser(`Minh${++count}`)
      await says('xin chào, tôi cần giúp')
      id = await idAt(user)
    },
    async writesOnWebchat() {
      const chat = await start(desk, 'vi')
      await post(desk, chat, 'xin chào', randomUUID())
      id = await idAt(chat.conversationId)
      return chat
    },
    taps: (data: string) => line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data })], { secret: SECRET }),
    thread: (query = '', who: Asking = sato) => json<Thread>(who(`/api/conversations/${id}${query}`)),
    async act(path: string, body: object = {}, who: Asking = sato, method = 'POST') {
      const response = await who(`/api/conversations/${id}/${path}`, body, {}, method)
      return [response.status, (await response.json() as { error?: string }).error ?? null]
    },
    heard: (text: string) => line.sent.filter(({ messages }) => JSON.stringify(messages).includes(text)).length,
    staffId: async (name: string) => (await db.query('SELECT id FROM staff WHERE name = $1', [name])).rows[0].id as string,
    async close() {
      await db.end()
      await desk.stop()
      await worker.stop()
      await line.close()
    },
  }
}

export type ThreadDesk = Awaited<ReturnType<typeof openThreadDesk>>
export const json = async <T>(asked: Promise<Response>) => await (await asked).json() as T
export const answer = (more: object = {}) => ({ id: randomUUID(), text: 'こんにちは', asIs: true, ...more })

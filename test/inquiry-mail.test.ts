// Who wished it is told by e-mail that there is an answer: discreetly, or with the answer itself, by a real mail server.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { words } from './content.ts'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { ask, escaped, spelled, startMailServer, threads } from './inquiry-client.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

async function open(env: Record<string, string> = {}): Promise<TestDesk> {
  const desk = await openDesk(env)
  ending.push(() => desk.stop())
  return desk
}

test('who wished it is told by e-mail that there is an answer, once until they have been back, and nothing of it stands in the mail', async () => {
  const { url, mails, close } = await startMailServer()
  ending.push(close)
  const desk = await open({ EMAIL_ADDRESS: 'desk@example.org', EMAIL_SMTP_URL: url, PUBLIC_URL: 'http://desk.example.org' })
  const bad = await ask(desk, '/inquiry', { lang: 'id', form: 'i'.repeat(32), message: 'halo', answer: 'email', email: 'not an address' })
  expect([bad.status, bad.html.includes(escaped(words('id', 'inquiry.badEmail'))), bad.html.includes('not an address')]).toEqual([400, true, true])
  const shown = await ask(desk, '/inquiry', { lang: 'id', form: 'i'.repeat(32), message: 'gaji saya belum dibayar', answer: 'email', email: 'worker@example.net' })
  const { all, say } = await threads(desk)
  const id = await eventually(async () => (await all()).find(({ conversation }) => conversation.handling === 'waiting')?.conversation.id)
  expect(mails).toEqual([])
  await say(id, 'rahasia pertama')
  await eventually(() => mails.length === 1)
  expect(mails[0]).toMatchObject({ to: 'worker@example.net', subject: words('id', 'inquiry.mailSubject') })
  expect(mails[0]?.text).toContain('http://desk.example.org/inquiry?lang=id')
  expect(JSON.stringify([mails[0]?.text, mails[0]?.subject])).not.toMatch(/rahasia|gaji|Madoguchi/)
  expect(mails[0]?.headers.get('auto-submitted')).toBe('auto-generated')
  await say(id, 'rahasia kedua')
  await ask(desk, '/inquiry/thread', { lang: 'id', code: spelled(shown.html) })
  await say(id, 'rahasia ketiga')
  await eventually(() => mails.length === 2)
  expect(mails).toHaveLength(2)
})

test('who ticked it gets the answer itself; a mail server that is away is tried again, one that says never is not', async () => {
  let code: number | null = 451
  const { url, mails, close } = await startMailServer(() => code)
  ending.push(close)
  const desk = await open({ EMAIL_ADDRESS: 'desk@example.org', EMAIL_SMTP_URL: url })
  await ask(desk, '/inquiry', { lang: 'es', form: 'j'.repeat(32), message: 'hola', answer: 'email', email: 'worker@example.net', whole: '1' })
  const { all, say } = await threads(desk)
  const id = await eventually(async () => (await all()).find(({ conversation }) => conversation.handling === 'waiting')?.conversation.id)
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  ending.push(() => db.end())
  await say(id, 'La respuesta')
  await eventually(async () => (await db.query(`SELECT FROM inquiry WHERE tries = 1 AND due_at > now() + interval '1 second' AND due_at < now() + interval '40 seconds'`)).rowCount)
  code = null
  await db.query('UPDATE inquiry SET due_at = now()')
  await eventually(() => mails.length === 1)
  expect(mails[0]?.text).toContain('La respuesta')
  code = 550
  await say(id, 'Otra respuesta')
  await eventually(async () => (await db.query(`SELECT FROM inquiry i JOIN conversation c ON c.id = i.conversation_id WHERE i.notified_seq = c.last_seq`)).rowCount)
  expect(mails).toHaveLength(1)
})

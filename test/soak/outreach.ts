// A message to twenty thousand people on three channels while one of its two workers is killed again and again: everybody once, no provider overrun, no answer delayed.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { OutreachPage } from '../../src/server/api/outreach.ts'
import { startDesk } from '../../src/start.ts'
import { colleague } from '../colleague.ts'
import { content } from '../content.ts'
import { eventually, freePort, freshDatabase, signIn } from '../desk.ts'
import { settle } from '../outreach-people.ts'
import { lineUser, startLine } from '../platforms/line.ts'
import { startMessenger } from '../platforms/messenger.ts'
import { startSmtp } from '../platforms/smtp.ts'
import { TEST_KEYS } from '../keys.ts'
import { CHILD } from '../child.ts'

const root = resolve(import.meta.dirname, '../..')
const PEOPLE = Number(process.env['SOAK_PEOPLE'] ?? 20_000)
const KILLS_AT = [0.1, 0.35, 0.6, 0.85]
/** What the desk is told, and what the stand-ins take. */
const PACE = { line: 100, messenger: 60, email: 40 }
const LIMIT = { line: 130, messenger: 80, email: 55 }
/** While it lasts LINE takes far less than it promised. */
const STRAIT = { from: 0.45, perSecond: 20, ms: 5_000 }

test(`${PEOPLE} people, and kill -9 ${KILLS_AT.length} times`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-soak-'))
  const [line, smtp, databaseUrl, port] = [await startLine(), await startSmtp(), await freshDatabase(), await freePort()]
  const messenger = await startMessenger({ deliverTo: { url: `http://127.0.0.1:${port}/webhooks/messenger` } })
  for (const [pace, perSecond] of [[line.pace, LIMIT.line], [messenger.pace, LIMIT.messenger], [smtp.pace, LIMIT.email]] as const) pace.perSecond = perSecond
  const env = {
    PORT: String(port), DATA_DIR: folder, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', REPLY_UNDO_SECONDS: '0', OUTREACH_HOURS: '00:00-24:00',
    LINE_CHANNEL_SECRET: 'a-channel-secret', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: smtp.url,
    MESSENGER_APP_SECRET: messenger.appSecret, MESSENGER_PAGE_TOKEN: messenger.token, MESSENGER_VERIFY_TOKEN: messenger.verifyToken, MESSENGER_GRAPH_BASE: messenger.url,
    OUTREACH_LINE_PER_SECOND: String(PACE.line), OUTREACH_MESSENGER_PER_SECOND: String(PACE.messenger), OUTREACH_EMAIL_PER_SECOND: String(PACE.email),
  }
  const started = await startDesk(readConfig(['--role', 'web'], env), content)
  const desk = { ...started, url: `http://localhost:${port}`, databaseUrl }
  const begin = () => spawn(process.execPath, ['src/main.ts', '--role', 'worker'], { cwd: root, stdio: 'ignore', env: { ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, ...env } })
  const workers = [begin(), begin()]
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    const author = await signIn(desk)
    const other = await colleague(desk, author, 'Tanaka', ['supervisor', 'editor'])
    const people = await settle(db, messenger, PEOPLE, [5, 3, 2])
    await db.query('ANALYZE')
    const talking = await talkWith(db, 20)
    const answerOne = async (n: number): Promise<number> => {
      const [conversation, address] = talking[n % talking.length] ?? ['', '']
      const text = `返事 ${randomUUID()}`
      const at = performance.now()
      expect((await author(`/api/conversations/${conversation}/replies`, { id: randomUUID(), text, asIs: true })).status).toBe(201)
      await eventually(() => line.sent.some(({ to, messages }) => to === address && JSON.stringify(messages).includes(text)), 60_000)
      return performance.now() - at
    }
    // Until the workers are there.
    await answerOne(0)
    const before: number[] = []
    for (let n = 0; n < 20; n++) before.push(await answerOne(n))

    const { id } = await (await author('/api/outreach', { kind: 'survey' })).json() as { id: string }
    const page = async () => await (await author(`/api/outreach/${id}`)).json() as OutreachPage
    const act = async (as: typeof author, path: string, body: object) => expect((await as(`/api/outreach/${id}/${path}`, { revision: (await page()).revision, ...body })).status).toBe(200)
    await act(author, 'review', { ask: true })
    await act(other, 'decision', { decision: 'release' })
    const begun = performance.now()
    const reached = () => line.sent.length + messenger.sent.length + smtp.sent.length
    const already = reached()
    const during: number[] = []
    const over = new AbortController()
    let [kills, strait] = [0, false]
    const answers = (async () => { for (let n = 0; !over.signal.aborted; n++) { during.push(await answerOne(n)); await new Promise((done) => setTimeout(done, 700)) } })()
    const share = () => (reached() - already - during.length) / PEOPLE
    const state = async () => (await db.query<{ state: string }>('SELECT state FROM outreach WHERE id = $1', [id])).rows[0]?.state
    while (await state() !== 'done') {
      if (kills < KILLS_AT.length && share() >= (KILLS_AT[kills] ?? 1)) {
        const [which, victim] = [kills % 2, workers[kills % 2]]
        const gone = new Promise((done) => victim?.once('exit', done))
        victim?.kill('SIGKILL')
        await gone
        workers[which] = begin()
        kills++
        console.log(`killed at ${Math.round(share() * 100)} % after ${Math.round((performance.now() - begun) / 1_000)} s`)
      }
      if (!strait && share() >= STRAIT.from) {
        strait = true
        line.pace.perSecond = STRAIT.perSecond
        setTimeout(() => { line.pace.perSecond = LIMIT.line }, STRAIT.ms)
      }
      await new Promise((done) => setTimeout(done, 200))
    }
    const seconds = (performance.now() - begun) / 1_000
    over.abort()
    await answers
    await new Promise((done) => setTimeout(done, 3_000))

    const counts = (got: readonly string[]) => Map.groupBy(got, (one) => one)
    const got = { line: counts(line.sent.map(({ to }) => to)), messenger: counts(messenger.sent.map(({ psid }) => psid)), email: counts(smtp.sent.map(({ to }) => to)) }
    const missing = people.filter(({ channel, address }) => !got[channel].has(address))
    const twice = people.filter(({ channel, address }) => (got[channel].get(address)?.length ?? 0) > 1)
    const mailsTwice = twice.filter(({ channel }) => channel === 'email')
    const ids = counts(smtp.sent.map(({ to, mail }) => `${to} ${mail.messageId}`))
    const repeated = line.requests.filter(({ status, path }) => path.endsWith('/push') && status === 409).length
    const spread = (list: readonly number[]) => { const sorted = list.toSorted((a, b) => a - b); const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0); return { n: sorted.length, median: at(0.5), p95: at(0.95), worst: at(1) } }
    console.table({ 'answers before (ms)': spread(before), 'answers meanwhile (ms)': spread(during) })
    console.table(Object.fromEntries(([['line', line.pace], ['messenger', messenger.pace], ['email', smtp.pace]] as const).map(([name, { peak, refused }]) => [name, { people: got[name].size, 'told per second': PACE[name], 'taken per second': LIMIT[name], 'fullest second': peak, 'too many': refused }])))
    console.log(`${Math.round(seconds)} s, ${Math.round(PEOPLE / seconds)} a second; ${kills} kills; missing ${missing.length}; twice ${twice.length} (mails with one Message-ID: ${mailsTwice.length}); ${repeated} repeated pushes that LINE knew`)
    const { progress } = await page()
    console.log(JSON.stringify(progress))
    expect(kills).toBe(KILLS_AT.length)
    expect(missing).toEqual([])
    // SMTP knows no retry key: a mail whose acceptance was lost with the process is sent again under the same Message-ID.
    expect(twice.filter(({ channel }) => channel !== 'email')).toEqual([])
    expect(ids.size).toBe(got.email.size)
    expect(progress).toMatchObject({ sent: PEOPLE, failed: {}, waiting: 0 })
    expect([line.refused, messenger.refused, smtp.refused]).toEqual([[], [], []])
    // Behind the push it would wait for minutes.
    expect(spread(during).worst).toBeLessThan(Math.max(15_000, seconds * 100))
    expect(messenger.pace.refused + smtp.pace.refused).toBe(0)
  } finally {
    for (const worker of workers) worker.kill('SIGKILL')
    await db.end()
    await started.stop()
    await Promise.all([line.close(), messenger.close(), smtp.close()])
    rmSync(folder, { recursive: true, force: true })
  }
})

/** People whom a counsellor answers meanwhile. */
async function talkWith(db: pg.Client, count: number): Promise<[string, string][]> {
  const { rows: [staff] } = await db.query<{ id: string }>('SELECT id FROM staff ORDER BY created_at LIMIT 1')
  const talking: [string, string][] = []
  for (let n = 0; n < count; n++) {
    const [person, conversation, address] = [randomUUID(), randomUUID(), lineUser(`talks ${n}`)]
    await db.query(`INSERT INTO person (id, language, contact) VALUES ($1, 'vi', '{"news":false}')`, [person])
    await db.query(`INSERT INTO conversation (id, account_id, person_id, address, handling, assignee_id, heard_at, profiled_at) VALUES ($1, 'line', $2, $3, 'counsellor', $4, now(), now())`, [conversation, person, address, staff?.id])
    talking.push([conversation, address])
  }
  return talking
}

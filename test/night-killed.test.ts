// The queue stopped, the process killed between call and answer, two people silent, one address gone: the third is called, and nobody afterwards.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { words } from './content.ts'
import { eventually, freePort } from './desk.ts'
import { allCalled, DANGER_VI, linkIn, mailTo, openNight, SECRET, tap } from './night.ts'
import { lineUser } from './platforms/line.ts'
import { redisUrl } from './surroundings.ts'
import { TEST_KEYS } from './keys.ts'
import { CHILD } from './child.ts'

const root = resolve(import.meta.dirname, '..')
const ending: (() => unknown)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const withRedis = redisUrl() !== null && existsSync('/usr/bin/redis-server') ? test : test.skip

withRedis('whatever dies, somebody is called until somebody comes', async () => {
  const night = await openNight()
  ending.push(() => night.close())
  night.mail.gone.add('ben-old@example.org')
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 1, hours: 5, after: 1 })
  await night.colleague('ben', [{ medium: 'email', address: 'ben-old@example.org' }, { medium: 'email', address: 'ben@example.org' }], { line: 1, hours: 5, after: 2 })
  await night.colleague('chi', [{ medium: 'email', address: 'chi@example.org' }], { line: 2, hours: 5, after: 3 })
  // From here on only the other process works, and its queue is about to die.
  await night.desk.stop()
  const [port, redisPort] = [await freePort(), await freePort()]
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-night-'))
  const redis = spawn('redis-server', ['--port', String(redisPort), '--save', ''], { stdio: 'ignore' })
  const start = () => spawn(process.execPath, ['src/main.ts'], {
    cwd: root, stdio: 'ignore',
    env: { ...night.env, ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'silent', DATABASE_URL: night.desk.databaseUrl, REDIS_URL: `redis://127.0.0.1:${redisPort}` },
  })
  const url = `http://127.0.0.1:${port}`
  let desk = start()
  ending.push(() => rmSync(folder, { recursive: true, force: true }), () => redis.kill('SIGKILL'), async () => { desk.kill('SIGKILL'); await dead(desk) })
  const up = () => eventually(async () => (await fetch(`${url}/healthz`).catch(() => null))?.ok, 120_000)
  const killed = async () => {
    desk.kill('SIGKILL')
    await dead(desk)
  }
  const restarted = async () => {
    desk = start()
    await up()
  }
  const called = () => night.mail.mails.map(({ to }) => to.split('@')[0]).filter((who) => who !== 'sato')
  await up()
  redis.kill('SIGKILL')
  await dead(redis)
  const user = lineUser('Minh')
  await night.line.deliver(`${url}/webhooks/line`, [night.line.textEvent({ user, text: DANGER_VI })], { secret: SECRET })
  await mailTo(night, 'aki')
  await killed()
  await night.pass(5)
  await restarted()
  await mailTo(night, 'ben')
  await killed()
  await night.pass(5)
  await restarted()
  const link = linkIn((await mailTo(night, 'chi')).text, { url })
  await killed()
  await restarted()
  expect((await tap(link)).status).toBe(200)
  await allCalled(night)
  const before = called()
  // Killed between sending and noting it, a process sends the same message once more: better twice than never.
  expect([...new Set(before)]).toEqual(['aki', 'ben', 'chi'])
  await killed()
  // As a process leaves them that dies before it notes what it sent.
  await night.db.query(`UPDATE page SET due_at = now() WHERE alarm_id IN (SELECT id FROM alarm WHERE acknowledged_at IS NOT NULL)`)
  await night.pass(30)
  await restarted()
  await eventually(() => night.line.sent.some(({ to, messages }) => to === user && JSON.stringify(messages).includes(JSON.stringify(words('vi', 'handover.reading')).slice(1, -1))))
  // A sweep has come and gone.
  await allCalled(night)
  expect(called()).toEqual(before)
  // The desk opens: the address that was gone is told to who can mend it.
  await night.db.query(`UPDATE setting SET value = $1 WHERE key = 'desk-hours'`, [JSON.stringify({ usual: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])), languages: {} })])
  await eventually(() => night.mail.mails.find(({ to, subject }) => to === 'sato@example.org' && subject.startsWith('夜の当番')))
})

test('the drill asks whoever is on call, by real messages, and tells each step', async () => {
  const night = await openNight()
  ending.push(() => night.close())
  night.mail.gone.add('aki@example.org')
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 1, hours: 5, after: 1 })
  await night.colleague('ben', [{ medium: 'email', address: 'ben@example.org' }], { line: 2, hours: 5, after: 2 })
  const drill = spawn(process.execPath, ['src/tools/drill.ts'], { cwd: root, env: { ...night.env, ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, DATABASE_URL: night.desk.databaseUrl } })
  const ended = once(drill, 'close')
  let out = ''
  drill.stdout.on('data', (piece) => { out += String(piece) })
  drill.stderr.on('data', (piece) => { out += String(piece) })
  const mail = await eventually(() => night.mail.mails.find(({ to }) => to === 'ben@example.org')).catch(() => { throw new Error(out) })
  expect(mail.subject).toBe('【訓練】緊急の呼び出し / [Drill] urgent call')
  await allCalled(night)
  await tap(linkIn(mail.text, night.desk))
  expect(await ended).toEqual([0, null])
  expect(out).toMatch(/On call now:\n {2}1\. aki\n {2}2\. ben\n/)
  expect(out).toMatch(/could not reach aki by email: refused by the mail server \(550\)\n[\s\S]*sent to ben by email\n[\s\S]*acknowledged by ben\n$/)
  expect((await night.db.query(`SELECT 1 FROM conversation`)).rowCount).toBe(0)
})

function dead(child: ChildProcess): Promise<number | null> {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve(child.exitCode) : new Promise((done) => child.once('exit', done))
}

// kill -9 at any moment: what was acknowledged is answered, and answered once. The process is the real one, on its embedded database.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { eventually, freePort } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { TEST_KEYS } from './keys.ts'
import { CHILD } from './child.ts'

const root = resolve(import.meta.dirname, '..')
const SECRET = 'a-channel-secret'

test('a desk that is killed again and again loses nothing it acknowledged and answers nothing twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-kill-'))
  chmodSync(folder, 0o755)
  const line = await startLine()
  const port = await freePort()
  const webhook = `http://127.0.0.1:${port}/webhooks/line`
  const start = () => spawn(process.execPath, ['src/main.ts'], {
    cwd: root, stdio: 'ignore',
    env: { ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'silent', LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url },
  })
  let desk = start()
  try {
    const acknowledged = new Map<string, number>()
    for (let round = 0; round < 2; round++) {
      await eventually(async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok)
      for (let n = 0; n < 25; n++) {
        const user = lineUser(`worker ${n % 8}`)
        const sent = line.deliver(webhook, [line.textEvent({ user, text: `question ${round}-${n}` })], { secret: SECRET })
        // The last ones of a round are on their way while the process dies.
        if (n === 20) setTimeout(() => desk.kill('SIGKILL'), 3 * round)
        const { status } = await sent.catch(() => ({ status: 0 }))
        if (status === 200) acknowledged.set(user, (acknowledged.get(user) ?? 0) + 1)
      }
      await dead(desk)
      desk = start()
    }
    const answers = () => Map.groupBy(line.sent, ({ to }) => to)
    await eventually(() => [...acknowledged].every(([user, count]) => (answers().get(user)?.length ?? 0) >= count))
    await new Promise((done) => setTimeout(done, 2_000))
    // An event that was stored but not acknowledged is answered too; none is answered twice: every reply token was used once.
    const delivered = line.requests.filter(({ path, status }) => /\/message\/(reply|push)$/.test(path) && status === 200)
    const answered = [...answers()].reduce((sum, [, sent]) => sum + sent.length, 0)
    const total = [...acknowledged.values()].reduce((sum, count) => sum + count, 0)
    expect(answered).toBe(delivered.length)
    expect(answered).toBeLessThanOrEqual(50)
    expect(answered).toBeGreaterThanOrEqual(total)
    expect(total).toBeGreaterThan(30)
    expect(line.sent.filter(({ via }) => via === 'push')).toEqual([])
  } finally {
    desk.kill('SIGINT')
    await dead(desk)
    await line.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('Ctrl-C stops the desk and its database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-stop-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const desk = spawn(process.execPath, ['src/main.ts'], { cwd: root, stdio: 'ignore', env: { ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'silent' } })
  await eventually(async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok)
  const database = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  desk.kill('SIGINT')
  expect(await dead(desk)).toBe(0)
  expect(() => process.kill(database, 0)).toThrow()
  rmSync(folder, { recursive: true, force: true })
})

function dead(child: ChildProcess): Promise<number | null> {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve(child.exitCode) : new Promise((done) => child.once('exit', done))
}

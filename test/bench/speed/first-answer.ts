// How long `npm start` takes on a prepared clone until the first worker has an answer: with an empty data folder, and again with the same.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './contestants.ts'
import type { Ledger } from './ledger.ts'
import { requestOf, SECRET, TOKEN } from './messages.ts'
import { clock, openConnection } from './wire.ts'
import { TEST_KEYS } from '../../keys.ts'

const root = resolve(import.meta.dirname, '../../..')
const PATIENCE_MS = 60_000

export interface FirstAnswer { readonly what: string; readonly ms: number }

export async function firstAnswers(ledger: Ledger): Promise<FirstAnswer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-first-'))
  chmodSync(folder, 0o755)
  try {
    const empty = await firstAnswer(folder, ledger, 'a')
    const again = await firstAnswer(folder, ledger, 'b')
    return [{ what: 'with an empty data folder', ms: empty }, { what: 'with the same data folder again', ms: again }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function firstAnswer(folder: string, ledger: Ledger, run: string): Promise<number> {
  const port = await freePort()
  const begun = clock()
  const child = spawn('npm', ['start'], {
    cwd: root, stdio: 'ignore', detached: true,
    env: { PATH: process.env['PATH'], ENCRYPTION_KEYS: TEST_KEYS, HOME: process.env['HOME'], PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error', LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: TOKEN, LINE_API_BASE: ledger.platform },
  })
  try {
    const { mark, request } = requestOf('line', `first${process.pid}${run}`, 0, 0, { port, platform: ledger.platform })
    const connection = openConnection(port)
    while (await connection.post(request) !== 200) {
      if (child.exitCode !== null || clock() - begun > PATIENCE_MS) throw new Error('npm start did not answer')
      await sleep(20)
    }
    connection.close()
    await ledger.answered([mark], PATIENCE_MS)
    return (ledger.repliedAt(mark) ?? Number.NaN) - begun
  } finally {
    await ended(child)
  }
}

/** npm and all it started get the Ctrl-C that a terminal would send. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  process.kill(-child.pid, 'SIGINT')
  await gone
}

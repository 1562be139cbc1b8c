// The faults, each as it is played while people write. `hold` lets it last, and looks at what staff see meanwhile.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Spoiled } from '../platforms/spoiler.ts'
import { eventually } from '../desk.ts'
import { PARTS, root } from './estate.ts'
import type { Estate } from './estate.ts'

export interface Play { readonly fault: string; play(estate: Estate, hold: (ms: number) => Promise<void>): Promise<void> }

const KILLING_MS = Number(process.env['SOAK_SECONDS'] ?? 120) * 1_000
const SHORT_MS = 4_000
const HOUR_MS = 3_600_000
/** On a machine that is busy with all of it. */
const START_MS = 300_000

const SPOILED: readonly (readonly [string, Spoiled])[] = [
  ['answers 500', { type: 'refused', status: 500 }], ['answers 429 with Retry-After', { type: 'refused', status: 429, retryAfter: 2 }], ['does not answer', { type: 'silent' }],
  ['cuts its answers in the middle', { type: 'half' }], ['answers HTML', { type: 'html' }], ['answers broken JSON', { type: 'broken' }], ['answers with unknown fields', { type: 'unknown' }],
]
const BEHIND = { line: 'LINE', messenger: 'Messenger', translation: 'The translation provider', store: 'The media store' } as const

function spoiling(name: keyof typeof BEHIND): Play[] {
  return SPOILED.map(([what, spoiled]) => ({
    fault: `${BEHIND[name]} ${what}`,
    async play({ before }, hold) {
      before[name].spoiled = spoiled
      // Longer than the patience with a single call.
      await hold(spoiled.type === 'silent' ? 2 * SHORT_MS : SHORT_MS)
      before[name].spoiled = null
    },
  }))
}

const processes: Play[] = [
  { fault: 'none', play: (_estate, hold) => hold(SHORT_MS) },
  {
    fault: 'kill -9 of one process after the other, at random moments',
    async play(estate, hold) {
      for (const end = Date.now() + KILLING_MS; Date.now() < end;) {
        await estate.kill(PARTS[Math.floor(Math.random() * PARTS.length)] ?? 'web1')
        await hold(500 + Math.random() * 6_000)
      }
      await eventually(estate.isUp, START_MS)
    },
  },
  {
    fault: 'rolling restart: each process is asked to end, and the next when it is back',
    async play(estate, hold) {
      for (const part of PARTS) {
        await estate.stop(part, 'SIGTERM')
        estate.begin(part)
        await hold(1_000)
        await eventually(estate.isUp, START_MS)
      }
    },
  },
]

const inTurn: Play = {
  fault: 'each of two web processes, two workers, PostgreSQL and Redis is killed in turn',
  async play(estate, hold) {
    for (const part of PARTS) {
      await estate.kill(part)
      await hold(500)
      await eventually(estate.isUp, START_MS)
    }
    estate.crashDatabase()
    await hold(SHORT_MS)
    await estate.redisDown()
    await hold(SHORT_MS)
    estate.redisUp()
  },
}

const database: Play[] = [
  {
    fault: 'PostgreSQL crashes and is started again, twice',
    async play(estate, hold) {
      for (let n = 0; n < 2; n++) {
        estate.crashDatabase()
        await hold(SHORT_MS)
      }
    },
  },
  {
    fault: 'PostgreSQL takes no writes',
    async play({ notebook }, hold) {
      const only = (value: string) => notebook.query(`ALTER SYSTEM SET default_transaction_read_only = ${value}`).then(() => notebook.query('SELECT pg_reload_conf()'))
      await only('on')
      await hold(SHORT_MS)
      await only('off')
    },
  },
  {
    fault: 'PostgreSQL answers each call 200 ms late',
    async play({ database: line }, hold) {
      line.delayMs = 200
      await hold(2 * SHORT_MS)
      line.delayMs = 0
    },
  },
  {
    fault: 'PostgreSQL refuses connections',
    async play({ database: line }, hold) {
      await line.refuse()
      await hold(2 * SHORT_MS)
      await line.restore()
    },
  },
  {
    fault: 'the disk under PostgreSQL and the desk is full',
    async play({ disk }, hold) {
      if (disk === null) throw new Error('no disk of its own could be mounted (only root may)')
      const ballast = join(disk, 'ballast')
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - 4_096, 1))
      await hold(2 * SHORT_MS).finally(() => { rmSync(ballast) })
    },
  },
]

const queue: Play[] = [
  { fault: 'Redis is killed and started again', async play(estate, hold) { await estate.redisDown(); await hold(500); estate.redisUp(); await hold(SHORT_MS) } },
  { fault: 'Redis is emptied, again and again', async play(estate, hold) { for (let n = 0; n < 8; n++) { estate.flushRedis(); await hold(500) } } },
  { fault: 'Redis is gone', async play(estate, hold) { await estate.redisDown(); await hold(2 * SHORT_MS); estate.redisUp() } },
]

const mail: Play[] = [
  { fault: 'The mail server refuses connections', async play(estate, hold) { await estate.mail.refuse(); await hold(SHORT_MS); await estate.mail.restore() } },
  { fault: 'The mail server is cut off in the middle, again and again', async play(estate, hold) { for (let n = 0; n < 40; n++) { estate.mail.cut(); await sleep(100) } await hold(0) } },
]

const others: Play[] = [
  { fault: 'the clock of every process jumps an hour ahead, and back', async play(estate, hold) { estate.setClock(HOUR_MS); await hold(SHORT_MS); estate.setClock(0); await hold(SHORT_MS) } },
  { fault: 'the clock of every process is set back an hour', async play(estate, hold) { estate.setClock(-HOUR_MS); await hold(SHORT_MS); estate.setClock(0) } },
  {
    fault: 'messages whose turn throws, in conversations that go on',
    async play({ notebook }, hold) {
      for (let n = 0; n < 10; n++) {
        const poison = { id: `poison ${n}`, person: 'nobody', at: new Date().toISOString(), redelivered: false, type: 'message', message: null, content: { type: 'text', text: null } }
        await notebook.query(`INSERT INTO event (account_id, external_id, conversation_id, type, payload) SELECT account_id, 'poison ' || gen_random_uuid(), id, 'message', $1 FROM conversation WHERE account_id <> 'email' ORDER BY last_at DESC LIMIT 1`, [JSON.stringify(poison)])
        await sleep(200)
      }
      await hold(SHORT_MS)
    },
  },
  {
    fault: 'an article is published that this release cannot read',
    async play({ notebook }, hold) {
      await notebook.query(`INSERT INTO article_version (topic, number, state, content, published_at) VALUES ('labour.wages', 99, 'published', '{"broken":true}', now())`)
      await notebook.query(`SELECT pg_notify('madoguchi_knowledge', 'labour.wages')`)
      await hold(SHORT_MS)
      await notebook.query(`DELETE FROM article_version WHERE number = 99`)
    },
  },
  {
    fault: 'a release whose flow is broken is started beside the others',
    async play(estate, hold) {
      const copy = join(estate.folder, 'release')
      mkdirSync(copy)
      for (const part of ['src', 'channels', 'flows', 'locales', 'prisma', 'package.json']) cpSync(join(root, part), join(copy, part), { recursive: true })
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
      writeFileSync(join(copy, 'flows/welcome.yaml'), 'name: welcome\nstart: nowhere\nnodes: {}\n')
      const broken = spawn(process.execPath, ['src/main.ts', '--role', 'worker'], { cwd: copy, stdio: ['ignore', 'ignore', 'pipe'], env: estate.env })
      let said = ''
      broken.stderr.on('data', (piece: Buffer) => { said += piece.toString() })
      const code = await new Promise((done) => broken.once('exit', done))
      if (code !== 1 || !said.includes('welcome.yaml')) throw new Error(`a broken flow was not refused at start: ${String(code)} ${said}`)
      await hold(1_000)
    },
  },
]

export const PLAYS: readonly Play[] = [...processes, inTurn, ...database, ...queue, ...spoiling('line'), ...spoiling('messenger'), ...mail, ...spoiling('translation'), ...spoiling('store'), ...others]

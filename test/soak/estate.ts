// A desk as it stands in production, each part a process of its own that can be killed: two web, two workers, PostgreSQL, Redis, and platforms behind lines that fail.
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import S3rver from 's3rver'
import { startPostgres } from '../../src/store/postgres.ts'
import { eventually, freePort, signIn } from '../desk.ts'
import { startLibreTranslate } from '../platforms/libretranslate.ts'
import { startLine } from '../platforms/line.ts'
import { startMessenger } from '../platforms/messenger.ts'
import { startSmtp } from '../platforms/smtp.ts'
import { startSpoiler } from '../platforms/spoiler.ts'
import { startTcpProxy } from '../platforms/tcp-proxy.ts'
import { openNotebook } from './notebook.ts'
import { TEST_KEYS } from '../keys.ts'
import { CHILD } from '../child.ts'

export const SECRET = 'a-channel-secret'
export const MAIL_KEY = 'a key for what is pushed'
export const root = resolve(import.meta.dirname, '../..')
export const PARTS = ['web1', 'web2', 'worker1', 'worker2'] as const
export type Part = (typeof PARTS)[number]

/** A small disk of its own where this user may mount one: a full disk fills nothing else. */
const DISK_MB = 400

export type Estate = Awaited<ReturnType<typeof openEstate>>

export async function openEstate() {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-faults-'))
  chmodSync(folder, 0o755)
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const mounted = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=755`, 'tmpfs', disk]).status === 0
  const clock = join(folder, 'clock')
  writeFileSync(clock, '0')
  const data = join(disk, 'data')
  const postgres = await startPostgres(join(disk, 'postgres'))
  const databaseUrl = postgres.urlOf('madoguchi')
  const database = await startTcpProxy([Number(new URL(databaseUrl).port)])
  const redisPort = await freePort()
  const queue = await startTcpProxy([redisPort])
  const beginRedis = () => spawn('redis-server', ['--port', String(redisPort), '--save', ''], { stdio: 'ignore' })
  let redis = beginRedis()
  const ports = { web1: await freePort(), web2: await freePort() }
  const door = await startTcpProxy([ports.web1, ports.web2])
  const url = `http://127.0.0.1:${door.port}`
  const [line, smtp, translation] = [await startLine(), await startSmtp(), await startLibreTranslate()]
  const messenger = await startMessenger({ deliverTo: { url: `${url}/webhooks/messenger` } })
  const bucket = new S3rver({ address: '127.0.0.1', port: 0, directory: join(folder, 's3'), silent: true, configureBuckets: [{ name: 'media' }] })
  const s3 = await bucket.run()
  const before = {
    line: await startSpoiler(line.url), messenger: await startSpoiler(messenger.url), translation: await startSpoiler(translation.url),
    store: await startSpoiler(`http://127.0.0.1:${s3.port}`),
  }
  const mail = await startTcpProxy([Number(new URL(smtp.url).port)])
  const through = (address: string, port: number) => { const at = new URL(address); at.port = String(port); return at.href }
  const env = {
    ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'clock.mjs')).href}`, CLOCK_FILE: clock,
    DATA_DIR: data, AUDIT_KEY: 'a key that all of them share', LOG_LEVEL: process.env['SOAK_LOG'] ?? 'silent', PUBLIC_URL: url, DATABASE_URL: through(databaseUrl, database.port), REDIS_URL: `redis://127.0.0.1:${queue.port}`,
    LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: before.line.url,
    MESSENGER_APP_SECRET: messenger.appSecret, MESSENGER_PAGE_TOKEN: messenger.token, MESSENGER_VERIFY_TOKEN: messenger.verifyToken, MESSENGER_GRAPH_BASE: before.messenger.url,
    EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: through(smtp.url, mail.port), EMAIL_INBOUND_KEY: MAIL_KEY, EMAIL_AUTHSERV_ID: 'mx.soudan.example',
    LIBRETRANSLATE_URL: before.translation.url,
    MEDIA_S3_BUCKET: 'media', MEDIA_S3_ENDPOINT: before.store.url, MEDIA_S3_ACCESS_KEY_ID: 'S3RVER', MEDIA_S3_SECRET_ACCESS_KEY: 'S3RVER',
  }
  const running = new Map<Part, ChildProcess>()
  /** Those that said so since they were begun. */
  const started = new Set<Part>()
  const ended: string[] = []
  let setupToken: string | null = null
  const begin = (part: Part) => {
    const role = part.startsWith('web') ? 'web' : 'worker'
    const child = spawn(process.execPath, ['src/main.ts', '--role', role], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...env, PORT: String(part === 'web1' ? ports.web1 : part === 'web2' ? ports.web2 : 0) } })
    child.stdout.on('data', (said: Buffer) => {
      setupToken ??= /setup\?token=(\S+)/.exec(said.toString())?.[1] ?? null
      if (running.get(part) === child && /is open|is running/.test(said.toString())) started.add(part)
    })
    running.set(part, child)
    started.delete(part)
    // As a container's supervisor: whoever dies by itself is begun again.
    child.once('exit', (code, signal) => {
      if (running.get(part) !== child) return
      ended.push(`${part}: ${signal ?? code}`)
      setTimeout(() => { if (running.get(part) === child) begin(part) }, 500)
    })
    return child
  }
  const answers = async (port: number) => (await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null))?.ok === true
  const isUp = async (part: Part) => started.has(part) && (part === 'web1' || part === 'web2' ? answers(ports[part]) : true)
  const stop = async (part: Part, signal: NodeJS.Signals) => {
    const child = running.get(part)
    running.delete(part)
    started.delete(part)
    child?.kill(signal)
    if (child) await gone(child)
  }
  begin('web1')
  // Each web process that starts offers a token of its own while nobody has an account.
  await eventually(() => setupToken, 120_000)
  const staff = await signIn({ url, setupToken, databaseUrl, stop: () => Promise.resolve() })
  const notebook = await openNotebook(databaseUrl)
  for (const part of ['web2', 'worker1', 'worker2'] as const) begin(part)
  await eventually(async () => (await Promise.all(PARTS.map(isUp))).every(Boolean), 300_000)
  return {
    url, folder, disk: mounted ? disk : null, databaseUrl, line, smtp, translation, messenger, before, database, queue, mail, door, notebook, staff, ended, env, ports, begin, stop,
    isUp: async () => (await Promise.all(PARTS.map(isUp))).every(Boolean),
    /** SIGKILL, and begun again. */
    async kill(part: Part) {
      await stop(part, 'SIGKILL')
      begin(part)
    },
    /** The clock of every process, in milliseconds ahead of the world's. */
    setClock: (ms: number) => writeFileSync(clock, String(ms)),
    /** SIGQUIT: PostgreSQL breaks off everything, and whoever looks after it begins it again. */
    crashDatabase: () => process.kill(Number(readFileSync(join(databaseFolder(disk), 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT'),
    async redisDown() {
      redis.kill('SIGKILL')
      await gone(redis)
    },
    redisUp() { redis = beginRedis() },
    flushRedis: () => spawnSync('redis-cli', ['-p', String(redisPort), 'FLUSHALL']),
    async close() {
      for (const part of PARTS) await stop(part, 'SIGKILL')
      redis.kill('SIGKILL')
      await notebook.close()
      for (const one of [door, database, queue, mail]) await one.close()
      for (const one of [...Object.values(before), line, messenger, smtp, translation, bucket]) await one.close()
      await postgres.stop()
      if (mounted) spawnSync('umount', ['-l', disk])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where `startPostgres` put it: under root it may lie elsewhere. */
function databaseFolder(disk: string): string {
  const here = join(disk, 'postgres')
  if (existsSync(join(here, 'postmaster.pid'))) return here
  throw new Error('the database does not lie where it was asked to')
}

function gone(child: ChildProcess): Promise<unknown> {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((done) => child.once('exit', done))
}

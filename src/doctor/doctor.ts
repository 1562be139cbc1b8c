// Looks at everything, one thing after another; what cannot be looked at keeps nothing else from being looked at.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { platformAccounts } from '../accounts.ts'
import type { Config } from '../config.ts'
import { configNow } from '../connections/kept.ts'
import { knownKeys } from '../encryption-keys.ts'
import { loadContent } from '../gateway/content.ts'
import { createHours } from '../gateway/hours.ts'
import type { Account } from '../runtime.ts'
import { openSealed } from '../store/sealing/open.ts'
import { KeysRefused } from '../store/sealing/state.ts'
import type { Database } from '../store/database.ts'
import { startPostgres } from '../store/postgres.ts'
import { checkChannels, checkTranslation } from './channels.ts'
import { checkContent } from './content.ts'
import { checkDatabase, refused } from './database.ts'
import { checkBackup, checkFailed, checkOnCall, checkQueue, checkWorker } from './desk.ts'
import { examine } from './environment.ts'
import type { Variables } from './environment.ts'
import { bad, codeOf, note, skipped } from './finding.ts'
import type { Finding } from './finding.ts'
import { checkAudit, checkKeys, keysLost } from './keys.ts'
import { checkData, checkDisk, checkInstall, checkNode, checkPort } from './machine.ts'
import { checkPublicUrl, checkWebhooks } from './network.ts'
import { checkRedis } from './redis.ts'

/** `file` of variables, as `docker compose` reads one. */
export interface Patient { readonly env: Variables; readonly file: string | null; readonly root: string; now(): Date }

/** Each finding as soon as it is there. */
export async function* examination({ env, file, root, now }: Patient): AsyncGenerator<Finding> {
  const { config, findings } = examine(env, file)
  yield* checkNode(process.versions.node)
  yield* checkInstall(root)
  yield* findings
  for (const check of [() => checkData(config), () => checkDisk(config), () => checkPort(config)]) yield* await guarded(check)
  const { findings: inside, connected } = await databaseAndDesk(config, join(root, 'prisma/migrations'), now)
  yield* inside
  const accounts = platformAccounts(connected)
  const outside = [() => checkRedis(config), () => checkPublicUrl(config), () => checkWebhooks(config, webhooksOf(connected, accounts)), () => checkChannels(accounts), () => checkTranslation(connected, now)]
  for (const findingsOf of outside.map(guarded)) yield* await findingsOf
  yield* checkContent(() => loadContent(root), now())
}

/** A mailbox is read; only a provider that pushes calls us. */
const webhooksOf = ({ email }: Config, accounts: readonly Account[]) => accounts.filter(({ channel }) => channel.type !== 'email' || email?.inboundKey != null)

async function guarded(check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await check()
  } catch (error) {
    return [bad('check.threw', { code: codeOf(error) })]
  }
}

/** `connected`: the configuration with what the page of connections holds, where that can be read. */
interface Inside { readonly findings: readonly Finding[]; readonly connected: Config }

async function databaseAndDesk(config: Config, migrations: string, now: () => Date): Promise<Inside> {
  const without = (...findings: readonly Finding[]): Inside => ({ findings, connected: config })

  const home = join(config.dataDir, 'postgres')
  if (config.databaseUrl === null && !existsSync(`${home}.password`)) return without(note('database.none'), skipped('desk', 'empty'))
  const postgres = config.databaseUrl === null ? await startPostgres(home).catch(() => 'down' as const) : null
  if (postgres === 'down') return without(refused('it does not start', home, 'madoguchi', home), skipped('desk', 'database'))
  try {
    const url = config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? ''
    const { findings, usable } = await checkDatabase(url, config, migrations, now)
    const found = (word: Finding['word']) => findings.some((finding) => finding.word === word)
    const why = found('database.none') ? 'empty' : found('migrations.pending') ? 'older' : 'database'
    if (!usable) return without(...findings, skipped('desk', why))
    const desk = await deskOf(url, config, now)
    return { findings: [...findings, ...desk.findings], connected: desk.connected }
  } finally {
    // A running desk's database is left running.
    if (postgres && !postgres.adopted) await postgres.stop()
  }
}

async function deskOf(url: string, config: Config, now: () => Date): Promise<Inside> {
  const keys = await knownKeys(config)
  const lost = { findings: [keysLost(config), skipped('desk', 'keys')], connected: config }
  if (keys.length === 0) return lost
  const opened = await openSealed(url, keys, 2).catch((error: unknown) => {
    if (error instanceof KeysRefused) return null
    throw error
  })
  if (!opened) return lost
  const { db } = opened
  try {
    const checks = [
      () => checkKeys(db, config), () => checkAudit(db, config), () => checkWorker(db, now()), () => checkQueue(db, now()), () => checkFailed(db),
      () => onCall(db, now), () => checkBackup(db, config, now()),
    ]
    const all: Finding[] = []
    for (const check of checks) all.push(...await guarded(check))
    return { findings: all, connected: await configNow(config, db) }
  } finally {
    await db.close()
  }
}

async function onCall(db: Database, now: () => Date): Promise<Finding[]> {
  const hours = createHours(db, now)
  await hours.refresh()
  return checkOnCall(db, hours.all().usual, now())
}

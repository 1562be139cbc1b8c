// Builds the runtime and starts server and worker on it, in the order they need each other.
import { createHmac, randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { setImmediate as soon } from 'node:timers/promises'
import type { Channel } from '../channels/contract.ts'
import { channels } from '../channels/index.ts'
import type { MailSettings } from './accounts.ts'
import { auditKey } from './audit-key.ts'
import { notConfigured } from './config.ts'
import type { Config } from './config.ts'
import { encryptionKeys } from './encryption-keys.ts'
import { openConnections } from './connections/live.ts'
import { createHours } from './gateway/hours.ts'
import { openLibrary } from './gateway/library.ts'
import { createAuditLog } from './gateway/record.ts'
import { loadContent } from './gateway/content.ts'
import type { Content } from './gateway/content.ts'
import { naming } from './gateway/processors.ts'
import { readYaml } from './gateway/yaml.ts'
import { openWakes } from './jobs/wakes.ts'
import { startWatching } from './jobs/watch.ts'
import { startWorker } from './jobs/worker.ts'
import { LANGUAGES } from './knowledge/languages.ts'
import { createTermHash } from './knowledge/term-hash.ts'
import type { Translator } from './language/translator.ts'
import { Terms } from './language/glossary.ts'
import { openTerms } from './language/terms.ts'
import { openTranslation } from './language/translation.ts'
import { createFileLinks } from './media/file-links.ts'
import { openFiles } from './media/files.ts'
import { sealedStore } from './media/sealed.ts'
import { openNotifier } from './notify/notifier.ts'
import { openLog } from './operate/log.ts'
import { measuredChannel, measuredNotifier, measuredTranslator } from './operate/measured.ts'
import { openMeters } from './operate/meters.ts'
import { openPulse } from './operate/pulse.ts'
import { openTraces } from './operate/traces.ts'
import { VERSION } from './version.ts'
import { processorsOf } from './privacy/processors.ts'
import { newCode, newId, now as clock } from './runtime.ts'
import type { Account, Runtime } from './runtime.ts'
import { startServer } from './server/app.ts'
import { openOperationDoors } from './server/operation-doors.ts'
import type { Database } from './store/database.ts'
import { migrate, newestMigration } from './store/migrate.ts'
import { startPostgres } from './store/postgres.ts'
import { createSaid } from './store/said.ts'
import { openSealed } from './store/sealing/open.ts'
import { secretOr } from './store/settings.ts'

const root = resolve(import.meta.dirname, '..')

export interface StartedDesk {
  readonly url: string
  /** Of a one-time link that makes the first administrator, while there is none. */
  readonly setupToken: string | null
  /** A line for each thing that is not connected, and what that means. */
  readonly missing: readonly string[]
  /** Ends everything, last started first. */
  stop(): Promise<void>
}

/** `content` may be loaded before; else it is read while PostgreSQL makes or opens its files. */
export async function startDesk(config: Config, content: Content | Promise<Content> = soon().then(() => loadContent(root))): Promise<StartedDesk> {
  const ending: Ending = []
  const stop = async () => { for (const end of ending.splice(0).reverse()) await end() }
  try {
    const runtime = await openRuntime(config, content, ending)
    const { metricsPort } = config.operation
    if (metricsPort !== null) {
      const doors = await openOperationDoors(runtime, newestMigration(join(root, 'prisma/migrations')), metricsPort)
      ending.push(() => doors.close())
    }
    if (config.role !== 'web') {
      const worker = startWorker(runtime)
      ending.push(() => worker.close())
    } else {
      const watching = startWatching(runtime)
      ending.push(() => watching.close())
    }
    ending.push(() => Promise.resolve(runtime.pulse.drain()))
    runtime.log.info({ version: VERSION }, 'started')
    const missing = notConfigured(runtime.connections.config)
    if (config.role === 'worker') return { url: '', setupToken: null, missing, stop }
    const server = await startServer(runtime, root)
    ending.push(() => server.close())
    const url = config.port === 0 ? `http://localhost:${server.port}` : config.publicUrl
    return { url, setupToken: await server.sessions.offerSetup(), missing, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What has to be ended, in the order in which it was begun. */
export type Ending = (() => Promise<void>)[]

/** Another clock than the world's, and another translator than the configured one. */
interface Otherwise { readonly now?: () => Date; readonly translator?: Translator }

export async function openRuntime(config: Config, loading: Content | Promise<Content>, ending: Ending, { now = clock, translator: other }: Otherwise = {}): Promise<Runtime> {
  const log = openLog({ level: config.logLevel, role: config.role })
  const meters = openMeters()
  const { tracesTo } = config.operation
  const traces = tracesTo === null ? null : await openTraces(tracesTo, config.role, VERSION)
  if (traces) ending.push(() => traces.close())
  const [databaseUrl, content] = await Promise.all([config.databaseUrl ?? embedded(config, ending), loading])
  await migrate(databaseUrl, join(root, 'prisma/migrations'))
  const { db, keyring } = await openSealed(databaseUrl, await encryptionKeys(config))
  ending.push(() => db.close())
  const key = await auditKey(config, db)
  const measured = { channel: (channel: Channel) => measuredChannel(channel, meters), translator: (one: Translator) => measuredTranslator(one, meters) }
  const connections = await openConnections({ config, db, webchat: await webchatAccount(db), mail: await mailSettings(db, content), measured, log, now })
  ending.push(() => connections.close())
  if (other) ending.push(() => other.close())
  const { accounts } = connections
  const wakes = await openWakes({ redisUrl: config.redisUrl, databaseUrl }, log)
  ending.push(() => wakes.close())
  const files = await openFiles(config)
  const fileLinks = createFileLinks(await secretOr(db, 'file-secret', () => randomBytes(32).toString('hex')), config.publicUrl, now)
  const audit = createAuditLog(db, key, now)
  const processors = () => {
    const { email, translation: { provider, masks }, bucket } = connections.config
    const mail = email ? [email.smtpUrl, ...(email.imapUrl === null ? [] : [email.imapUrl])] : []
    return processorsOf({ channels: [...accounts.values()].map(({ channel }) => channel.type), mail, translation: { provider, masks }, bucket })
  }
  const library = await openLibrary({ ...content, words: naming(content.words, processors) }, db, now, log)
  ending.push(() => library.close())
  const notifier = measuredNotifier(await openNotifier({ config, db, accounts, now }), meters)
  ending.push(() => Promise.resolve(notifier.close()))
  const terms = openTerms(db, readYaml(join(root, 'flows/glossary.yaml'), Terms), now)
  const translation = openTranslation({
    db, now, key: createHmac('sha256', key).update('translation memory').digest('hex'), masks: config.translation.masks,
    get translator() { return other ?? connections.translator },
    get budget() { return connections.config.translation.budget },
    glossary: () => terms.current(), personal: () => library.now().personal,
  })
  return {
    config, db, wakes, accounts, connections, library, get content() { return library.now() }, get translator() { return other ?? connections.translator }, translation, terms, files, media: sealedStore(files, keyring), fileLinks, audit, hours: createHours(db, now), hashTerms: createTermHash(key), said: createSaid(key), notifier, log, meters, traces, pulse: openPulse(), now, newId, newCode,
  }
}

async function embedded(config: Config, ending: Ending): Promise<string> {
  const postgres = await startPostgres(join(config.dataDir, 'postgres'))
  ending.push(() => postgres.stop())
  return postgres.urlOf('madoguchi')
}

async function webchatAccount(db: Database): Promise<Account> {
  const secret = await secretOr(db, 'webchat-secret', () => randomBytes(32).toString('hex'))
  return { id: 'webchat', ...channels.webchat.configure({ secret }) }
}

async function mailSettings(db: Database, { words }: Content): Promise<MailSettings> {
  const secret = await secretOr(db, 'mail-secret', () => randomBytes(32).toString('hex'))
  return { secret, words: Object.fromEntries(LANGUAGES.map((language) => [language, { subject: words(language, 'mail.subject'), footer: words(language, 'mail.footer') }])) }
}

// Builds the runtime and starts server and worker on it, in the order they need each other.
import { createHmac, randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { channels } from '../channels/index.ts'
import { platformAccounts } from './accounts.ts'
import type { MailSettings } from './accounts.ts'
import { auditKey } from './audit-key.ts'
import type { Config } from './config.ts'
import { createHours } from './gateway/hours.ts'
import { openLibrary } from './gateway/library.ts'
import { createAuditLog } from './gateway/record.ts'
import { loadContent } from './gateway/content.ts'
import type { Content } from './gateway/content.ts'
import { naming } from './gateway/processors.ts'
import { readYaml } from './gateway/yaml.ts'
import { openWakes } from './jobs/wakes.ts'
import { startWorker } from './jobs/worker.ts'
import { LANGUAGES } from './knowledge/languages.ts'
import { createTermHash } from './knowledge/term-hash.ts'
import { createGoogle } from './language/google.ts'
import type { Translator } from './language/translator.ts'
import { Terms } from './language/glossary.ts'
import { createLibreTranslate } from './language/libretranslate.ts'
import { openTerms } from './language/terms.ts'
import { openTranslation } from './language/translation.ts'
import { createFileLinks } from './media/file-links.ts'
import { createFolderStore } from './media/folder.ts'
import { createS3Store } from './media/s3.ts'
import { openNotifier } from './notify/notifier.ts'
import { processorsOf } from './privacy/processors.ts'
import { newCode, newId, now as clock } from './runtime.ts'
import type { Account, Runtime } from './runtime.ts'
import { startServer } from './server/app.ts'
import { openDatabase } from './store/database.ts'
import type { Database } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { startPostgres } from './store/postgres.ts'
import { registerAccounts, settingOr } from './store/settings.ts'

const root = resolve(import.meta.dirname, '..')

export interface StartedDesk {
  readonly url: string
  /** Of a one-time link that makes the first administrator, while there is none. */
  readonly setupToken: string | null
  /** Ends everything, last started first. */
  stop(): Promise<void>
}

/** `content` may be loaded before: it takes a second or two. */
export async function startDesk(config: Config, content = loadContent(root)): Promise<StartedDesk> {
  const ending: Ending = []
  const stop = async () => { for (const end of ending.splice(0).reverse()) await end() }
  try {
    const runtime = await openRuntime(config, content, ending)
    if (config.role !== 'web') {
      const worker = startWorker(runtime)
      ending.push(() => worker.close())
    }
    if (config.role === 'worker') return { url: '', setupToken: null, stop }
    const server = await startServer(runtime, root)
    ending.push(() => server.close())
    const url = config.port === 0 ? `http://localhost:${server.port}` : config.publicUrl
    return { url, setupToken: await server.sessions.offerSetup(), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What has to be ended, in the order in which it was begun. */
export type Ending = (() => Promise<void>)[]

/** Another clock than the world's, and another translator than the configured one. */
interface Otherwise { readonly now?: () => Date; readonly translator?: Translator }

export async function openRuntime(config: Config, content: Content, ending: Ending, { now = clock, translator: other }: Otherwise = {}): Promise<Runtime> {
  const log = pino({ level: config.logLevel, base: { role: config.role } })
  const databaseUrl = config.databaseUrl ?? await embedded(config, ending)
  await migrate(databaseUrl, join(root, 'prisma/migrations'))
  const db = openDatabase(databaseUrl)
  ending.push(() => db.close())
  const accounts = await configuredAccounts(config, db, content)
  const { provider } = config.translation
  const configured = () => (provider === null ? null : provider.type === 'google' ? createGoogle(provider) : createLibreTranslate(provider, now))
  const translator = other ?? await configured()
  if (translator) ending.push(() => translator.close())
  const wakes = await openWakes({ redisUrl: config.redisUrl, databaseUrl }, log)
  ending.push(() => wakes.close())
  const media = config.bucket ? await createS3Store({ ...config.bucket, forcePathStyle: config.bucket.endpoint !== null }) : createFolderStore(join(config.dataDir, 'media'))
  const key = await auditKey(config, db)
  const fileLinks = createFileLinks(await settingOr(db, 'file-secret', () => randomBytes(32).toString('hex')), config.publicUrl, now)
  const audit = createAuditLog(db, key, now)
  const mail = config.email ? [config.email.smtpUrl, ...(config.email.imapUrl === null ? [] : [config.email.imapUrl])] : []
  const processors = processorsOf({ channels: [...accounts.values()].map(({ channel }) => channel.type), mail, translation: config.translation, bucket: config.bucket })
  const library = await openLibrary({ ...content, words: naming(content.words, processors) }, db, now, log)
  ending.push(() => library.close())
  const notifier = await openNotifier({ config, db, accounts, now })
  ending.push(() => Promise.resolve(notifier.close()))
  const terms = openTerms(db, readYaml(join(root, 'flows/glossary.yaml'), Terms), now)
  const translation = openTranslation({
    db, translator, now, key: createHmac('sha256', key).update('translation memory').digest('hex'), budget: config.translation.budget, masks: config.translation.masks,
    glossary: () => terms.current(), personal: () => library.now().personal,
  })
  return {
    config, db, wakes, accounts, library, get content() { return library.now() }, translator, translation, terms, media, fileLinks, audit, hours: createHours(db, now), hashTerms: createTermHash(key), notifier, log, now, newId, newCode,
  }
}

async function embedded(config: Config, ending: Ending): Promise<string> {
  const postgres = await startPostgres(join(config.dataDir, 'postgres'))
  ending.push(() => postgres.stop())
  return postgres.urlOf('madoguchi')
}

async function configuredAccounts(config: Config, db: Database, content: Content): Promise<Map<string, Account>> {
  const secret = await settingOr(db, 'webchat-secret', () => randomBytes(32).toString('hex'))
  const accounts: Account[] = [{ id: 'webchat', ...channels.webchat.configure({ secret }) }, ...platformAccounts(config, await mailSettings(db, content))]
  await registerAccounts(db, accounts.map(({ id, channel }) => ({ id, channel: channel.type })))
  return new Map(accounts.map((account) => [account.id, account]))
}

async function mailSettings(db: Database, { words }: Content): Promise<MailSettings> {
  const secret = await settingOr(db, 'mail-secret', () => randomBytes(32).toString('hex'))
  return { secret, words: Object.fromEntries(LANGUAGES.map((language) => [language, { subject: words(language, 'mail.subject'), footer: words(language, 'mail.footer') }])) }
}

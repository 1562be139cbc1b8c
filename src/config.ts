// The only reader of the environment. Names everything that is wrong at once, and says what is not configured.
import { resolve } from 'node:path'
import { z } from 'zod'
import { OperationEnvironment, operationOf } from './config-operation.ts'
import type { OperationConfig } from './config-operation.ts'
import { DoorEnvironment, doorOf, doorWarnings } from './config-door.ts'
import type { DoorConfig } from './config-door.ts'
import { halfConfigured, openDoors } from './config-faults.ts'
import { BackupEnvironment, backupOf } from './config-backup.ts'
import type { BackupConfig } from './config-backup.ts'
import { origin } from './config-origin.ts'
import { OutreachEnvironment, outreachOf } from './config-outreach.ts'
import type { OutreachConfig } from './config-outreach.ts'
import { EncryptionKeys } from './config-keys.ts'
import type { Key } from './config-keys.ts'
import { translationFaults, translationOf, TranslationEnvironment } from './config-translation.ts'
import type { TranslationConfig } from './config-translation.ts'

const text = z.string().trim().min(1).optional()
const hours = z.coerce.number('is a number of hours').positive().max(240)

const Environment = z.object({
  PORT: z.coerce.number('is a number, such as 3000').int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is like postgres://user:password@host/database' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is like redis://:password@host:6379' }).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  LINE_CHANNEL_SECRET: text,
  LINE_CHANNEL_ACCESS_TOKEN: text,
  LINE_API_BASE: origin.optional(),
  LINE_DATA_BASE: origin.optional(),
  MESSENGER_APP_SECRET: text,
  MESSENGER_PAGE_TOKEN: text,
  MESSENGER_VERIFY_TOKEN: text,
  MESSENGER_GRAPH_BASE: origin.default('https://graph.facebook.com'),
  BOTFRAMEWORK_APP_ID: text,
  BOTFRAMEWORK_APP_PASSWORD: text,
  BOTFRAMEWORK_TENANT_ID: z.string().regex(/^[\w.-]+$/, 'is the id or the domain of a tenant').default('botframework.com'),
  BOTFRAMEWORK_LOCAL: z.enum(['true', 'false']).default('false'),
  BOTFRAMEWORK_OPENID_METADATA: z.url({ protocol: /^https?$/ }).default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  BOTFRAMEWORK_LOGIN_BASE: origin.default('https://login.microsoftonline.com'),
  BOTFRAMEWORK_ISSUER: origin.default('https://api.botframework.com'),
  EMAIL_ADDRESS: z.email().optional(),
  EMAIL_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'is like smtps://user:password@host' }).optional(),
  EMAIL_IMAP_URL: z.url({ protocol: /^imaps?$/, error: 'is like imaps://user:password@host' }).optional(),
  EMAIL_INBOUND_KEY: text,
  EMAIL_AUTHSERV_ID: text,
  MEDIA_S3_BUCKET: text,
  MEDIA_S3_REGION: z.string().default('ap-northeast-1'),
  MEDIA_S3_ENDPOINT: origin.optional(),
  MEDIA_S3_ACCESS_KEY_ID: text,
  MEDIA_S3_SECRET_ACCESS_KEY: text,
  AUDIT_KEY: text,
  ENCRYPTION_KEYS: EncryptionKeys.optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_NAME: z.string().default('SSO'),
  ON_CALL_INNER_WEBHOOKS: z.enum(['yes', 'no']).default('no'),
  ...DoorEnvironment.shape,
  ...TranslationEnvironment.shape,
  ...OutreachEnvironment.shape, ...OperationEnvironment.shape, ...BackupEnvironment.shape,
  REPLY_UNDO_SECONDS: z.coerce.number().pipe(z.literal([0, 5, 10, 20])).default(10),
  IDLE_ASK_HOURS: hours.default(2),
  IDLE_RETURN_HOURS: hours.default(8),
})

/** Every variable there is. */
export const VARIABLES: readonly string[] = Object.keys(Environment.shape)

/** As this process was given it, for what looks at the environment itself. */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env

/** LINE serves what people send from another host; one stand-in or proxy may be both. */
const LINE = 'https://api.line.me'
const LINE_DATA = 'https://api-data.line.me'

const RoleName = z.enum(['web', 'worker', 'all'])
export type Role = z.infer<typeof RoleName>

export interface Config extends DoorConfig {
  readonly role: Role
  /** What the environment sets, as it was set. */
  readonly given: Readonly<Record<string, string>>
  readonly port: number
  readonly host: string
  readonly publicUrl: string
  readonly dataDir: string
  /** Null: PostgreSQL is started from its npm binaries in `dataDir`. */
  readonly databaseUrl: string | null
  /** Null: the queue lives in PostgreSQL. */
  readonly redisUrl: string | null
  readonly logLevel: string
  readonly line: { readonly channelSecret: string; readonly channelAccessToken: string; readonly apiBase: string; readonly dataBase: string } | null
  readonly messenger: { readonly appSecret: string; readonly pageToken: string; readonly verifyToken: string; readonly graphBase: string } | null
  readonly botframework: BotFrameworkConfig | null
  readonly email: EmailConfig | null
  /** Pages to staff may go to plain http and to private networks too. */
  readonly innerWebhooks: boolean
  /** Null: photos and recordings are kept in a folder of `dataDir`. */
  readonly bucket: BucketConfig | null
  /** Null: a key is made once and kept in `dataDir`. */
  readonly auditKey: string | null
  /** Null: a key is made once and kept in `dataDir`. The first one seals, all of them open. */
  readonly encryptionKeys: readonly Key[] | null
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly name: string } | null
  readonly translation: TranslationConfig
  readonly outreach: OutreachConfig
  readonly operation: OperationConfig
  /** Null: nobody makes copies by themselves. */
  readonly backup: BackupConfig | null
  readonly undoSeconds: 0 | 5 | 10 | 20
  /** Hours in which the desk is open: of silence before its counsellor is asked about a conversation, and then before it waits for anybody. */
  readonly idle: { readonly askHours: number; readonly returnHours: number }
}

/** One mail account: the address workers write to, the server that sends, and the ways in which mail comes. */
export interface EmailConfig {
  readonly address: string
  readonly smtpUrl: string
  /** Null: no mailbox is read. */
  readonly imapUrl: string | null
  /** Signs what a mail provider pushes; null: nothing pushed is taken. */
  readonly inboundKey: string | null
  /** The name under which our own border server reports who a mail is from (RFC 8601); null: nobody's report is believed. */
  readonly authservId: string | null
}

/** An Azure Bot, or the Emulator on this machine, which proves nothing. */
export type BotFrameworkConfig =
  | { readonly type: 'local' }
  | {
    readonly type: 'cloud'; readonly appId: string; readonly appPassword: string; readonly tenantId: string
    readonly openIdMetadata: string; readonly loginBase: string; readonly issuer: string
  }

/** A bucket of S3, or of a server that speaks its protocol. */
export interface BucketConfig {
  readonly bucket: string
  readonly region: string
  readonly endpoint: string | null
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** What is wrong with the environment, one line each, all at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** @throws ConfigError */
export function readConfig(args: readonly string[], env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])))
  const parsed = Environment.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  problems.push(...halfConfigured(given), ...openDoors(given), ...translationFaults(given))
  const role = RoleName.safeParse(args.includes('--role') ? args[args.indexOf('--role') + 1] : 'all')
  if (!role.success) problems.push('--role: is one of web, worker, all')
  if (!parsed.success || !role.success || problems.length > 0) throw new ConfigError(problems.join('\n'))
  const e = parsed.data
  return {
    role: role.data, given,
    port: e.PORT,
    host: e.HOST,
    publicUrl: e.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${e.PORT}`,
    dataDir: resolve(e.DATA_DIR),
    databaseUrl: e.DATABASE_URL ?? null,
    redisUrl: e.REDIS_URL ?? null,
    logLevel: e.LOG_LEVEL,
    line: e.LINE_CHANNEL_SECRET && e.LINE_CHANNEL_ACCESS_TOKEN
      ? {
          channelSecret: e.LINE_CHANNEL_SECRET,
          channelAccessToken: e.LINE_CHANNEL_ACCESS_TOKEN,
          apiBase: e.LINE_API_BASE ?? LINE,
          dataBase: e.LINE_DATA_BASE ?? e.LINE_API_BASE ?? LINE_DATA,
        }
      : null,
    messenger: e.MESSENGER_APP_SECRET && e.MESSENGER_PAGE_TOKEN && e.MESSENGER_VERIFY_TOKEN
      ? { appSecret: e.MESSENGER_APP_SECRET, pageToken: e.MESSENGER_PAGE_TOKEN, verifyToken: e.MESSENGER_VERIFY_TOKEN, graphBase: e.MESSENGER_GRAPH_BASE }
      : null,
    botframework: e.BOTFRAMEWORK_APP_ID && e.BOTFRAMEWORK_APP_PASSWORD
      ? {
          type: 'cloud', appId: e.BOTFRAMEWORK_APP_ID, appPassword: e.BOTFRAMEWORK_APP_PASSWORD, tenantId: e.BOTFRAMEWORK_TENANT_ID,
          openIdMetadata: e.BOTFRAMEWORK_OPENID_METADATA, loginBase: e.BOTFRAMEWORK_LOGIN_BASE, issuer: new URL(e.BOTFRAMEWORK_ISSUER).origin,
        }
      : e.BOTFRAMEWORK_LOCAL === 'true' ? { type: 'local' } : null,
    email: e.EMAIL_ADDRESS && e.EMAIL_SMTP_URL
      ? {
          address: e.EMAIL_ADDRESS,
          smtpUrl: e.EMAIL_SMTP_URL,
          imapUrl: e.EMAIL_IMAP_URL ?? null,
          inboundKey: e.EMAIL_INBOUND_KEY ?? null,
          authservId: e.EMAIL_AUTHSERV_ID ?? null,
        }
      : null,
    innerWebhooks: e.ON_CALL_INNER_WEBHOOKS === 'yes',
    bucket: e.MEDIA_S3_BUCKET && e.MEDIA_S3_ACCESS_KEY_ID && e.MEDIA_S3_SECRET_ACCESS_KEY
      ? {
          bucket: e.MEDIA_S3_BUCKET,
          region: e.MEDIA_S3_REGION,
          endpoint: e.MEDIA_S3_ENDPOINT ?? null,
          accessKeyId: e.MEDIA_S3_ACCESS_KEY_ID,
          secretAccessKey: e.MEDIA_S3_SECRET_ACCESS_KEY,
        }
      : null,
    auditKey: e.AUDIT_KEY ?? null,
    encryptionKeys: e.ENCRYPTION_KEYS ?? null,
    oidc: e.OIDC_ISSUER && e.OIDC_CLIENT_ID && e.OIDC_CLIENT_SECRET
      ? { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID, clientSecret: e.OIDC_CLIENT_SECRET, name: e.OIDC_NAME }
      : null,
    ...doorOf(e), translation: translationOf(e), outreach: outreachOf(e), operation: operationOf(e), backup: backupOf(e),
    undoSeconds: e.REPLY_UNDO_SECONDS, idle: { askHours: e.IDLE_ASK_HOURS, returnHours: e.IDLE_RETURN_HOURS },
  }
}

/** What is dangerous about this configuration, a line each. */
export function warnings(config: Config): string[] {
  const { botframework, translation } = config
  return [
    ...doorWarnings(config),
    ...(botframework?.type === 'local' ? ['BOTFRAMEWORK_LOCAL: every program on this machine can write in the name of every worker. For trying with the Emulator only.'] : []),
    ...(translation.provider && !translation.masks ? ['TRANSLATION_UNMASKED: names, numbers and addresses of workers go to the translation provider.'] : []),
  ]
}

/** One line for each thing that is not configured, and what that means. */
export function notConfigured(config: Config): string[] {
  return [
    ...(config.line ? [] : ['LINE: not connected. Workers cannot write on LINE (LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN).']),
    ...(config.messenger ? [] : ['Messenger: not connected. Workers cannot write on Messenger (MESSENGER_APP_SECRET, MESSENGER_PAGE_TOKEN, MESSENGER_VERIFY_TOKEN).']),
    ...(config.email ? mailGaps(config.email) : ['E-mail: not connected. Workers cannot write mails (EMAIL_ADDRESS, EMAIL_SMTP_URL, and EMAIL_IMAP_URL or EMAIL_INBOUND_KEY).']),
    ...(config.translation.provider ? [] : ['Translation: none. The desk shows originals marked "not translated" (GOOGLE_TRANSLATE_PROJECT or LIBRETRANSLATE_URL).']),
  ]
}

function mailGaps({ imapUrl, inboundKey, authservId }: EmailConfig): string[] {
  return [
    ...(imapUrl === null && inboundKey === null ? ['E-mail: only sends. Nothing that workers write is read (EMAIL_IMAP_URL or EMAIL_INBOUND_KEY).'] : []),
    ...(authservId === null ? ['E-mail: no sender is proven. A new mail of the same person begins a conversation of its own (EMAIL_AUTHSERV_ID).'] : []),
  ]
}

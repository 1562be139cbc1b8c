// The only reader of the environment. Names everything that is wrong at once, and says what is not configured.
import { resolve } from 'node:path'
import { z } from 'zod'

const text = z.string().trim().min(1).optional()
const origin = z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).pathname === '/', 'is an origin: no path')

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  LINE_CHANNEL_SECRET: text,
  LINE_CHANNEL_ACCESS_TOKEN: text,
  LINE_API_BASE: origin.default('https://api.line.me'),
  GOOGLE_TRANSLATE_PROJECT: text,
  GOOGLE_TRANSLATE_LOCATION: z.string().default('global'),
  GOOGLE_TRANSLATE_KEY_FILE: text,
  GOOGLE_TRANSLATE_ENDPOINT: origin.optional(),
})

const RoleName = z.enum(['web', 'worker', 'all'])
export type Role = z.infer<typeof RoleName>

export interface Config {
  readonly role: Role
  readonly port: number
  readonly host: string
  readonly publicUrl: string
  readonly dataDir: string
  /** Null: PostgreSQL is started from its npm binaries in `dataDir`. */
  readonly databaseUrl: string | null
  /** Null: the queue lives in PostgreSQL. */
  readonly redisUrl: string | null
  readonly logLevel: string
  readonly line: { readonly channelSecret: string; readonly channelAccessToken: string; readonly apiBase: string } | null
  readonly translate: GoogleTranslateConfig | null
}

export interface GoogleTranslateConfig {
  readonly project: string
  readonly location: string
  readonly keyFile: string | null
  readonly endpoint: string | null
}

/** What is wrong with the environment, one line each, all at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** @throws ConfigError */
export function readConfig(args: readonly string[], env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  problems.push(...halfConfigured(given))
  const role = RoleName.safeParse(args.includes('--role') ? args[args.indexOf('--role') + 1] : 'all')
  if (!role.success) problems.push('--role: is one of web, worker, all')
  if (!parsed.success || !role.success || problems.length > 0) throw new ConfigError(problems.join('\n'))
  const e = parsed.data
  return {
    role: role.data,
    port: e.PORT,
    host: e.HOST,
    publicUrl: e.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${e.PORT}`,
    dataDir: resolve(e.DATA_DIR),
    databaseUrl: e.DATABASE_URL ?? null,
    redisUrl: e.REDIS_URL ?? null,
    logLevel: e.LOG_LEVEL,
    line: e.LINE_CHANNEL_SECRET && e.LINE_CHANNEL_ACCESS_TOKEN
      ? { channelSecret: e.LINE_CHANNEL_SECRET, channelAccessToken: e.LINE_CHANNEL_ACCESS_TOKEN, apiBase: e.LINE_API_BASE }
      : null,
    translate: e.GOOGLE_TRANSLATE_PROJECT
      ? {
          project: e.GOOGLE_TRANSLATE_PROJECT,
          location: e.GOOGLE_TRANSLATE_LOCATION,
          keyFile: e.GOOGLE_TRANSLATE_KEY_FILE ?? null,
          endpoint: e.GOOGLE_TRANSLATE_ENDPOINT ?? null,
        }
      : null,
  }
}

function halfConfigured(env: Record<string, unknown>): string[] {
  const [secret, token] = ['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN']
  if (env[secret] && !env[token]) return [`${token}: is missing, while ${secret} is set`]
  if (env[token] && !env[secret]) return [`${secret}: is missing, while ${token} is set`]
  return []
}

/** One line for each thing that is not configured, and what that means. */
export function notConfigured(config: Config): string[] {
  return [
    ...(config.line ? [] : ['LINE: not connected. Workers cannot write on LINE (LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN).']),
    'Messenger: not connected. This version has no Messenger channel.',
    'E-mail: not connected. This version has no e-mail channel.',
    ...(config.translate ? [] : ['Translation: none. The desk shows originals marked "not translated" (GOOGLE_TRANSLATE_PROJECT).']),
  ]
}

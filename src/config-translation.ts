// The settings of translation: which provider, what a month may cost, and whether names leave the desk.
import { z } from 'zod'
import { origin } from './config-origin.ts'

const text = z.string().trim().min(1).optional()

/** A service account key as Google hands it out, a JSON file. */
const GoogleKey = z.string().transform((written, context) => {
  try {
    return z.looseObject({ client_email: z.string(), private_key: z.string() }).parse(JSON.parse(written))
  } catch {
    context.addIssue({ code: 'custom', message: 'is not the key of a service account (the content of its JSON file)' })
    return z.NEVER
  }
})

export const TranslationEnvironment = z.object({
  GOOGLE_TRANSLATE_PROJECT: text,
  GOOGLE_TRANSLATE_LOCATION: z.string().default('global'),
  GOOGLE_TRANSLATE_KEY_FILE: text,
  GOOGLE_TRANSLATE_KEY: GoogleKey.optional(),
  GOOGLE_TRANSLATE_ENDPOINT: origin.optional(),
  GOOGLE_TRANSLATE_GLOSSARY_BUCKET: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, 'is the name of a bucket').optional(),
  GOOGLE_STORAGE_ENDPOINT: origin.optional(),
  LIBRETRANSLATE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LIBRETRANSLATE_API_KEY: text,
  TRANSLATION_MONTHLY_CHARACTERS: z.union([z.literal('none'), z.coerce.number().int().min(1)]).optional(),
  TRANSLATION_RESERVE_PERCENT: z.coerce.number().int().min(0).max(1_000).default(20),
  TRANSLATION_UNMASKED: z.enum(['yes', 'no']).default('no'),
})

export interface TranslationConfig {
  /** Null: the desk shows what was written. */
  readonly provider: GoogleTranslateConfig | LibreTranslateConfig | null
  /** Characters of a month of Japan, null where there is no limit; and how much more is there for who waits for a person. */
  readonly budget: { readonly limit: number | null; readonly reservePercent: number }
  /** Names, numbers and addresses are taken out before a text leaves. */
  readonly masks: boolean
}

export interface GoogleTranslateConfig {
  readonly type: 'google'
  readonly project: string
  readonly location: string
  readonly keyFile: string | null
  readonly key: { readonly client_email: string; readonly private_key: string } | null
  readonly endpoint: string | null
  readonly glossaryBucket: string | null
  readonly storageEndpoint: string | null
}

export interface LibreTranslateConfig { readonly type: 'libretranslate'; readonly url: string; readonly apiKey: string | null }

/** What Google gives away each month. */
const GOOGLE_FREE = 500_000

export function translationOf(e: z.infer<typeof TranslationEnvironment>): TranslationConfig {
  const provider = e.GOOGLE_TRANSLATE_PROJECT
    ? {
        type: 'google' as const,
        project: e.GOOGLE_TRANSLATE_PROJECT,
        location: e.GOOGLE_TRANSLATE_LOCATION,
        keyFile: e.GOOGLE_TRANSLATE_KEY_FILE ?? null,
        key: e.GOOGLE_TRANSLATE_KEY ?? null,
        endpoint: e.GOOGLE_TRANSLATE_ENDPOINT ?? null,
        glossaryBucket: e.GOOGLE_TRANSLATE_GLOSSARY_BUCKET ?? null,
        storageEndpoint: e.GOOGLE_STORAGE_ENDPOINT ?? null,
      }
    : e.LIBRETRANSLATE_URL ? { type: 'libretranslate' as const, url: e.LIBRETRANSLATE_URL.replace(/\/$/, ''), apiKey: e.LIBRETRANSLATE_API_KEY ?? null } : null
  const limit = e.TRANSLATION_MONTHLY_CHARACTERS ?? (provider?.type === 'google' ? GOOGLE_FREE : 'none')
  return { provider, budget: { limit: limit === 'none' ? null : limit, reservePercent: e.TRANSLATION_RESERVE_PERCENT }, masks: e.TRANSLATION_UNMASKED === 'no' }
}

/** One provider, and what a glossary of Google's needs. */
export function translationFaults(env: Record<string, unknown>): string[] {
  return [
    ...(env['GOOGLE_TRANSLATE_PROJECT'] && env['LIBRETRANSLATE_URL'] ? ['LIBRETRANSLATE_URL: is another provider than GOOGLE_TRANSLATE_PROJECT; set one of them'] : []),
    ...(env['GOOGLE_TRANSLATE_GLOSSARY_BUCKET'] && (env['GOOGLE_TRANSLATE_LOCATION'] ?? 'global') === 'global' ? ['GOOGLE_TRANSLATE_GLOSSARY_BUCKET: needs a region in GOOGLE_TRANSLATE_LOCATION, such as us-central1'] : []),
    ...(env['LIBRETRANSLATE_API_KEY'] && !env['LIBRETRANSLATE_URL'] ? ['LIBRETRANSLATE_URL: is missing, while LIBRETRANSLATE_API_KEY is set'] : []),
  ]
}

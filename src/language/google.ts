// Google Cloud Translation v3, by its own client over REST. Slow to load, so it is loaded only when configured.
import { createGoogleGlossaries } from './google-glossary.ts'
import { TranslationError } from './translator.ts'
import type { Translator } from './translator.ts'

export interface GoogleSettings {
  readonly project: string
  readonly location: string
  /** Service account key, as a file or itself; both null: the machine's own credentials. */
  readonly keyFile: string | null
  readonly key?: { readonly client_email: string; readonly private_key: string } | null
  /** Another origin than Google's: a regional host, a proxy, a stand-in (plain http goes without credentials). */
  readonly endpoint: string | null
  /** Where the terms are laid for Google to take; null: it gets none. */
  readonly glossaryBucket: string | null
  /** Another origin than Google Cloud Storage's. */
  readonly storageEndpoint: string | null
}

/** Google's codes for ours, where they differ. */
const CODES: Readonly<Record<string, string>> = { tl: 'fil', zh: 'zh-CN', pt: 'pt-BR' }
const codeOf = (language: string) => CODES[language] ?? language
const OURS: Readonly<Record<string, string>> = { fil: 'tl', 'zh-cn': 'zh', 'zh-tw': 'zh', 'pt-br': 'pt', 'pt-pt': 'pt' }
const oursOf = (code: string | null | undefined) => (!code || code === 'und' ? null : OURS[code.toLowerCase()] ?? code)

const TIMEOUT_MS = 8_000
/** Google's own limit is 30,000; it asks for less. */
const LONGEST = 5_000
/** gRPC codes: deadline exceeded, resource exhausted, internal, unavailable. */
const RETRYABLE = [4, 8, 13, 14]
/** Refusals that an administrator mends: no permission, no valid credentials. Not to be repeated at once, but later. */
const MENDABLE = [7, 16]
/** What is wrong with a request may be its glossary: one that is gone, or not yet made. */
const GLOSSARY_FAULTS = [3, 5, 9]

/** @param patienceMs how long a call that may be repeated is, before somebody hears of it */
export async function createGoogle(settings: GoogleSettings, patienceMs = TIMEOUT_MS * 2): Promise<Translator> {
  const [{ v3 }, { GoogleAuth, JWT, PassThroughClient }, gax] = await Promise.all([
    import('@google-cloud/translate'), import('google-auth-library'), import('google-gax'),
  ])
  const endpoint = settings.endpoint === null ? null : new URL(settings.endpoint)
  const open = endpoint?.protocol === 'http:'
  const scopes = ['https://www.googleapis.com/auth/cloud-translation', ...(settings.glossaryBucket === null ? [] : ['https://www.googleapis.com/auth/devstorage.read_write'])]
  const auth = new GoogleAuth({
    projectId: settings.project,
    scopes,
    ...(settings.key && { authClient: new JWT({ email: settings.key.client_email, key: settings.key.private_key, scopes }) }),
    ...(open && { authClient: new PassThroughClient() }),
    ...(settings.keyFile !== null && { keyFilename: settings.keyFile }),
  })
  const client = new v3.TranslationServiceClient({
    fallback: 'rest',
    auth,
    ...(endpoint && {
      protocol: endpoint.protocol.replace(':', ''),
      apiEndpoint: endpoint.hostname,
      port: Number(endpoint.port) || (open ? 80 : 443),
    }),
  })
  const parent = `projects/${settings.project}/locations/${settings.location}`
  const retry = gax.createRetryOptions(RETRYABLE, gax.createBackoffSettings(200, 2, 2_000, TIMEOUT_MS, 1, TIMEOUT_MS, patienceMs))
  const glossaries = settings.glossaryBucket === null ? null : createGoogleGlossaries({ client, auth: open ? null : auth, parent, bucket: settings.glossaryBucket, storage: settings.storageEndpoint })
  let supported: Promise<ReadonlySet<string>> | null = null
  const languages = () => supported ??= client.getSupportedLanguages({ parent }, { timeout: TIMEOUT_MS, retry })
    .then(([{ languages: all }]) => new Set(all?.map(({ languageCode }) => languageCode?.toLowerCase() ?? '')))
    .catch((error: unknown) => {
      supported = null
      throw refusal(error)
    })
  return {
    name: 'Google',
    longest: LONGEST,
    async can(from, to) {
      const known = await languages()
      return [from, to].every((language) => known.has(codeOf(language).toLowerCase()))
    },
    async translate({ texts, from, to, glossary }) {
      const request = {
        parent, contents: [...texts], mimeType: 'text/plain', targetLanguageCode: codeOf(to),
        ...(from !== null && { sourceLanguageCode: codeOf(from) }),
      }
      const terms = from === null ? null : glossaries?.namedFor(glossary.version) ?? null
      const ask = (more: object) => client.translateText({ ...request, ...more }, { timeout: TIMEOUT_MS, retry })
      const [answer] = await ask(terms === null ? {} : { glossaryConfig: { glossary: terms, ignoreCase: true } })
        // Better without terms than without a translation.
        .catch((error: unknown) => {
          if (terms === null || !GLOSSARY_FAULTS.includes(codeIn(error))) throw error
          glossaries?.forget()
          return ask({})
        })
        .catch((error: unknown) => { throw refusal(error) })
      const given = answer.glossaryTranslations?.length ? answer.glossaryTranslations : answer.translations ?? []
      if (given.length !== texts.length) throw new TranslationError('the provider answered with another number of texts', true)
      return given.map(({ translatedText }, i) => ({ text: translatedText ?? '', detected: oursOf(answer.translations?.[i]?.detectedLanguageCode) }))
    },
    ...(glossaries && { learn: (glossary) => glossaries.learn(glossary, codeOf).catch((error: unknown) => { throw refusal(error) }) }),
    close: () => client.close(),
  }
}

function codeIn(error: unknown): number {
  return typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : NaN
}

/** Google's messages may quote the text: only the code is kept. */
function refusal(error: unknown): TranslationError {
  if (error instanceof TranslationError) return error
  const code = codeIn(error)
  return new TranslationError(`Google answered with code ${Number.isNaN(code) ? 'unknown' : code}`, Number.isNaN(code) || [...RETRYABLE, ...MENDABLE].includes(code))
}

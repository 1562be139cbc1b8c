// Google Cloud Translation v3, by its own client over REST. Slow to load, so it is loaded only when configured.
import { TranslationError } from './translator.ts'
import type { Translator } from './translator.ts'

export interface GoogleSettings {
  readonly project: string
  readonly location: string
  /** Service account key; null: the machine's own credentials. */
  readonly keyFile: string | null
  /** Another origin than Google's: a regional host, a proxy, a stand-in (plain http goes without credentials). */
  readonly endpoint: string | null
}

/** Google's codes for ours, where they differ. */
const CODES: Readonly<Record<string, string>> = { tl: 'fil', zh: 'zh-CN', pt: 'pt-BR' }

const TIMEOUT_MS = 8_000
/** gRPC codes: deadline exceeded, resource exhausted, internal, unavailable. */
const RETRYABLE = [4, 8, 13, 14]

export async function createGoogle(settings: GoogleSettings): Promise<Translator> {
  const [{ v3 }, { GoogleAuth, PassThroughClient }, gax] = await Promise.all([
    import('@google-cloud/translate'), import('google-auth-library'), import('google-gax'),
  ])
  const endpoint = settings.endpoint === null ? null : new URL(settings.endpoint)
  const open = endpoint?.protocol === 'http:'
  const auth = new GoogleAuth({
    projectId: settings.project,
    scopes: 'https://www.googleapis.com/auth/cloud-translation',
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
  const retry = gax.createRetryOptions(RETRYABLE, gax.createBackoffSettings(200, 2, 2_000, TIMEOUT_MS, 1, TIMEOUT_MS, TIMEOUT_MS * 2))
  return {
    name: 'Google',
    async translate({ texts, from, to }) {
      const request = {
        parent, contents: [...texts], mimeType: 'text/plain', targetLanguageCode: CODES[to] ?? to,
        ...(from !== null && { sourceLanguageCode: CODES[from] ?? from }),
      }
      const [answer] = await client.translateText(request, { timeout: TIMEOUT_MS, retry }).catch((error: unknown) => { throw refusal(error) })
      const translated = answer.translations?.map(({ translatedText }) => translatedText ?? '') ?? []
      if (translated.length !== texts.length) throw new TranslationError('the provider answered with another number of texts', true)
      return translated
    },
    close: () => client.close(),
  }
}

/** Google's messages may quote the text: only the code is kept. */
function refusal(error: unknown): TranslationError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : NaN
  return new TranslationError(`Google answered with code ${Number.isNaN(code) ? 'unknown' : code}`, Number.isNaN(code) || RETRYABLE.includes(code))
}

// A LibreTranslate of one's own, or anything that speaks its HTTP API.
import { z } from 'zod'
import { TranslationError } from './translator.ts'
import type { Translator } from './translator.ts'

export interface LibreTranslateSettings { readonly url: string; readonly apiKey: string | null }

const TIMEOUT_MS = 20_000
/** Its own default limit is 2,000 to 5,000 characters a request, as the installation sets it. */
const LONGEST = 2_000
/** How long a list of languages is believed: models are installed beside a running desk. */
const LANGUAGES_MS = 10 * 60_000

const Languages = z.array(z.object({ code: z.string(), targets: z.array(z.string()).optional() }))
const Detected = z.object({ language: z.string() })
const Answer = z.object({ translatedText: z.array(z.string()), detectedLanguage: z.union([z.array(Detected), Detected]).optional() })

/** What installations call a language, the usual name first. */
const NAMES: Readonly<Record<string, readonly string[]>> = { zh: ['zh', 'zh-Hans'], tl: ['tl', 'fil'], pt: ['pt', 'pt-BR'] }
const OURS: Readonly<Record<string, string>> = { 'zh-Hans': 'zh', 'zh-Hant': 'zh', zt: 'zh', fil: 'tl', 'pt-BR': 'pt' }

type Pairs = ReadonlyMap<string, ReadonlySet<string> | null>

export function createLibreTranslate({ url, apiKey }: LibreTranslateSettings, now: () => Date): Translator {
  const stopping = new AbortController()
  let known: { readonly until: number; readonly pairs: Promise<Pairs> } | null = null

  const ask = async (path: string, body: object | null): Promise<unknown> => {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(TIMEOUT_MS)])
    const sent = body === null ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(`${url}${path}`, { ...sent, redirect: 'error', signal }).catch(() => { throw new TranslationError('LibreTranslate does not answer', true) })
    if (!response.ok) {
      await response.body?.cancel()
      // 403 is a wrong key, which somebody will mend, or a ban that ends.
      throw new TranslationError(`LibreTranslate answered with ${response.status}`, [401, 403, 429].includes(response.status) || response.status >= 500)
    }
    return response.json().catch(() => { throw new TranslationError('LibreTranslate answered with something else than JSON', true) })
  }
  const pairs = async (): Promise<Pairs> => {
    const time = now().getTime()
    if (known && known.until > time) return known.pairs
    const asked = ask('/languages', null).then((body) => {
      const parsed = Languages.safeParse(body)
      if (!parsed.success) throw new TranslationError('LibreTranslate lists no languages', true)
      return new Map(parsed.data.map(({ code, targets }) => [code, targets ? new Set(targets) : null]))
    })
    known = { until: time + LANGUAGES_MS, pairs: asked }
    return asked.catch((error: unknown) => {
      known = null
      throw error
    })
  }
  const codeIn = (language: string, all: Iterable<string>) => {
    const codes = new Set(all)
    return (NAMES[language] ?? [language]).find((name) => codes.has(name)) ?? null
  }

  return {
    name: 'LibreTranslate',
    longest: LONGEST,
    async can(from, to) {
      const all = await pairs()
      const source = codeIn(from, all.keys())
      return source !== null && codeIn(to, all.get(source) ?? all.keys()) !== null
    },
    async translate({ texts, from, to }) {
      const all = await pairs()
      const [source, target] = [from === null ? 'auto' : codeIn(from, all.keys()), codeIn(to, all.keys())]
      if (source === null || target === null) throw new TranslationError('LibreTranslate does not know the language', false)
      const answer = Answer.safeParse(await ask('/translate', { q: [...texts], source, target, format: 'text', ...(apiKey !== null && { api_key: apiKey }) }))
      if (!answer.success || answer.data.translatedText.length !== texts.length) throw new TranslationError('the provider answered with another number of texts', true)
      const detected = [answer.data.detectedLanguage ?? []].flat()
      return answer.data.translatedText.map((text, i) => ({ text, detected: from === null ? OURS[detected[i]?.language ?? ''] ?? detected[i]?.language ?? null : null }))
    },
    close() {
      stopping.abort()
      return Promise.resolve()
    },
  }
}

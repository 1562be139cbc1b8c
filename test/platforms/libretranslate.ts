// A stand-in of LibreTranslate: refuses what it refuses, and translates `text` to `[ja] text` or to what the test has written into `translations`.
import { z } from 'zod'
import { nextFault, type Fault } from './faults.ts'
import { parseJson, startHttpServer, type Answer, type Received } from './http-server.ts'

type Operation = 'translate' | 'languages'

/** So many translations come back, however many texts were sent. */
export interface LibreTranslateFault extends Fault<Operation> { readonly count?: number }

export interface LibreTranslateStandIn {
  readonly url: string
  /** Key `${target}:${text}`. */
  readonly translations: Map<string, string>
  /** What it makes of every text before it answers. */
  rewrite: (text: string) => string
  readonly requests: { readonly path: string; readonly body: unknown }[]
  /** What was sent that LibreTranslate would not take. */
  readonly refused: { readonly status: number; readonly reason: string }[]
  faults: LibreTranslateFault[]
  close(): Promise<void>
}

const LIMIT = 2_000
/** The models of its packages: no Burmese. */
const CODES = ['ar', 'bn', 'en', 'es', 'hi', 'id', 'ja', 'ko', 'pt', 'ru', 'th', 'tl', 'vi', 'zh-Hans']

const request = z.strictObject({
  q: z.array(z.string().min(1)).min(1), source: z.string(), target: z.enum(CODES), format: z.enum(['text', 'html']).optional(),
  alternatives: z.int().optional(), api_key: z.string().optional(),
})

/** @param key asked for in every translation; none is asked for without it */
export async function startLibreTranslate(key?: string): Promise<LibreTranslateStandIn> {
  const error = (status: number, reason: string): Answer => ({ status, body: { error: reason } })
  const refuse = (status: number, reason: string): Answer => {
    standIn.refused.push({ status, reason })
    return error(status, reason)
  }
  const answer = async ({ method, path, query, body }: Received): Promise<Answer> => {
    const parsed = body === null || body === '' ? undefined : parseJson(body)
    standIn.requests.push({ path, body: parsed })
    if ([...query.keys()].length > 0) return refuse(400, 'nothing belongs into the address')
    if (method === 'GET' && path === '/languages') return withFault('languages', () => ({ status: 200, body: CODES.map((code) => ({ code, name: code, targets: CODES })) }))
    if (method !== 'POST' || path !== '/translate') return refuse(404, 'Not found')
    const checked = request.safeParse(parsed)
    if (!checked.success) return refuse(400, 'Invalid request: wrong or missing parameter')
    const { q, source, target, api_key: given } = checked.data
    if (key !== undefined && given !== key) return refuse(403, 'Invalid API key')
    if (source !== 'auto' && !CODES.includes(source)) return refuse(400, `${source} is not supported`)
    if (source === target) return refuse(400, 'the languages are the same')
    const length = q.reduce((sum, text) => sum + Array.from(text).length, 0)
    if (length > LIMIT) return refuse(400, `Invalid request: request (${length}) exceeds text limit (${LIMIT})`)
    return withFault('translate', (count = q.length) => ({
      status: 200,
      body: {
        translatedText: Array.from({ length: count }, (_, i) => standIn.rewrite(standIn.translations.get(`${target}:${q[i % q.length]}`) ?? `[${target}] ${q[i % q.length]}`)),
        ...(source === 'auto' && { detectedLanguage: q.map((text) => ({ language: /\p{Script=Thai}/u.test(text) ? 'th' : /\p{Script=Han}/u.test(text) ? 'zh-Hans' : 'en', confidence: 90 })) }),
      },
    }))
  }
  const withFault = async (on: Operation, accept: (count?: number) => Answer): Promise<Answer> => {
    const fault = await nextFault(standIn.faults, on)
    if (fault === null || fault.status === undefined) return accept(fault?.count)
    return fault.status === 'cut' ? 'cut' : error(fault.status, fault.message ?? 'Slowdown: you have made too many requests')
  }
  const server = await startHttpServer(1024 * 1024, answer)
  const standIn: LibreTranslateStandIn = {
    url: server.url, translations: new Map(), rewrite: (text) => text, requests: [], refused: [], faults: [], close: () => server.close(),
  }
  return standIn
}

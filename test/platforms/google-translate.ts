// A stand-in of Cloud Translation v3 over REST: refuses what Google refuses and translates `text` to `[en] text`,
// or to what the test has written into `translations`.
import { nextFault, type Fault } from './faults.ts'
import { parseJson, startHttpServer, type Answer, type Received } from './http-server.ts'
import {
  codePoints, detectRequest, errorBody, fieldViolations, languageOf, misplacedResource, nmtLanguages, supports,
  translateRequest, type FieldViolation,
} from './google-translate-rules.ts'
import { glossaryStore, type GlossaryStore } from './google-glossaries.ts'
import { guessLanguage, toHtml } from './google-translate-text.ts'

type Operation = 'translateText' | 'detectLanguage' | 'supportedLanguages'

/** With none of `status` and `count` the answer is as usual, only later. */
export interface GoogleFault extends Fault<Operation> {
  /** `dailyLimitExceeded`, `userRateLimitExceeded`: the older form of a 403. */
  readonly reason?: string
  /** So many translations come back, however many texts were sent. */
  readonly count?: number
}

export interface GoogleRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly at: Date
  status: number | 'cut' | null
}

export interface GoogleRefusal {
  readonly request: GoogleRequest
  readonly status: number
  readonly reason: string
  readonly violations: readonly FieldViolation[]
}

export interface GoogleTranslateOptions {
  readonly now?: () => Date
  /** Refuse every other project; any is taken without it. */
  readonly project?: string
  /** Ask for this bearer token; none is asked for without it. */
  readonly token?: string
}

export interface GoogleTranslateStandIn {
  readonly host: string
  readonly port: number
  readonly url: string
  /** Key `${target}:${text}`, target as it is sent; the value is plain text and becomes HTML where HTML was asked for. */
  readonly translations: Map<string, string>
  /** Key is the text; without an entry the script decides, and Latin letters are `und`. */
  readonly detections: Map<string, { readonly languageCode: string; readonly confidence: number }>
  /** Full names of the glossaries that exist. */
  readonly glossaries: Set<string>
  /** What they hold, and the bucket they are made from. */
  readonly glossaryStore: GlossaryStore
  /** What it makes of every text before it answers. */
  rewrite: (text: string) => string
  readonly requests: GoogleRequest[]
  readonly refused: GoogleRefusal[]
  faults: GoogleFault[]
  /** What Google would charge so far, in code points. */
  characters(): number
  close(): Promise<void>
}

type Refuse = (status: number, reason?: string, violations?: readonly FieldViolation[]) => Answer

export async function startGoogleTranslate(options: GoogleTranslateOptions = {}): Promise<GoogleTranslateStandIn> {
  const now = options.now ?? (() => new Date())
  let characters = 0

  async function answer(received: Received): Promise<Answer> {
    const { method, path } = received
    const body = parseJson(received.body ?? '')
    const request: GoogleRequest = { method, path, query: Object.fromEntries(received.query), body: body ?? received.body, at: now(), status: null }
    google.requests.push(request)
    const refuse: Refuse = (status, reason, violations = []) => {
      const refusal = errorBody(status, reason, violations)
      google.refused.push({ request, status, reason: refusal.error.message, violations })
      return { status, body: refusal }
    }
    const given = await route(received, body, refuse)
    request.status = given === 'cut' ? given : given.status
    return given
  }

  async function route({ method, path, query, headers, body: raw }: Received, body: unknown, refuse: Refuse): Promise<Answer> {
    const ofGlossaries = google.glossaryStore.answer(method, path, query, raw)
    if (ofGlossaries !== null) return ofGlossaries
    const found = /^\/v3\/projects\/([^/:]+)(?:\/locations\/([^/:]+))?(?::(translateText|detectLanguage)|\/(supportedLanguages))$/.exec(path)
    const [, project = '', location = 'global', posted, listed] = found ?? []
    if (found === null || method !== (posted === undefined ? 'GET' : 'POST')) return refuse(404, 'Not found')
    if (options.token !== undefined && headers.authorization !== `Bearer ${options.token}`) return refuse(401)
    if (options.project !== undefined && project !== options.project) return refuse(403)
    const known = ['$alt', ...(listed === undefined ? [] : ['displayLanguageCode', 'model'])]
    const unknown = [...query.keys()].find((name) => !known.includes(name))
    if (unknown !== undefined) return refuse(400, `Unknown name "${unknown}": Cannot bind query parameter.`)
    if (listed !== undefined) {
      const display = query.get('displayLanguageCode')
      if (display !== null && !supports(nmtLanguages, display)) return refuse(400, 'Display language is invalid.')
      return withFault('supportedLanguages', () => supportedLanguages(display))
    }
    if (body === undefined) return refuse(400, 'Invalid JSON payload received.')
    return posted === 'translateText' ? translateText(body, project, location, refuse) : detectLanguage(body, location, refuse)
  }

  async function withFault(on: Operation, accept: (count?: number) => Answer): Promise<Answer> {
    const fault = await nextFault(google.faults, on)
    if (fault === null) return accept()
    if (fault.status === 'cut') return 'cut'
    if (fault.status === undefined) return accept(fault.count)
    return { status: fault.status, body: errorBody(fault.status, fault.message, [], fault.reason) }
  }

  async function translateText(body: unknown, project: string, location: string, refuse: Refuse): Promise<Answer> {
    const checked = translateRequest.safeParse(body)
    if (!checked.success) return refuseFields(refuse, fieldViolations(checked.error))
    const { contents, mimeType, sourceLanguageCode, targetLanguageCode, model, glossaryConfig } = checked.data
    if (model !== undefined && model !== '') {
      const misplaced = misplacedResource(model, 'models', location)
      if (misplaced !== null) return refuseFields(refuse, [misplaced])
      if (!/\/models\/general\/(?:nmt|translation-llm)$/.test(model)) return refuse(404, `Model not found: ${model}`)
    }
    if (glossaryConfig !== undefined) {
      const misplaced = misplacedResource(glossaryConfig.glossary, 'glossaries', location)
      if (misplaced !== null) return refuseFields(refuse, [misplaced])
      if (location === 'global') return refuse(400, 'Glossaries need a regional location.')
      if (!google.glossaries.has(glossaryConfig.glossary)) return refuse(404, `Glossary not found: ${glossaryConfig.glossary}`)
    }
    return withFault('translateText', (count = contents.length) => {
      characters += codePoints(contents)
      const texts = contents.map((text) => {
        const detected = sourceLanguageCode === undefined || sourceLanguageCode === '' ? detect(text).languageCode : undefined
        const translated = google.rewrite(translation(text, targetLanguageCode, detected))
        return {
          translatedText: mimeType === 'text/plain' ? translated : toHtml(translated),
          ...(detected === undefined ? {} : { detectedLanguageCode: detected }),
        }
      })
      const sized = Array.from({ length: count }, (_, at) => texts[at % texts.length])
      const named = model === undefined || model === '' ? {} : { model: model.replace(`projects/${project}/`, 'projects/123456789/') }
      const translations = sized.map((text) => ({ ...text, ...named }))
      const glossed = glossaryConfig === undefined ? {} : { glossaryTranslations: sized.map((text) => ({ ...text, glossaryConfig })) }
      return { status: 200, body: { translations, ...glossed } }
    })
  }

  async function detectLanguage(body: unknown, location: string, refuse: Refuse): Promise<Answer> {
    const checked = detectRequest.safeParse(body)
    if (!checked.success) return refuseFields(refuse, fieldViolations(checked.error))
    const { content, model } = checked.data
    if (model !== undefined && model !== '') {
      const misplaced = misplacedResource(model, 'models', location)
      if (misplaced !== null) return refuseFields(refuse, [misplaced])
      if (!model.endsWith('/models/language-detection/default')) return refuse(404, `Model not found: ${model}`)
    }
    return withFault('detectLanguage', () => {
      characters += codePoints([content])
      return { status: 200, body: { languages: [detect(content)] } }
    })
  }

  const detect = (text: string) => google.detections.get(text) ?? guessLanguage(text)

  function translation(text: string, target: string, detected: string | undefined): string {
    const scripted = google.translations.get(`${target}:${text}`)
    if (scripted !== undefined) return scripted
    const already = detected !== undefined && languageOf(detected) === languageOf(target)
    return text === '' || already ? text : `[${target}] ${text}`
  }

  const server = await startHttpServer(10 * 1024 * 1024, answer)
  const names = new Set<string>()
  const google: GoogleTranslateStandIn = {
    host: '127.0.0.1',
    port: server.port,
    url: server.url,
    translations: new Map(),
    detections: new Map(),
    glossaries: names,
    glossaryStore: glossaryStore(names),
    rewrite: (text) => text,
    requests: [],
    refused: [],
    faults: [],
    characters: () => characters,
    close: () => server.close(),
  }
  return google
}

const refuseFields = (refuse: Refuse, violations: readonly FieldViolation[]) => refuse(400, violations[0]?.description, violations)

function supportedLanguages(display: string | null): Answer {
  const names = display === null ? null : new Intl.DisplayNames(display, { type: 'language' })
  const languages = nmtLanguages.map((languageCode) => ({
    languageCode,
    ...(names === null ? {} : { displayName: names.of(languageCode) }),
    supportSource: true,
    supportTarget: true,
  }))
  return { status: 200, body: { languages } }
}

// What Cloud Translation v3 takes: languages, limits and the shape of its requests and of its errors.
import { z } from 'zod'

const requestCodePoints = 30_000
const requestStrings = 1_024

export const codePoints = (texts: readonly string[]) => texts.reduce((sum, text) => sum + Array.from(text).length, 0)

/** The codes of the general model NMT, as supportedLanguages lists them. */
export const nmtLanguages = `af ak am ar as ay az be bg bho bm bn bs ca ceb ckb co cs cy da de doi dv ee el en eo es et eu fa fi fil fr fy
  ga gd gl gn gom gu ha haw he hi hmn hr ht hu hy id ig ilo is it iw ja jv jw ka kk km kn ko kri ku ky la lb lg ln lo lt lus lv mai mg mi
  mk ml mn mni-Mtei mr ms mt my ne nl no nso ny om or pa pl ps pt pt-BR pt-PT qu ro ru rw sa sd si sk sl sm sn so sq sr st su sv sw ta te
  tg th ti tk tl tr ts tt ug uk ur uz vi xh yi yo zh zh-CN zh-TW zu`.split(/\s+/)

const llmLanguages = [...nmtLanguages.filter((code) => code !== 'tl'), 'zh-Hans', 'zh-Hant', 'zh-HK']
const sameLanguage = new Map([['tl', 'fil'], ['zh', 'zh-cn'], ['zh-hans', 'zh-cn'], ['zh-hant', 'zh-tw'], ['iw', 'he'], ['jw', 'jv']])

/** Codes are read without regard to case; two codes of one language are the same language. */
export function languageOf(code: string): string {
  const lower = code.toLowerCase()
  return sameLanguage.get(lower) ?? lower
}

export const supports = (languages: readonly string[], code: string) => languages.some((one) => one.toLowerCase() === code.toLowerCase())

const mimeType = z.enum(['text/html', 'text/plain']).optional()
const label = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u
const labels = z.record(z.string().regex(label).regex(/^[\p{Ll}\p{Lo}]/u), z.string().regex(label)).optional()

export const translateRequest = z.strictObject({
  contents: z.array(z.string()).min(1).max(requestStrings, { error: 'Too many text segments.' })
    .refine((texts) => codePoints(texts) <= requestCodePoints, { error: 'Text is too long.' }),
  mimeType,
  sourceLanguageCode: z.string().optional(),
  targetLanguageCode: z.string().min(1),
  model: z.string().optional(),
  glossaryConfig: z.strictObject({
    glossary: z.string(),
    ignoreCase: z.boolean().optional(),
    contextualTranslationEnabled: z.boolean().optional(),
  }).optional(),
  transliterationConfig: z.strictObject({ enableTransliteration: z.boolean() }).optional(),
  labels,
}).superRefine((request, context) => {
  const { sourceLanguageCode: source, targetLanguageCode: target, model } = request
  const languages = model?.endsWith('/translation-llm') === true ? llmLanguages : nmtLanguages
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  if (!supports(languages, target)) refuse('targetLanguageCode', 'Target language is invalid.')
  if (source === undefined || source === '') return
  if (!supports(languages, source)) refuse('sourceLanguageCode', 'Source language is invalid.')
  if (languageOf(source) === languageOf(target)) refuse('targetLanguageCode', 'Source and target language are the same.')
})

export const detectRequest = z.strictObject({
  content: z.string().refine((text) => codePoints([text]) <= requestCodePoints, { error: 'Text is too long.' }),
  model: z.string().optional(),
  mimeType,
  labels,
})

export interface FieldViolation { readonly field: string; readonly description: string }

export function fieldViolations(error: z.ZodError): FieldViolation[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ field: issue.path.join('.'), description: issue.message }]
    return issue.keys.map((key) => ({ field: key, description: `Invalid JSON payload received. Unknown name "${key}": Cannot find field.` }))
  })
}

/** A model or glossary has to lie where the request goes. */
export function misplacedResource(name: string, kind: string, location: string): FieldViolation | null {
  const found = new RegExp(`^projects/[^/]+/locations/([^/]+)/${kind}/.+$`).exec(name)
  if (found === null) return { field: kind, description: `Invalid resource name: ${name}` }
  return found[1] === location ? null : { field: kind, description: `${name} is not in location ${location}.` }
}

const statusNames = new Map([
  [400, 'INVALID_ARGUMENT'], [401, 'UNAUTHENTICATED'], [403, 'PERMISSION_DENIED'], [404, 'NOT_FOUND'], [429, 'RESOURCE_EXHAUSTED'],
  [499, 'CANCELLED'], [500, 'INTERNAL'], [503, 'UNAVAILABLE'], [504, 'DEADLINE_EXCEEDED'],
])
const usualMessages = new Map([
  [401, 'Request had invalid authentication credentials.'],
  [403, 'The caller does not have permission'],
  [429, "Quota exceeded for quota metric 'v2 and v3 general model characters' of service 'translate.googleapis.com'"],
  [500, 'Internal error encountered.'],
  [503, 'The service is currently unavailable.'],
])

/** `reason` makes it an error of the older form, as `dailyLimitExceeded` still is. */
export function errorBody(code: number, message?: string, violations: readonly FieldViolation[] = [], reason?: string) {
  const text = message ?? usualMessages.get(code) ?? 'Error'
  return {
    error: {
      code,
      message: text,
      status: statusNames.get(code) ?? 'UNKNOWN',
      ...(reason === undefined ? {} : { errors: [{ message: text, domain: 'usageLimits', reason }] }),
      ...(violations.length === 0 ? {} : { details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }] }),
    },
  }
}

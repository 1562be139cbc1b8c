// An article and its file in flows/faq: read from it, and written so that the same article is always the same bytes.
import { CORE_SCHEMA, load } from 'js-yaml'
import { z } from 'zod'
import { LANGUAGES } from '../knowledge/languages.ts'

export const THEMES = ['labour', 'residence', 'medical', 'living', 'education', 'tax', 'service'] as const

const day = z.iso.date()
const Source = z.strictObject({ law: z.string().optional(), office: z.string().optional(), url: z.url().optional(), read: day.optional() })

/** `note`: the comment at the head of the file, for who edits it, without its marks. */
export const Article = z.strictObject({
  note: z.string(),
  topic: z.string().regex(/^[a-z]+\.[a-z-]+$/),
  theme: z.enum(THEMES),
  sources: z.array(Source).min(1),
  checkedOn: day,
  reviewBy: day,
  reviewer: z.string().min(1),
  contacts: z.array(z.string()),
  articles: z.record(z.enum(LANGUAGES), z.strictObject({ title: z.string().min(1), text: z.string().min(1) })),
  ask: z.record(z.enum(LANGUAGES), z.array(z.string().min(1))),
})
export type Article = z.infer<typeof Article>

const short = z.string().max(300)
const texts = z.strictObject({ title: short, text: z.string().max(10_000) })

/** An article somebody is still writing: the same fields, any of them empty. */
export const ArticleDraft = Article.extend({
  note: z.string().max(2_000),
  sources: z.array(z.strictObject({ law: short.optional(), office: short.optional(), url: short.optional(), read: short.optional() })).max(50),
  checkedOn: short,
  reviewBy: short,
  reviewer: short,
  contacts: z.array(short).max(50),
  articles: z.record(z.enum(LANGUAGES), texts),
  ask: z.record(z.enum(LANGUAGES), z.array(short).max(500)),
})
export type ArticleDraft = z.infer<typeof ArticleDraft>

export class UnreadableArticle extends Error {
  override readonly name = 'UnreadableArticle'
}

/** @throws UnreadableArticle that says what is wrong and where */
export function readArticle(file: string): Article {
  const parsed = Article.safeParse({ ...fieldsOf(file), note: noteOf(file) })
  if (!parsed.success) throw new UnreadableArticle(z.prettifyError(parsed.error))
  return parsed.data
}

function fieldsOf(file: string): object {
  try {
    const fields: unknown = load(file, { schema: CORE_SCHEMA })
    if (typeof fields === 'object' && fields !== null) return fields
  } catch (error) {
    throw new UnreadableArticle(error instanceof Error ? error.message : String(error))
  }
  throw new UnreadableArticle('no article')
}

function noteOf(file: string): string {
  const lines = file.replace(/^\uFEFF/, '').split(/\r?\n/)
  const end = lines.findIndex((line) => !line.startsWith('#'))
  return lines.slice(0, Math.max(0, end)).map((line) => line.replace(/^# ?/, '')).join('\n')
}

export function writeArticle({ note, topic, theme, sources, checkedOn, reviewBy, reviewer, contacts, articles, ask }: ArticleDraft): string {
  return [
    ...(note === '' ? [] : note.split('\n').map((line) => `# ${line}`.trimEnd())),
    `topic: ${topic}`,
    `theme: ${theme}`,
    'sources:',
    ...sources.map((source) => `  - { ${sourceParts(source).join(', ')} }`),
    `checkedOn: ${plain(checkedOn)}`,
    `reviewBy: ${plain(reviewBy)}`,
    `reviewer: ${plain(reviewer)}`,
    `contacts: [${contacts.map(plain).join(', ')}]`,
    'articles:',
    ...LANGUAGES.flatMap((language) => {
      const { title, text } = articles[language]
      return [`  ${language}:`, `    title: ${quoted(title)}`, ...block(text)]
    }),
    'ask:',
    ...LANGUAGES.flatMap((language) => [`  ${language}:${ask[language].length === 0 ? ' []' : ''}`, ...ask[language].map((phrase) => `    - ${quoted(phrase)}`)]),
    '',
  ].join('\n')
}

function sourceParts({ law, office, url, read }: ArticleDraft['sources'][number]): string[] {
  return [
    ...(law === undefined ? [] : [`law: ${quoted(law)}`]),
    ...(office === undefined ? [] : [`office: ${plain(office)}`]),
    ...(url === undefined ? [] : [`url: ${quoted(url)}`]),
    ...(read === undefined ? [] : [`read: ${plain(read)}`]),
  ]
}

/** Without quotes where YAML takes it for the same text inside brackets too. */
function plain(text: string): string {
  const bare = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ・（）./-]*$/u.test(text) && text.trim() === text && !/^(true|false|null|[\d.]+(e\d+)?|0[xo].*)$/i.test(text)
  return bare ? text : quoted(text)
}

/** JSON is YAML, but for characters that YAML allows only as escapes. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Lines as they are, where a block of YAML keeps them; else quoted. */
function block(text: string): string[] {
  // A block ends with its last line that holds something, and takes its indentation from the first.
  const kept = text !== '' && text === text.trim() && !/[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u.test(text.replaceAll('\n', ''))
  return kept ? ['    text: |-', ...text.split('\n').map((line) => (line === '' ? '' : `      ${line}`))] : [`    text: ${quoted(text)}`]
}

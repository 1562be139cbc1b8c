// The desk's terms in nine languages: their file, which of them a text uses, and which of those a translation lost.
import { createHash } from 'node:crypto'
import { CORE_SCHEMA, load } from 'js-yaml'
import { z } from 'zod'
import { LANGUAGES } from '../knowledge/languages.ts'
import { normalise, withoutFurigana } from '../knowledge/normalise.ts'

const words = z.string().trim().max(200)

/** Several ways to say it are parted by ` / `; the first is the one to write. An empty one: there is none yet. */
export const Term = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
  terms: z.record(z.enum(LANGUAGES), words),
  source: z.string().trim().max(500).default(''),
  note: z.string().trim().max(500).default(''),
})
export type Term = z.infer<typeof Term>

export const Terms = z.array(Term).max(1_000)
  .refine((terms) => new Set(terms.map(({ id }) => id)).size === terms.length, { error: 'two terms have the same id' })
  .refine((terms) => terms.every((term) => term.terms.ja !== ''), { error: 'a term has no Japanese' })

export interface Glossary {
  /** The same terms have the same version wherever they came from. */
  readonly version: string
  readonly terms: readonly Term[]
}

export interface MissingTerm { readonly term: string; readonly expected: readonly string[] }

export function glossaryOf(terms: readonly Term[]): Glossary {
  const told = terms.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, terms: all }) => [id, ...LANGUAGES.map((language) => all[language])])
  return { version: createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 12), terms }
}

export class UnreadableGlossary extends Error {
  override readonly name = 'UnreadableGlossary'
}

/** @throws UnreadableGlossary that says what is wrong */
export function readGlossary(file: string): Term[] {
  try {
    const parsed = Terms.safeParse(load(file, { schema: CORE_SCHEMA }))
    if (parsed.success) return parsed.data
    throw new UnreadableGlossary(z.prettifyError(parsed.error))
  } catch (error) {
    if (error instanceof UnreadableGlossary) throw error
    throw new UnreadableGlossary(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** As the file stands: the same terms are always the same bytes. */
export function writeGlossary(terms: readonly Term[]): string {
  const quoted = (text: string) => JSON.stringify(text)
  return ['# The words of the desk and what they are called in its languages. Several ways to say one are parted by " / ", the best first.', ...terms.flatMap(({ id, terms: all, source, note }) => [
    `- id: ${id}`,
    '  terms:',
    ...LANGUAGES.map((language) => `    ${language}: ${quoted(all[language])}`),
    ...(source === '' ? [] : [`  source: ${quoted(source)}`]),
    ...(note === '' ? [] : [`  note: ${quoted(note)}`]),
  ]), ''].join('\n')
}

export const waysToSay = (term: string): string[] => term.split(' / ').map((one) => one.trim()).filter((one) => one !== '')

/** Terms of the text whose word in the other language did not come out. Where a longer term holds a shorter one, only the longer counts. */
export function missingTerms({ terms }: Glossary, text: string, from: string, translated: string, to: string): MissingTerm[] {
  const [source, result] = [folded(text), folded(translated)]
  const hits = terms.flatMap(({ terms: all }) => {
    const [there, here] = [wordsIn(all, from), wordsIn(all, to)]
    const used = there.filter((word) => holds(source, word, from)).toSorted((a, b) => b.length - a.length)[0]
    return used === undefined || here.length === 0 ? [] : [{ used, here }]
  })
  return hits
    .filter(({ used }) => !hits.some((other) => other.used !== used && folded(other.used).includes(folded(used))))
    .filter(({ here }) => !here.some((word) => holds(result, word, to)))
    .map(({ used, here }) => ({ term: used, expected: here }))
}

const wordsIn = (all: Readonly<Record<string, string>>, language: string) => waysToSay(all[language] ?? '')
const folded = (text: string) => normalise(withoutFurigana(text))

/** Where words are parted by spaces, a word counts only whole; its ending may differ. */
function holds(text: string, word: string, language: string): boolean {
  const wanted = folded(word)
  if (['ja', 'zh', 'my'].includes(language)) return text.includes(wanted)
  return new RegExp(`(?<![\\p{L}\\p{N}])${wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?:e?s)?(?![\\p{L}\\p{N}])`, 'u').test(text)
}

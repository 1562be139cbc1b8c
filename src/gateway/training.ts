// What the desk learns from: ways of asking, sentences of articles, examples of danger and of calm, names of concepts.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Concepts } from '../knowledge/concepts.ts'
import { DANGER_KINDS } from '../knowledge/danger-phrases.ts'
import type { DangerKind } from '../knowledge/danger-phrases.ts'
import { featuresOf } from '../knowledge/features.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Lesson } from '../knowledge/match.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import type { Article } from './article-file.ts'
import { readYaml } from './yaml.ts'

/** What people ask about in danger as well as in calm: such a question teaches neither. */
const EITHER_WAY: ReadonlySet<string> = new Set([
  'labour.violence', 'labour.restricted-movement', 'labour.sexual-harassment', 'living.domestic-violence', 'living.disaster', 'medical.ambulance', 'medical.mental-health',
])

const KINDS = [...DANGER_KINDS, 'calm'] as const
const Lists = z.record(z.string(), z.array(z.string().min(1)))
const Examples = z.partialRecord(z.enum(KINDS), z.array(z.string().min(1)))

export interface Text { readonly text: string; readonly language: Language; readonly lesson: Lesson | null; readonly kind: DangerKind | 'calm' | null }

/** All of it, in the order of the languages. */
export function textsToLearn(root: string, articles: readonly Article[]): Text[] {
  return LANGUAGES.flatMap((language) => textsIn(root, language, articles))
}

export function conceptsIn(root: string, language: Language): Concepts {
  return readFor(root, 'flows/concepts', language, Lists)
}

/** What one article by itself teaches the matcher in one language, or in all. */
export function lessonsOf({ topic, articles, ask }: Article, languages: readonly Language[] = LANGUAGES): (Text & { readonly lesson: Lesson })[] {
  return languages.flatMap((language) => {
    const texts = (list: readonly string[], lesson: Lesson, kind: Text['kind']) => list.map((text) => ({ text, language, lesson, kind }))
    return [
      ...texts([articles[language].title, ...ask[language]], { topic, as: 'asked' }, kindOfQuestion(topic)),
      ...texts(sentencesOf(articles[language].text), { topic, as: 'sentence' }, null),
    ]
  })
}

function kindOfQuestion(topic: string): 'calm' | null {
  return EITHER_WAY.has(topic) ? null : 'calm'
}

/** The language of a message as it is typed; null for a sentence of an article. */
export function languageTyped({ language, lesson }: Pick<Text, 'language' | 'lesson'>): Language | null {
  return lesson?.as === 'sentence' ? null : language
}

/** Features of a text that the desk learns from. */
export function featuresOfText({ text }: { readonly text: string }): Uint32Array {
  return featuresOf(withoutFurigana(text))
}

/** Most questions for an article are calm; its sentences are no message at all. */
function textsIn(root: string, language: Language, articles: readonly Article[]): Text[] {
  const examples = readFor(root, 'flows/danger/examples', language, Examples)
  return [
    ...articles.flatMap((article) => lessonsOf(article, [language])),
    ...KINDS.flatMap((kind) => (examples[kind] ?? []).map((text): Text => ({ text, language, lesson: null, kind }))),
  ]
}

function sentencesOf(text: string): string[] {
  return text.split(/[。။.!?\n]+/).filter((sentence) => sentence.trim().length > 8)
}

/** The file of one language in a folder; empty where there is none. */
function readFor<T extends object>(root: string, folder: string, language: Language, shape: z.ZodType<T>): T {
  const file = join(root, folder, `${language}.yaml`)
  return existsSync(file) ? readYaml(file, shape) : shape.parse({})
}

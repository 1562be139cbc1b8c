// What the desk learns from when it starts: ways of asking, sentences of articles, examples of danger and of calm, names of concepts.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { conceptFeatures, createConceptReader } from '../knowledge/concepts.ts'
import type { ConceptReader } from '../knowledge/concepts.ts'
import { DANGER_KINDS, learn } from '../knowledge/danger.ts'
import type { DangerExample, DangerKind, Learned } from '../knowledge/danger.ts'
import { featuresOf } from '../knowledge/features.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Training } from '../knowledge/match.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import { pack, unpack } from '../knowledge/packed.ts'
import type { Article } from './article-file.ts'
import type { Memory } from './remember.ts'
import { readYaml } from './yaml.ts'

export interface Lessons {
  readonly asked: readonly Training[]
  readonly danger: readonly DangerExample[]
  readonly learned: Learned
  /** Messages as they are typed, by language. */
  readonly typed: readonly { readonly language: Language; readonly features: Uint32Array }[]
  readonly concepts: ReadonlyMap<Language, ConceptReader>
}

/** An article's own sentences: they hold the topic's words, but nobody asks like that. */
const SENTENCE_WEIGHT = 0.3
/** A question for an article is no emergency; there are many more of them than of calm examples. */
const CALM_QUESTION_WEIGHT = 0.3

const KINDS = [...DANGER_KINDS, 'calm'] as const
const Lists = z.record(z.string(), z.array(z.string().min(1)))
const Examples = z.partialRecord(z.enum(KINDS), z.array(z.string().min(1)))

interface Asked { readonly language: Language; readonly topic: string; readonly text: string }
interface Example { readonly language: Language; readonly kind: DangerKind | null; readonly text: string }

export function readLessons(root: string, articles: readonly Article[], memory: Memory): Lessons {
  const asked = LANGUAGES.flatMap((language) => [
    ...articles.flatMap((article) => waysToAsk(article, language).map((text): Asked => ({ language, topic: article.topic, text }))),
    ...Object.entries(readFor(root, 'flows/asked', language, Lists)).flatMap(([topic, texts]) => texts.map((text): Asked => ({ language, topic, text }))),
  ])
  const sentences = LANGUAGES.flatMap((language) => articles.flatMap(({ topic, articles: texts }) => sentencesOf(texts[language].text).map((text) => ({ topic, text }))))
  const examples = LANGUAGES.flatMap((language) => {
    const byKind = readFor(root, 'flows/danger/examples', language, Examples)
    return KINDS.flatMap((kind) => (byKind[kind] ?? []).map((text): Example => ({ language, text, kind: kind === 'calm' ? null : kind })))
  })
  const concepts = new Map(LANGUAGES.map((language) => [language, createConceptReader([readFor(root, 'flows/concepts', language, Lists)])]))
  const letters = unpack(memory.bytes('letters', () => pack([...asked, ...examples, ...sentences].map(({ text }) => featuresOf(withoutFurigana(text))))))
  const named = unpack(memory.bytes('concepts', () => pack([...asked, ...examples].map(({ text, language }) => conceptFeatures(concepts.get(language)?.read(text) ?? [])))))
  const none = new Uint32Array()
  const at = (lists: readonly Uint32Array[], i: number) => lists[i] ?? none
  const danger = examples.length === 0 ? [] : [
    ...examples.map(({ kind }, i): DangerExample => ({ kind, features: at(letters, asked.length + i), concepts: at(named, asked.length + i), weight: 1 })),
    ...asked.map((_, i): DangerExample => ({ kind: null, features: at(letters, i), concepts: at(named, i), weight: CALM_QUESTION_WEIGHT })),
  ]
  const weights = (name: string, by: 'features' | 'concepts') => new Float32Array(memory.bytes(name, () => new Uint8Array(learn(danger, by).buffer)).slice().buffer)

  return {
    learned: { letters: weights('danger-letters', 'features'), concepts: weights('danger-concepts', 'concepts') },
    asked: [
      ...asked.map(({ topic }, i): Training => ({ topic, features: at(letters, i), weight: 1 })),
      ...sentences.map(({ topic }, i): Training => ({ topic, features: at(letters, asked.length + examples.length + i), weight: SENTENCE_WEIGHT })),
    ],
    danger,
    typed: [...asked, ...examples].map(({ language }, i) => ({ language, features: at(letters, i) })),
    concepts,
  }
}

/** What one article by itself teaches the matcher. */
export function lessonsOf(article: Article): Training[] {
  const lesson = (text: string, weight: number): Training => ({ topic: article.topic, features: featuresOf(withoutFurigana(text)), weight })
  return LANGUAGES.flatMap((language) => [
    ...waysToAsk(article, language).map((text) => lesson(text, 1)),
    ...sentencesOf(article.articles[language].text).map((text) => lesson(text, SENTENCE_WEIGHT)),
  ])
}

function waysToAsk({ articles, ask }: Article, language: Language): string[] {
  return [articles[language].title, ...ask[language]]
}

function sentencesOf(text: string): string[] {
  return text.split(/[。။.!?\n]+/).filter((sentence) => sentence.trim().length > 8)
}

/** The file of one language in a folder; empty where there is none. */
function readFor<T extends object>(root: string, folder: string, language: Language, shape: z.ZodType<T>): T {
  const file = join(root, folder, `${language}.yaml`)
  return existsSync(file) ? readYaml(file, shape) : shape.parse({})
}

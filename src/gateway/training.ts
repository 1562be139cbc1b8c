// What the desk learns from when it starts: ways of asking, sentences of articles, examples of danger and of calm.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DANGER_KINDS } from '../knowledge/danger.ts'
import type { DangerExample } from '../knowledge/danger.ts'
import { featuresOf } from '../knowledge/features.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Training } from '../knowledge/match.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import type { Article } from './content.ts'
import { readYaml } from './yaml.ts'

export interface Lessons {
  readonly asked: readonly Training[]
  readonly danger: readonly DangerExample[]
  /** Messages as they are typed, by language. */
  readonly typed: readonly { readonly language: Language; readonly features: Uint32Array }[]
}

/** An article's own sentences: they hold the topic's words, but nobody asks like that. */
const SENTENCE_WEIGHT = 0.3
/** A question for an article is no emergency; there are many more of them than of calm examples. */
const CALM_QUESTION_WEIGHT = 0.2

const KINDS = [...DANGER_KINDS, 'calm'] as const
const Asked = z.record(z.string(), z.array(z.string().min(1)))
const Examples = z.partialRecord(z.enum(KINDS), z.array(z.string().min(1)))

export function readLessons(root: string, articles: readonly Article[]): Lessons {
  const learn = (text: string) => featuresOf(withoutFurigana(text))
  const asked = LANGUAGES.flatMap((language) => [
    ...articles.flatMap((article) => [article.articles[language].title, ...article.ask[language]].map((text) => ({ topic: article.topic, text }))),
    ...Object.entries(readFor(root, 'flows/asked', language, Asked)).flatMap(([topic, texts]) => texts.map((text) => ({ topic, text }))),
  ].map(({ topic, text }) => ({ language, topic, features: learn(text), weight: 1 })))
  const sentences = LANGUAGES.flatMap((language) => articles.flatMap((article) => sentencesOf(article.articles[language].text)
    .map((text): Training => ({ topic: article.topic, features: learn(text), weight: SENTENCE_WEIGHT }))))
  const examples = LANGUAGES.flatMap((language) => {
    const byKind = readFor(root, 'flows/danger/examples', language, Examples)
    return KINDS.flatMap((kind) => (byKind[kind] ?? []).map((text) => ({ language, kind: kind === 'calm' ? null : kind, features: learn(text), weight: 1 })))
  })
  const calm = asked.map(({ features }): DangerExample => ({ kind: null, features, weight: CALM_QUESTION_WEIGHT }))
  return { asked: [...asked, ...sentences], danger: examples.length > 0 ? [...examples, ...calm] : [], typed: [...asked, ...examples] }
}

function sentencesOf(text: string): string[] {
  return text.split(/[。။.!?\n]+/).filter((sentence) => sentence.trim().length > 8)
}

/** The file of one language in a folder; empty where there is none. */
function readFor<T extends object>(root: string, folder: string, language: Language, shape: z.ZodType<T>): T {
  const file = join(root, folder, `${language}.yaml`)
  return existsSync(file) ? readYaml(file, shape) : shape.parse({})
}

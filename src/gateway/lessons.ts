// The texts that the desk learned its topics and languages from, as it keeps them: to learn anew from, where an article changes.
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Lesson } from '../knowledge/match.ts'
import { pack, unpack } from '../knowledge/packed.ts'
import type { Postings } from '../knowledge/postings.ts'

/** An index of texts, and what each of them is, in the same order. */
export interface Lessons {
  readonly index: Postings
  /** What it is about; null for what is about no topic. */
  readonly asked: readonly (Lesson | null)[]
  /** The language of messages as they are typed; null for sentences of articles. */
  readonly typed: readonly (Language | null)[]
}

/** Twice the topic's place, and one more for a sentence; of what is about no topic: */
const NO_TOPIC = 2 ** 16 - 1

export function packLessons({ index, asked, typed }: Lessons): Uint8Array {
  const topics = [...new Set(asked.flatMap((lesson) => lesson?.topic ?? []))]
  const places = new Map(topics.map((topic, i) => [topic, i]))
  return pack([
    index.starts, index.texts, topics.join('\n'),
    Uint16Array.from(asked, (lesson) => (lesson ? 2 * (places.get(lesson.topic) ?? 0) + (lesson.as === 'sentence' ? 1 : 0) : NO_TOPIC)),
    Uint8Array.from(typed, (language) => (language ? LANGUAGES.indexOf(language) : LANGUAGES.length)),
  ])
}

export function unpackLessons(bytes: Uint8Array): Lessons {
  const packed = unpack(bytes)
  const index = { starts: packed.uint32(), texts: packed.uint32() }
  const lessons = packed.text().split('\n').flatMap((topic): Lesson[] => [{ topic, as: 'asked' }, { topic, as: 'sentence' }])
  return {
    index,
    asked: Array.from(packed.uint16(), (lesson) => lessons[lesson] ?? null),
    typed: Array.from(packed.uint8(), (language) => LANGUAGES[language] ?? null),
  }
}

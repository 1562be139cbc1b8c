// What the desk learned from flows/, as it needs it to understand: worked out once, and read as it is at every start.
import { conceptFeatures, conceptForms, createConceptReader, packConceptForms, unpackConceptForms } from '../knowledge/concepts.ts'
import { dangerFeatures, learn } from '../knowledge/danger.ts'
import type { ConceptsOf, DangerExample, Heard } from '../knowledge/danger.ts'
import type { SignReader } from '../knowledge/danger-phrases.ts'
import { createLanguageDetector, learnLanguages } from '../knowledge/detect.ts'
import type { LanguageDetector } from '../knowledge/detect.ts'
import { FEATURES } from '../knowledge/features.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import { createMatcher, isAsked, learnTopics, packTopics, unpackTopics } from '../knowledge/match.ts'
import type { Matcher, TopicsLearned } from '../knowledge/match.ts'
import { nearness } from '../knowledge/nearness.ts'
import type { Grouping } from '../knowledge/nearness.ts'
import { neighboursIn, packNeighbours, unpackNeighbours } from '../knowledge/neighbours.ts'
import { pack, unpack } from '../knowledge/packed.ts'
import { postings } from '../knowledge/postings.ts'
import { packTypicality, unpackTypicality } from '../knowledge/typicality.ts'
import type { Article } from './article-file.ts'
import { packLessons, unpackLessons } from './lessons.ts'
import type { Lessons } from './lessons.ts'
import type { Memory } from './remember.ts'
import { conceptsIn, featuresOfText, languageTyped, textsToLearn } from './training.ts'
import type { Text } from './training.ts'

export interface Learned {
  readonly matcher: Matcher
  readonly language: LanguageDetector
  /** Null where there are no examples of danger. */
  readonly heard: Heard | null
  /** Read from the disk when asked for. */
  lessons(): Lessons
}

export function readLearned(root: string, articles: readonly Article[], signsOf: SignReader, memory: Memory): Learned {
  const texts = lazy(() => textsToLearn(root, articles))
  const lessons = () => unpackLessons(memory.bytes('lessons', () => packLessons(lessonsIn(texts()))))
  const learning = lazy(lessons)
  const isNear = lazy(() => texts().map(({ kind, lesson }) => kind !== null || isAsked(lesson)))
  const conceptsOf = readConcepts(root, memory)
  const neighbours = unpackNeighbours(memory.bytes('neighbours', () => packNeighbours(neighboursIn(learning().index, isNear()))))
  const topics = unpackTopics(memory.bytes('topics', () => packTopics(learnTopics(learning().index, learning().asked, isNear()))))
  const languages = unpackTypicality(memory.bytes('languages', () => packTypicality(learnLanguages(learning().index, learning().typed))))
  const danger = unpack(memory.bytes('danger', () => pack([
    Uint16Array.from(texts().flatMap(({ kind }, i) => (isNear()[i] ? groupOf(kind) : []))), learn(examplesIn(texts(), conceptsOf, signsOf)),
  ])))
  const groups = danger.uint16()
  const near = nearness(neighbours, [groupingOf(topics), { count: NEITHER, of: groups }])
  return {
    matcher: createMatcher(topics, near(0)),
    language: createLanguageDetector(languages),
    heard: groups.includes(DANGER) ? { near: near(1), learned: danger.uint8(), conceptsOf } : null,
    lessons,
  }
}

/** What was learned from other texts. */
export function learnedFrom({ index, asked, typed }: Lessons): Pick<Learned, 'matcher' | 'language'> {
  const isNear = asked.map(isAsked)
  const topics = learnTopics(index, asked, isNear)
  return { matcher: createMatcher(topics, nearness(neighboursIn(index, isNear), [groupingOf(topics)])(0)), language: createLanguageDetector(learnLanguages(index, typed)) }
}

function lessonsIn(texts: readonly Text[]): Lessons {
  return { index: postings(texts.map(featuresOfText), FEATURES), asked: texts.map(({ lesson }) => lesson), typed: texts.map(languageTyped) }
}

const groupingOf = ({ topics, groups }: TopicsLearned): Grouping => ({ count: topics.length, of: groups })

const [CALM, DANGER, NEITHER] = [0, 1, 2]

function groupOf(kind: Text['kind']): number {
  return kind === null ? NEITHER : kind === 'calm' ? CALM : DANGER
}

function examplesIn(texts: readonly Text[], conceptsOf: ConceptsOf, signsOf: SignReader) {
  return texts.flatMap(({ text, language, lesson, kind }): DangerExample[] => (kind === null ? [] : [{
    as: kind === 'calm' && lesson !== null ? 'question' : kind, features: dangerFeatures(featuresOfText({ text }), conceptsOf(text, language, signsOf(text))),
  }]))
}

function readConcepts(root: string, memory: Memory): ConceptsOf {
  const packed = unpack(memory.bytes('concepts', () => pack(LANGUAGES.map((language) => packConceptForms(conceptForms([conceptsIn(root, language)]))))))
  const readers = new Map(LANGUAGES.map((language) => [language, createConceptReader(unpackConceptForms(packed.uint8()))]))
  return (text, language, signs) => conceptFeatures([...readers.get(language ?? 'en')?.read(text) ?? [], ...signs.map(({ kind }) => `phrase of ${kind}`)])
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

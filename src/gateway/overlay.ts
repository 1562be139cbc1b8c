// The files of flows/ with what was published in the desk laid over them. Pure: the same versions always give the same content.
import { createMatcher } from '../knowledge/match.ts'
import type { Training } from '../knowledge/match.ts'
import type { Article } from './article-file.ts'
import type { Content } from './content.ts'
import { lessonsOf } from './training.ts'

/** By topic: the article that runs instead of the file's; null where none does. What is not named stays as the file says. */
export type Published = ReadonlyMap<string, Article | null>

/** @param before what ran so far: its matcher is kept where nobody asks otherwise than before */
export function overlaid(files: Content, published: Published, before: Content): Content {
  const topics = [...new Set([...files.articles.keys(), ...published.keys()])].toSorted()
  const articles = new Map(topics.flatMap((topic): [string, Article][] => {
    const article = published.has(topic) ? published.get(topic) : files.articles.get(topic)
    return article ? [[topic, article]] : []
  }))
  const same = new Set([...topics, ...before.articles.keys()]).values().every((topic) => teachesTheSame(before.articles.get(topic), articles.get(topic)))
  if (same) return { ...files, articles, asked: before.asked, matcher: before.matcher }
  const asked = [...published].reduce((lessons, [topic, article]) => relearned(lessons, topic, files.articles.get(topic), article), files.asked)
  return { ...files, articles, asked, matcher: createMatcher(asked) }
}

function teachesTheSame(one: Article | undefined, other: Article | undefined): boolean {
  if (one === other) return true
  const taught = (article: Article | undefined) => (article ? lessonsOf(article).map(keyOf).join('\n') : '')
  return taught(one) === taught(other)
}

/** What the file's article taught is taken out, and what the new one teaches comes in; what other files teach of the topic stays. */
function relearned(lessons: readonly Training[], topic: string, old: Article | undefined, next: Article | null): readonly Training[] {
  if (next === null) return lessons.filter((lesson) => lesson.topic !== topic)
  const taken = new Map<string, number>()
  for (const lesson of old ? lessonsOf(old) : []) taken.set(keyOf(lesson), (taken.get(keyOf(lesson)) ?? 0) + 1)
  const kept = lessons.filter((lesson) => {
    if (lesson.topic !== topic) return true
    const count = taken.get(keyOf(lesson)) ?? 0
    taken.set(keyOf(lesson), count - 1)
    return count <= 0
  })
  return [...kept, ...lessonsOf(next)]
}

function keyOf({ features, weight }: Training): string {
  return `${weight} ${features.join(' ')}`
}

// The files of flows/ with what was published in the desk laid over them. Pure: the same versions always give the same content.
import { createMatcher } from '../knowledge/match.ts'
import type { Asked } from '../knowledge/match.ts'
import { withMore } from '../knowledge/postings.ts'
import type { Article } from './article-file.ts'
import type { Content } from './content.ts'
import { featuresOfText, lessonsOf } from './training.ts'

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
  const asked = relearned(files.asked, published)
  return { ...files, articles, asked, matcher: createMatcher(asked) }
}

function teachesTheSame(one: Article | undefined, other: Article | undefined): boolean {
  if (one === other) return true
  const taught = (article: Article | undefined) => JSON.stringify(article ? lessonsOf(article).map(({ text, lesson }) => [lesson.as, text]) : [])
  return taught(one) === taught(other)
}

/** What the files' articles taught is taken out, and what the new ones teach comes in; what else is asked of a topic goes with its article alone. */
function relearned({ index, lessons }: Asked, published: Published): Asked {
  const kept = lessons.map((lesson) => {
    const next = lesson ? published.get(lesson.topic) : undefined
    return next === undefined || (next !== null && !lesson?.inArticle) ? lesson : null
  })
  const taught = [...published.values()].flatMap((article) => (article ? lessonsOf(article) : []))
  return { index: withMore(index, lessons.length, taught.map(featuresOfText)), lessons: [...kept, ...taught.map(({ lesson }) => lesson)] }
}

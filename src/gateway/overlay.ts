// The files of flows/ with what was published in the desk laid over them. Pure: the same versions always give the same content.
import { withMore } from '../knowledge/postings.ts'
import type { Article } from './article-file.ts'
import type { Content } from './content.ts'
import { learnedFrom } from './learned.ts'
import type { Lessons } from './lessons.ts'
import { featuresOfText, languageTyped, lessonsOf } from './training.ts'

/** By topic: the article that runs instead of the file's; null where none does. What is not named stays as the file says. */
export type Published = ReadonlyMap<string, Article | null>

/** @param before what ran so far: its matcher and its ear for languages are kept where nobody asks otherwise than before */
export function overlaid(files: Content, published: Published, before: Content): Content {
  const topics = [...new Set([...files.articles.keys(), ...published.keys()])].toSorted()
  const articles = new Map(topics.flatMap((topic): [string, Article][] => {
    const article = published.has(topic) ? published.get(topic) : files.articles.get(topic)
    return article ? [[topic, article]] : []
  }))
  const teachAs = (others: Content) => new Set([...topics, ...others.articles.keys()]).values().every((topic) => teachesTheSame(others.articles.get(topic), articles.get(topic)))
  if (teachAs(before)) return { ...before, articles }
  if (teachAs(files)) return { ...files, articles }
  return { ...files, articles, ...learnedFrom(relearned(files.lessons(), published)) }
}

function teachesTheSame(one: Article | undefined, other: Article | undefined): boolean {
  if (one === other) return true
  const taught = (article: Article | undefined) => JSON.stringify(article ? lessonsOf(article).map(({ text, lesson }) => [lesson.as, text]) : [])
  return taught(one) === taught(other)
}

/** What the files' articles taught is taken out, and what the new ones teach comes in. */
export function relearned({ index, asked, typed }: Lessons, published: Published): Lessons {
  const stays = asked.map((lesson) => !lesson || !published.has(lesson.topic))
  const taught = [...published.values()].flatMap((article) => (article ? lessonsOf(article) : []))
  return {
    index: withMore(index, asked.length, taught.map(featuresOfText)),
    asked: [...asked.map((lesson, i) => (stays[i] ? lesson : null)), ...taught.map(({ lesson }) => lesson)],
    typed: [...typed.map((language, i) => (stays[i] ? language : null)), ...taught.map(languageTyped)],
  }
}

// An article as a counsellor sends it: found by Japanese words or by what the worker wrote, and told apart from what was changed. Pure.
import type { Language } from '../knowledge/languages.ts'
import { withoutFurigana, words } from '../knowledge/normalise.ts'
import { articleText } from './article.ts'
import type { Content } from './content.ts'
import { topicsOf } from './understand.ts'

/** `text` is what the worker reads, `japanese` what the counsellor does. */
export interface ArticleChoice { readonly topic: string; readonly title: string; readonly text: string; readonly japanese: string }

/** @param today a day in Japan, `2026-11-21` */
export function articleChoice(topic: string, language: Language, content: Content, today: string): ArticleChoice | null {
  const article = content.articles.get(topic)
  if (!article) return null
  return { topic, title: article.articles.ja.title, text: articleText(article, language, content, today), japanese: articleText(article, 'ja', content, today) }
}

/** Topics, best first: those that hold every word of the query, then what it is near to; without a query, what the worker's words are near to. */
export function searchArticles(query: string, said: string, content: Content): string[] {
  const all = [...content.articles.values()]
  if (query === '') return [...new Set([...(said === '' ? [] : topicsOf(said, content).topics), ...all.map(({ topic }) => topic)])]
  const wanted = words(query).split(' ').filter(Boolean)
  const holds = (text: string) => {
    const folded = words(`${text} ${withoutFurigana(text)}`).replaceAll(' ', '')
    return wanted.every((word) => folded.includes(word.replaceAll(' ', '')))
  }
  const inTitle = all.filter(({ topic, articles }) => holds(`${articles.ja.title} ${articles.en.title} ${topic}`))
  const inText = all.filter(({ articles }) => holds(articles.ja.text))
  return [...new Set([...inTitle.map(({ topic }) => topic), ...topicsOf(query, content).topics, ...inText.map(({ topic }) => topic)])]
}

/** Whether a reply is the article, word for word, in both languages. */
export function isVerbatim(choice: ArticleChoice | null, japanese: string, text: string | null): boolean {
  return choice !== null && japanese.trim() === choice.japanese.trim() && (text ?? japanese).trim() === choice.text.trim()
}

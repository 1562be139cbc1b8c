// What a reader's own words find: the matcher of the conversations, and titles that hold the words. Nothing of it is kept.
import type { Article } from '../../gateway/article-file.ts'
import type { Content } from '../../gateway/content.ts'
import type { DangerKind } from '../../knowledge/danger-phrases.ts'
import type { Language } from '../../knowledge/languages.ts'
import { toUnicode } from '../../knowledge/normalise.ts'

const MOST_FOUND = 8

export function searchGuide(typed: string, language: Language, content: Content): { readonly articles: readonly Article[]; readonly danger: DangerKind | null } {
  const text = toUnicode(typed)
  const { decision, topics } = content.matcher.match(text)
  const likely = decision === 'handover' ? [] : topics.flatMap(({ topic }) => content.articles.get(topic) ?? [])
  const titled = [...content.articles.values()].filter(({ articles }) => folded(articles[language].title).includes(folded(text)))
  return {
    articles: [...new Set([...likely, ...titled])].slice(0, MOST_FOUND),
    danger: content.danger.check(text, content.language.detect(text, language).language ?? language)?.kind ?? null,
  }
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/（[^）]*）|\([^)]*\)|\s+/gu, '')

// An article as a list of fields, to compare versions, to put together what two people wrote, and to stand faults beside.
import type { ArticleText } from '../../../server/api/knowledge.ts'
import { LANGUAGES } from '../staff/Choices.tsx'

export type Field = `articles.${string}.${'title' | 'text'}` | `ask.${string}` | 'theme' | 'checkedOn' | 'reviewBy' | 'contacts' | 'sources' | 'note'

export const FIELDS: readonly Field[] = [
  ...LANGUAGES.flatMap((language): Field[] => [`articles.${language}.title`, `articles.${language}.text`, `ask.${language}`]),
  'theme', 'checkedOn', 'reviewBy', 'contacts', 'sources', 'note',
]

export const languageOf = (field: string): string | null => /^(?:articles|ask)\.(\w+)/.exec(field)?.[1] ?? null

export const textsOf = (text: ArticleText, language: string) => text.articles[language] ?? { title: '', text: '' }
export const phrasesOf = (text: ArticleText, language: string) => text.ask[language] ?? []

export const withTexts = (text: ArticleText, language: string, change: { readonly title?: string; readonly text?: string }): ArticleText =>
  ({ ...text, articles: { ...text.articles, [language]: { ...textsOf(text, language), ...change } } })
export const withPhrases = (text: ArticleText, language: string, phrases: readonly string[]): ArticleText => ({ ...text, ask: { ...text.ask, [language]: phrases } })

/** A field in words, one line for each thing of a list. */
export function shown(text: ArticleText, field: Field): string {
  const language = languageOf(field) ?? ''
  if (field.startsWith('ask.')) return phrasesOf(text, language).join('\n')
  if (field.endsWith('.title')) return textsOf(text, language).title
  if (field.endsWith('.text')) return textsOf(text, language).text
  if (field === 'contacts') return text.contacts.join('\n')
  if (field === 'sources') return text.sources.map(({ law, office, url, read }) => [law, office, url, read].filter(Boolean).join(' · ')).join('\n')
  return field === 'theme' ? text.theme : field === 'checkedOn' ? text.checkedOn : field === 'reviewBy' ? text.reviewBy : text.note
}

/** `text` with this field as it is in `from`. */
export function taken(text: ArticleText, field: Field, from: ArticleText): ArticleText {
  const language = languageOf(field) ?? ''
  if (field.startsWith('ask.')) return withPhrases(text, language, phrasesOf(from, language))
  if (field.endsWith('.title')) return withTexts(text, language, { title: textsOf(from, language).title })
  if (field.endsWith('.text')) return withTexts(text, language, { text: textsOf(from, language).text })
  switch (field) {
    case 'theme': return { ...text, theme: from.theme }
    case 'checkedOn': return { ...text, checkedOn: from.checkedOn }
    case 'reviewBy': return { ...text, reviewBy: from.reviewBy }
    case 'contacts': return { ...text, contacts: from.contacts }
    case 'sources': return { ...text, sources: from.sources }
    default: return { ...text, note: from.note }
  }
}

export const changedFields = (one: ArticleText, other: ArticleText): readonly Field[] => FIELDS.filter((field) => shown(one, field) !== shown(other, field))

/** What only they changed is taken; what both changed stays mine, and is named. */
export function merged(begun: ArticleText, mine: ArticleText, theirs: ArticleText): { readonly text: ArticleText; readonly both: readonly Field[] } {
  const [byMe, byThem] = [new Set(changedFields(begun, mine)), changedFields(begun, theirs)]
  const text = byThem.filter((field) => !byMe.has(field)).reduce((sum, field) => taken(sum, field, theirs), mine)
  return { text, both: byThem.filter((field) => byMe.has(field) && shown(mine, field) !== shown(theirs, field)) }
}

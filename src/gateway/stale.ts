// Which articles somebody should look at again, and how far a translation is. Pure.
import type { Contact } from '../knowledge/contacts.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { ArticleDraft } from './article-file.ts'

export type Stale = 'review_past' | 'contact_changed' | 'contact_gone'

/** @param today a day in Japan, `2026-11-21` */
export function staleOf({ reviewBy, checkedOn, contacts }: ArticleDraft, all: ReadonlyMap<string, Contact>, today: string): Stale[] {
  const named = contacts.map((id) => all.get(id))
  return [
    ...(reviewBy < today ? ['review_past' as const] : []),
    ...(named.some((contact) => contact && contact.checkedOn > checkedOn) ? ['contact_changed' as const] : []),
    ...(named.some((contact) => !contact || (contact.validTo !== undefined && contact.validTo < today)) ? ['contact_gone' as const] : []),
  ]
}

export type LanguageState = 'missing' | 'behind' | 'changed' | 'same'

/** How each language of what is being written stands beside what it was begun from. */
export function languageStates(text: ArticleDraft, base: ArticleDraft | null): Record<Language, LanguageState> {
  const same = (language: Language) => base !== null && base.articles[language].text === text.articles[language].text && base.articles[language].title === text.articles[language].title
  const state = (language: Language): LanguageState => {
    const { title, text: body } = text.articles[language]
    if (title.trim() === '' || body.trim() === '') return 'missing'
    if (!same(language)) return 'changed'
    return same('ja') ? 'same' : 'behind'
  }
  const [ja, en, zh, vi, tl, id, my, pt, es] = LANGUAGES
  return { [ja]: state(ja), [en]: state(en), [zh]: state(zh), [vi]: state(vi), [tl]: state(tl), [id]: state(id), [my]: state(my), [pt]: state(pt), [es]: state(es) }
}

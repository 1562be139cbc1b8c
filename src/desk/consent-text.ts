// What a worker is asked to agree to, in their language and in Japanese: made of reviewed sentences, and named by its own digest.
import { createHash } from 'node:crypto'
import { needsStatusWarning } from '../cases/consent.ts'
import type { Item, Party } from '../cases/consent.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'

export interface ConsentText { readonly language: Language; readonly text: string; readonly japanese: string; readonly version: string }

/** `until` is a day in Japan. Somebody whose language is not known is asked in English. */
export function consentText({ content }: Pick<Runtime, 'content'>, language: string | null, party: Party, items: readonly Item[], until: string): ConsentText {
  const reader = language !== null && isLanguage(language) ? language : 'en'
  const inLanguage = (one: Language) => [
    content.words(one, 'consent.ask', { party: content.words(one, `consent.party.${party.type}`), name: party.name, until: new Intl.DateTimeFormat(one === 'tl' ? 'fil' : one, { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(new Date(`${until}T12:00:00+09:00`)) }),
    content.words(one, items.length > 0 ? 'consent.tell' : 'consent.nothing'),
    ...items.map((item) => `・${content.words(one, `consent.item.${item}`)}`),
    ...(needsStatusWarning(party, items) ? [content.words(one, 'consent.statusWarning')] : []),
    content.words(one, 'consent.free'),
  ].join('\n')
  const text = inLanguage(reader)
  return { language: reader, text, japanese: inLanguage('ja'), version: createHash('sha256').update(text).digest('hex').slice(0, 12) }
}

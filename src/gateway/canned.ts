// Short replies that are ready in nine languages (flows/replies/): what a desk says every day, without any machine. Pure.
import { z } from 'zod'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { isZawgyi, withoutFurigana, words } from '../knowledge/normalise.ts'
import type { ArticleChoice } from './article-choice.ts'

export const CannedReply = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  /** As staff look for it. */
  title: z.string().min(1).max(40),
  reviewer: z.string().min(1),
  texts: z.record(z.enum(LANGUAGES), z.string().trim().min(1).max(500)),
})
export type CannedReply = z.infer<typeof CannedReply>

/** What a reply calls it, beside the topics of articles. */
const PREFIX = 'reply.'

export function cannedChoice(topic: string, language: Language, replies: readonly CannedReply[]): ArticleChoice | null {
  const reply = topic.startsWith(PREFIX) ? replies.find(({ id }) => id === topic.slice(PREFIX.length)) : undefined
  return reply ? choiceOf(reply, language) : null
}

/** Those that hold every word of the query, in Japanese or in the worker's language; all of them without one. */
export function searchReplies(query: string, language: Language, replies: readonly CannedReply[]): ArticleChoice[] {
  const wanted = words(query).split(' ').filter(Boolean)
  return replies.filter(({ id, title, texts }) => {
    const held = words(`${id} ${title} ${withoutFurigana(texts.ja)} ${texts.ja} ${texts.en} ${texts[language]}`).replaceAll(' ', '')
    return wanted.every((word) => held.includes(word))
  }).map((reply) => choiceOf(reply, language))
}

function choiceOf({ id, title, texts }: CannedReply, language: Language): ArticleChoice {
  return { topic: `${PREFIX}${id}`, title, text: texts[language], japanese: texts.ja }
}

/** What would keep one from being shown: the same id twice, Burmese that is not Unicode, a number that differs between languages. */
export function cannedFaults(replies: readonly CannedReply[]): string[] {
  const ids = replies.map(({ id }) => id)
  return [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `reply ${id}: stands twice`),
    ...replies.flatMap(({ id, texts }) => LANGUAGES.filter((language) => digits(texts[language]) !== digits(texts.ja)).map((language) => `reply ${id}: other numbers in ${language} than in ja`)),
    ...replies.filter(({ texts }) => isZawgyi(texts.my)).map(({ id }) => `reply ${id}: my is in the Zawgyi encoding, not in Unicode`),
    ...replies.filter(({ texts }) => /[一-龠]/.test(texts.ja.replace(/[一-龠々]+（[ぁ-んー]+）/g, ''))).map(({ id }) => `reply ${id}: a word in kanji has no furigana`),
  ]
}

const digits = (text: string) => (text.match(/\d+/g) ?? []).toSorted().join(' ')

// Whoever comes to the desk: by a link or a code, from the page of an article, and for the first time. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import type { Input } from '../engine/outcome.ts'
import { topicOfCode } from '../knowledge/article-code.ts'
import { languageOfLocale } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { answer, inForce, UNKNOWN_LANGUAGE } from './answer.ts'
import type { Article } from './article-file.ts'
import { asksForCompany } from './company-code.ts'
import type { Content } from './content.ts'
import { logLine } from './log-line.ts'
import type { Log, Message } from './log-line.ts'
import type { ConversationState, Given, Turn } from './turn.ts'

/** Where who wants a person goes. */
const PERSON = 'person'

export function onJoined(before: ConversationState, event: InboundEvent & { type: 'joined' }, given: Given): Turn {
  const state = { ...before, language: before.language ?? languageOfLocale(event.locale) }
  const article = articleOf(event.code, given.content)
  if (article) {
    const language = state.language ?? UNKNOWN_LANGUAGE
    const asked = (reader: Language) => askedAbout(article, reader, given.content)
    return fromArticle(state, event, { ...logLine(event, 'choice', asked(language)), language, japanese: asked('ja') }, given)
  }
  if (state.handling !== 'bot') return { state, effects: [] }
  return answer({ ...state, session: null }, event, null, beginning(given.codes?.get(event.code ?? '') ?? null), given)
}

/** Who is asked for their company goes on from there; everybody else begins where the code leads, new ones after the greeting. */
export function onCode(before: ConversationState, event: Message, log: Log, code: string, given: Given): Turn {
  const article = articleOf(code, given.content)
  // The text of the link is no sentence of the reader's own.
  if (article) return fromArticle(before, event, { ...log, language: 'en', japanese: askedAbout(article, 'ja', given.content) }, given)
  // Nor is that of an article that was taken back a company's.
  const state = topicOfCode(code) === null ? { ...before, entryCode: code } : before
  const { flow } = inForce(state.contact, given.content)
  if (asksForCompany(flow, state.session)) return answer(state, event, log, { type: 'text', text: code }, given)
  const opens = given.codes?.get(code) ?? null
  return answer(state, event, log, state.session ? { type: 'choice', value: opens ?? flow.menu } : beginning(opens), given)
}

/** They have read the article, and want a person. */
function fromArticle(state: ConversationState, event: InboundEvent, log: Log, given: Given): Turn {
  return answer(state, event, log, state.session ? { type: 'choice', value: PERSON } : beginning(PERSON), given)
}

function articleOf(code: string | undefined, { articles }: Content): Article | null {
  return articles.get(topicOfCode(code ?? '') ?? '') ?? null
}

function askedAbout(article: Article, language: Language, { words }: Content): string {
  return words(language, 'guide.askAbout', { title: article.articles[language].title })
}

function beginning(opens: string | null): Input {
  return { type: 'begin', ...(opens !== null && { opens }) }
}

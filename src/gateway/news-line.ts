// A message to many as one person gets it: in their language, with its buttons and with how to end it; and how each channel shows it.
import type { Capabilities, Choice } from '../../channels/contract.ts'
import { clip, split } from '../../channels/text.ts'
import type { Session } from '../engine/flow.ts'
import { openButtons } from '../engine/step.ts'
import type { Knowledge } from '../engine/outcome.ts'
import { isLanguage, LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Kind, Message } from '../outreach/message.ts'
import { articleText } from './article.ts'
import { UNKNOWN_LANGUAGE } from './answer.ts'
import type { Content } from './content.ts'
import { flowKnowledge } from './flow-knowledge.ts'
import { labelOf } from './say.ts'
import { NEW_CONVERSATION } from './turn.ts'

/** Where the guide stands for who can only type: at the buttons of the message. */
const NEWS_NODE = 'newsAsk'

export interface NewsLine { readonly language: Language; readonly text: string; readonly japanese: string | null; readonly choices: readonly Choice[]; readonly session: Session | null }

/** In which of its languages somebody reads it; null: in none that is written. */
export function readIn({ texts }: Message, language: string | null): Language | null {
  const wanted = language !== null && isLanguage(language) ? language : UNKNOWN_LANGUAGE
  return (texts[wanted]?.text.trim() ?? '') === '' ? null : wanted
}

/** @throws Error where it has no text in this language */
export function newsLine({ texts, buttons }: Message, language: Language, content: Content, { choices: most }: Capabilities): NewsLine {
  const session: Session = { flow: content.flow.flow, node: NEWS_NODE, argument: buttons.join(',') }
  const shown = openButtons(content.flow, session, knowledgeIn(language, content))
  const choices = shown.map((button) => ({ value: button.value, label: labelOf(button, language, content) }))
  const typed = choices.length > most
  const whole = (reader: Language) => {
    const text = texts[reader]?.text.trim()
    const list = typed ? [shown.map((button, i) => `${i + 1}. ${labelOf(button, reader, content)}`).join('\n')] : []
    return text === undefined || text === '' ? null : [text, ...list, content.words(reader, 'news.stop')].join('\n\n')
  }
  const text = whole(language)
  if (text === null) throw new Error(`no text in ${language}`)
  return { language, text, japanese: language === 'ja' ? null : whole('ja'), choices: typed ? [] : choices, session: typed ? session : null }
}

/** As the channel shows it: what it cuts is cut here too. */
export interface Shown { readonly parts: readonly string[]; readonly buttons: readonly string[] }

export function shownOn({ text, choices }: NewsLine, { textLength, choiceLabelGraphemes }: Capabilities): Shown {
  return { parts: split(text, textLength), buttons: choices.map(({ label }) => clip(label, choiceLabelGraphemes)) }
}

/** Whether a button of this address leads anywhere. @param questionnaires keys of those that are asked */
export function leads(address: string, content: Content, questionnaires: ReadonlySet<string>): boolean {
  const [node, argument = ''] = address.split(/:(.*)/s)
  if (address.includes(',')) return false
  if (node === 'answer') return content.articles.has(argument)
  return node === 'questionnaire' && questionnaires.has(argument)
}

/** What a message of this kind begins with, in every language. An article stands in it word for word, under a first line that says nothing of it. */
export function template(kind: Kind, topic: string | null, content: Content, today: string): Message {
  const article = topic === null ? undefined : content.articles.get(topic)
  const textIn = (language: Language): string => {
    if (kind === 'free') return ''
    if (kind !== 'news') return content.words(language, `news.${kind}`)
    return article ? [content.words(language, 'news.article'), article.articles[language].title, articleText(article, language, content, today)].join('\n\n') : ''
  }
  const buttons = kind === 'selfCheck' ? ['questionnaire:self-check'] : kind === 'news' && article ? [`answer:${article.topic}`] : []
  return { texts: Object.fromEntries(LANGUAGES.map((language) => [language, { text: textIn(language), source: 'reviewed' }])), buttons }
}

function knowledgeIn(language: Language, content: Content): Knowledge {
  return flowKnowledge(content, language, { joined: false, open: true, told: false }, { cases: null, state: NEW_CONVERSATION })
}

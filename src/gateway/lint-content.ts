// The publish gate of everything people read: flows, articles, contacts, emergency texts.
import { channels } from '../../channels/index.ts'
import { clip, graphemeLength } from '../../channels/text.ts'
import { lintFlow } from '../engine/lint.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { DANGER_KINDS } from '../knowledge/danger.ts'
import { THEMES } from './content.ts'
import type { Article, Content } from './content.ts'

/** LINE's button: the shortest of all channels. */
const TITLE_GRAPHEMES = 20
const PHRASES = 20

/** One line for each fault; empty when all of it may be shown. */
export function lintContent(content: Content): string[] {
  const articles = [...content.articles.values()]
  const topics = THEMES.map((theme) => articles.filter((article) => article.theme === theme).length)
  return [
    ...[content.flow, content.quiet].flatMap((flow) => lintFlow(flow, {
      languages: LANGUAGES,
      hasText: (language, key) => LANGUAGES.some((one) => one === language && hasText(content, one, key)),
      channels: Object.fromEntries(Object.entries(channels).map(([name, { capabilities }]) => [name, capabilities])),
      longest: (each) => ({ theme: topics.filter((count) => count > 0).length, topic: Math.max(...topics), candidate: 3, language: LANGUAGES.length })[each],
    })),
    ...LANGUAGES.flatMap((language) => ['check.word', 'check.opening', 'check.yes', 'check.no', 'quiet.emergency'].filter((key) => !hasText(content, language, key))
      .map((key) => `${key} has no text in ${language}`)),
    ...articles.flatMap((article) => lintArticle(article, content)),
    ...DANGER_KINDS.flatMap((kind) => {
      const { text, contacts } = content.emergencies[kind]
      return [
        ...LANGUAGES.filter((language) => !hasText(content, language, text)).map((language) => `emergency ${kind}: no text in ${language}`),
        ...unknownContacts(`emergency ${kind}`, contacts, content),
      ]
    }),
    ...[...content.contacts.values()].filter(({ number, ipNumber, note }) => number.startsWith('0570') && !ipNumber && !note?.includes('IP'))
      .map(({ id }) => `contact ${id}: 0570 numbers fail from IP phones; give ipNumber, or say in the note that there is none`),
  ]
}

function lintArticle(article: Article, content: Content): string[] {
  const where = `faq ${article.topic}`
  const faults = unknownContacts(where, article.contacts, content)
  const facts = new Map<Language, string>()
  for (const language of LANGUAGES) {
    const { title, text } = article.articles[language]
    if (graphemeLength(title) > TITLE_GRAPHEMES) faults.push(`${where}: title in ${language} is over ${TITLE_GRAPHEMES} characters: ${clip(title, 30)}`)
    if (article.ask[language].length < PHRASES) faults.push(`${where}: fewer than ${PHRASES} ways to ask in ${language}`)
    for (const { number } of content.contacts.values()) {
      if (number.length > 5 && text.includes(number)) faults.push(`${where}: ${language} repeats ${number}, which stands in contacts.yaml`)
    }
    facts.set(language, numbersIn(text))
  }
  for (const [language, numbers] of facts) {
    if (numbers !== facts.get('en')) faults.push(`${where}: numbers in ${language} (${numbers}) differ from English (${facts.get('en')})`)
  }
  return faults
}

/** The numbers a text states, in order of size: the facts on which all languages must agree. */
function numbersIn(text: string): string {
  const numbers = text.normalize('NFKC').match(/\d+([.,]\d+)*/g) ?? []
  return [...new Set(numbers.map((number) => number.replace(/[.,](?=\d{3}\b)/g, '').replace(',', '.')))].sort((a, b) => Number(a) - Number(b)).join(' ')
}

function unknownContacts(where: string, ids: readonly string[], content: Content): string[] {
  return ids.filter((id) => !content.contacts.has(id)).map((id) => `${where}: unknown contact ${id}`)
}

function hasText(content: Content, language: Language, key: string): boolean {
  try {
    return content.words(language, key).trim() !== ''
  } catch {
    return false
  }
}

// The publish gate of everything people read: flows, articles, contacts, emergency texts.
import { channels } from '../../channels/index.ts'
import { lintFlow } from '../engine/lint.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { DANGER_KINDS } from '../knowledge/danger-phrases.ts'
import { articleFaults, faultLine } from './article-faults.ts'
import { ITEMS, PARTIES } from '../cases/consent.ts'
import { STAGES } from '../cases/stages.ts'
import { THEMES } from './article-file.ts'
import { cannedFaults } from './canned.ts'
import type { Content } from './content.ts'
import { MOST_LISTED, SHEET_KEYS } from './questionnaire-words.ts'

/** What is said of a person's own case, beside the flow's own sentences. */
const OWN_KEYS = [
  ...STAGES.map((stage) => `own.stage.${stage}`), ...['answer', 'choose', 'look'].flatMap((what) => [`own.next.${what}`, `own.next.${what}Soon`]),
  ...['stop', 'rate', 'rating.5', 'rating.4', 'rating.3', 'rating.2', 'rating.1', 'heading', 'someTheme', 'owner', 'ownerDesk', 'closed', 'summaryLater', 'notTheirs',
    'ways.intro', 'ways.desk', 'ways.office', 'ways.union', 'ways.mediation', 'ways.court', 'ways.stop',
    'told', 'toldNobody', 'toldItems', 'toldEmergency', 'toldOnly', 'consents', 'noConsents', 'consent', 'consentOnly'].map((key) => `own.${key}`),
  ...PARTIES.map((party) => `consent.party.${party}`), ...ITEMS.map((item) => `consent.item.${item}`),
]

/** What the desk begins with many. */
const NEWS_KEYS = ['choice.begin', 'choice.person', 'choice.noNews', 'news.stop', 'news.selfCheck', 'news.survey', 'news.disaster', 'news.article']

/** One line for each fault; empty when all of it may be shown. */
export function lintContent(content: Content): string[] {
  const articles = [...content.articles.values()]
  const topics = THEMES.map((theme) => articles.filter((article) => article.theme === theme).length)
  return [
    ...[content.flow, content.quiet].flatMap((flow) => lintFlow(flow, {
      languages: LANGUAGES,
      hasText: (language, key) => LANGUAGES.some((one) => one === language && hasText(content, one, key)),
      channels: Object.fromEntries(Object.entries(channels).map(([name, { capabilities }]) => [name, capabilities])),
      longest: (each) => ({ theme: topics.filter((count) => count > 0).length, topic: Math.max(...topics), candidate: 3, language: LANGUAGES.length, consent: 8, unrated: 1, rating: 5, address: 3, begun: MOST_LISTED.begun, open: MOST_LISTED.open, measure: 8 })[each],
      hasTopic: (topic) => content.articles.has(topic),
    })),
    ...LANGUAGES.flatMap((language) => ['check.word', 'check.opening', 'check.yes', 'check.no', 'quiet.emergency', 'welcome.unreadLanguage', ...NEWS_KEYS].filter((key) => !hasText(content, language, key))
      .map((key) => `${key} has no text in ${language}`)),
    ...LANGUAGES.flatMap((language) => OWN_KEYS.filter((key) => !hasText(content, language, key)).map((key) => `${key} has no text in ${language}`)),
    ...LANGUAGES.flatMap((language) => SHEET_KEYS.filter((key) => !hasText(content, language, key)).map((key) => `${key} has no text in ${language}`)),
    ...questionnaireFaults(content),
    ...articles.flatMap((article) => articleFaults(article, content.contacts).map((fault) => faultLine(article.topic, fault))),
    ...cannedFaults(content.replies),
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

function questionnaireFaults({ questionnaires, articles }: Content): string[] {
  return [...questionnaires.values()].flatMap(({ key, versions }) => [...versions.values()].flatMap(({ questions }) => questions.flatMap((question) => (
    question.kind === 'one' || question.kind === 'many' ? question.choices.filter(({ topic }) => topic !== undefined && !articles.has(topic)).map(({ id }) => `questionnaire ${key}: ${id} names an unknown topic`) : []))))
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

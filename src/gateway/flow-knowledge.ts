// What a flow may ask of the desk's content: which article answers a text, and what its lists of buttons hold.
import { isFit } from '../contact/secret-word.ts'
import type { Knowledge, Label } from '../engine/outcome.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { THEMES } from './article-file.ts'
import type { Content } from './content.ts'
import { ownKnowledge, ownList } from './own-knowledge.ts'
import type { Own } from './own-knowledge.ts'
import { questionnaireKnowledge, questionnaireList } from './questionnaire-knowledge.ts'
import type { Asking } from './questionnaire-knowledge.ts'
import { topicsOf } from './understand.ts'

export function flowKnowledge(content: Content, language: Language, { joined, open, told }: Pick<Knowledge, 'joined' | 'open' | 'told'>, own: Own, asking: Asking | null = null): Knowledge {
  const articles = [...content.articles.values()]
  return {
    joined,
    open,
    told,
    isFit: (text) => isFit(text) && !content.exitWords.has(text),
    ...ownKnowledge(own),
    ...questionnaireKnowledge(content, language, asking),
    match: (text) => topicsOf(text, content),
    list(each, argument) {
      switch (each) {
        case 'theme': return THEMES.filter((theme) => articles.some((article) => article.theme === theme))
          .map((theme) => ({ item: theme, label: { type: 'key', key: `theme.${theme}` } }))
        case 'topic': return articles.filter((article) => article.theme === argument)
          .map(({ topic }) => ({ item: topic, label: { type: 'topic', topic } }))
        case 'candidate': return (argument ?? '').split(',').filter((topic) => content.articles.has(topic))
          .map((topic) => ({ item: topic, label: { type: 'topic', topic } }))
        case 'address': return (argument ?? '').split(',').filter(Boolean).map((address) => ({ item: address, label: addressLabel(address) }))
        case 'language': return [language, ...LANGUAGES.filter((one) => one !== language)]
          .map((one) => ({ item: one, label: { type: 'language', language: one } }))
        case 'measure': return (argument ?? '').split(',').filter((topic) => content.articles.has(topic)).map((topic) => ({ item: topic, label: { type: 'topic', topic } }))
        case 'begun':
        case 'open': return questionnaireList(each, content, asking)
        default: return ownList(each, argument, own.cases)
      }
    },
  }
}

/** What leads to an article is called as it is. */
function addressLabel(address: string): Label {
  const [node, topic = ''] = address.split(/:(.*)/s)
  return node === 'answer' ? { type: 'topic', topic } : { type: 'key', key: node === 'person' ? 'choice.person' : 'choice.begin' }
}

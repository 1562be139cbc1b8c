// What keeps an article from being shown, field by field: the same rules for files and for what is written in the desk.
import { graphemeLength } from '../../channels/text.ts'
import type { Contact } from '../knowledge/contacts.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { isZawgyi } from '../knowledge/normalise.ts'
import { Article } from './article-file.ts'
import type { ArticleDraft } from './article-file.ts'

/** LINE's button: the shortest of all channels. */
const TITLE_GRAPHEMES = 20
const PHRASES = 20

/** `field` is a path such as `articles.vi.title`; `rule` names the rule, `found` and `wanted` what it is about. */
export interface ArticleFault {
  readonly field: string
  readonly rule: 'missing' | 'shape' | 'title_long' | 'few_phrases' | 'repeats_contact' | 'numbers_differ' | 'unknown_contact' | 'zawgyi'
  readonly found: string
  readonly wanted: string
}

const fault = (field: string, rule: ArticleFault['rule'], found = '', wanted = ''): ArticleFault => ({ field, rule, found, wanted })

/** Empty when it may be shown. */
export function articleFaults(article: ArticleDraft, contacts: ReadonlyMap<string, Contact>): ArticleFault[] {
  const shape = Article.safeParse(article)
  const numbers = numbersIn(article.articles.en.text)
  return [
    ...(shape.error?.issues ?? []).map(({ path, code }) => fault(path.join('.'), code === 'too_small' ? 'missing' : 'shape')),
    ...article.contacts.flatMap((id) => (contacts.has(id) ? [] : [fault('contacts', 'unknown_contact', id)])),
    ...LANGUAGES.flatMap((language) => [
      ...textFaults(language, article, contacts),
      ...(language === 'en' || numbersIn(article.articles[language].text) === numbers ? []
        : [fault(`articles.${language}.text`, 'numbers_differ', numbersIn(article.articles[language].text), numbers)]),
    ]),
  ]
}

function textFaults(language: Language, { articles, ask }: ArticleDraft, contacts: ReadonlyMap<string, Contact>): ArticleFault[] {
  const { title, text } = articles[language]
  const phrases = ask[language].filter((phrase) => phrase.trim() !== '').length
  const length = graphemeLength(title)
  return [
    ...(length > TITLE_GRAPHEMES ? [fault(`articles.${language}.title`, 'title_long', String(length), String(TITLE_GRAPHEMES))] : []),
    ...(phrases < PHRASES ? [fault(`ask.${language}`, 'few_phrases', String(phrases), String(PHRASES))] : []),
    ...(['title', 'text'] as const).flatMap((part) => (isZawgyi(articles[language][part]) ? [fault(`articles.${language}.${part}`, 'zawgyi')] : [])),
    ...[...contacts.values()].filter(({ number }) => number.length > 5 && text.includes(number)).map(({ number }) => fault(`articles.${language}.text`, 'repeats_contact', number)),
  ]
}

/** Burmese in the old encoding: most phones show it as broken syllables. */

/** The numbers a text states, in order of size: the facts on which all languages must agree. */
export function numbersIn(text: string): string {
  const numbers = text.normalize('NFKC').match(/\d+([.,]\d+)*/g) ?? []
  return [...new Set(numbers.map((number) => number.replace(/[.,](?=\d{3}\b)/g, '').replace(',', '.')))].sort((a, b) => Number(a) - Number(b)).join(' ')
}

const SENTENCES: Readonly<Record<ArticleFault['rule'], (fault: ArticleFault) => string>> = {
  missing: () => 'is missing',
  shape: () => 'is not of the form it should have',
  title_long: ({ found, wanted }) => `has ${found} characters, over ${wanted}`,
  few_phrases: ({ found, wanted }) => `has ${found} ways to ask, fewer than ${wanted}`,
  repeats_contact: ({ found }) => `repeats ${found}, which stands in contacts.yaml`,
  numbers_differ: ({ found, wanted }) => `states the numbers ${found || '–'}, English ${wanted || '–'}`,
  unknown_contact: ({ found }) => `names an unknown contact, ${found}`,
  zawgyi: () => 'is in the Zawgyi encoding, not in Unicode',
}

/** In one line, as `npm run check` says it. */
export const faultLine = (topic: string, one: ArticleFault): string => `faq ${topic}: ${one.field} ${SENTENCES[one.rule](one)}`

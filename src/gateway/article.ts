// An article and a contact as the reader sees them: the reviewed text, unchanged, and the lines of whom to call.
import { hoursFor, isForReader, speaksFor } from '../knowledge/contacts.ts'
import type { Contact, Hours } from '../knowledge/contacts.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Article } from './article-file.ts'
import { answersIn } from './contact-hours.ts'
import type { Content, Words } from './content.ts'

/** 2026-11-16 was a Monday: weekday names come from Intl in the reader's language. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const MONDAY = Date.UTC(2026, 10, 16)

/** As they were put together last: the same until the day or the contacts change. */
const written = new WeakMap<Article, { readonly today: string; readonly contacts: Content['contacts']; readonly texts: Map<Language, string> }>()

/** `today` is a day in Japan, `2026-11-21`: a contact whose time is over is not shown. */
export function articleText(article: Article, language: Language, content: Content, today: string): string {
  let known = written.get(article)
  if (known?.today !== today || known.contacts !== content.contacts) written.set(article, known = { today, contacts: content.contacts, texts: new Map() })
  const text = known.texts.get(language) ?? writeArticle(article, language, content, today)
  known.texts.set(language, text)
  return text
}

function writeArticle(article: Article, language: Language, content: Content, today: string): string {
  const { title, text } = article.articles[language]
  const checked = content.words(language, 'article.asOf', { date: article.checkedOn })
  return [`${title}\n\n${text.trim()}`, contactLines(article.contacts, language, content, today), checked].filter(Boolean).join('\n\n')
}

/** One line a contact; "please check" where it is unverified, and the sentence to say where nobody speaks the language. */
export function contactLines(ids: readonly string[], language: Language, content: Content, today: string): string {
  return ids.flatMap((id) => {
    const contact = content.contacts.get(id)
    if (!contact || !isForReader(contact, language) || today > (contact.validTo ?? today)) return []
    return [contactLine(contact, language, content.words, hoursFor(contact, language), speaksFor(contact, language))]
  }).join('\n')
}

/** Only those who can be talked to at this moment: in the reader's language, or with the sentence to say in Japanese. */
export function contactLinesNow(ids: readonly string[], language: Language, content: Content, at: Date): string {
  return ids.flatMap((id) => {
    const contact = content.contacts.get(id)
    const spoken = contact ? answersIn(contact, language, at) : null
    return contact && spoken ? [contactLine(contact, language, content.words, contact.speaks[spoken] ?? null, spoken === language)] : []
  }).join('\n')
}

/** The numbers alone, for who must not show whose they are; of those who can be talked to at this moment. */
export function contactNumbers(ids: readonly string[], language: Language, { contacts }: Content, at: Date): string {
  return ids.flatMap((id) => {
    const contact = contacts.get(id)
    return contact && answersIn(contact, language, at) && /^[\d-]+$/.test(contact.number) ? [contact.number] : []
  }).join(' / ')
}

function contactLine(contact: Contact, language: Language, words: Words, hours: Hours | null, speaks: boolean): string {
  const parts = [words(language, 'contact.line', {
    name: contact.names[language],
    number: contact.number,
    hours: hours ? hoursText(hours, language, words) : words(language, `contact.${contact.fee}`),
  })]
  if (contact.ipNumber) parts.push(words(language, 'contact.ipPhone', { number: contact.ipNumber }))
  if (contact.status === 'U') parts.push(words(language, 'contact.check'))
  if (!speaks || (contact.answeredInJapanese && language !== 'ja')) parts.push(words(language, 'contact.say', { sentence: words(language, 'contact.sentence') }))
  return `☎ ${parts.join(' / ')}`
}

function hoursText(hours: Hours, language: Language, words: Words): string {
  if (typeof hours === 'string') return words(language, `contact.${hours}`)
  return hours.map(({ days, from, to }) => `${daysText(days, language)} ${from}–${to}`).join(', ')
}

function daysText(days: string, language: Language): string {
  if (days === 'daily') return `${weekday('mon', language)}–${weekday('sun', language)}`
  return days.replace(/[a-z]{3}/g, (day) => weekday(day, language)).replaceAll('-', '–')
}

const names = new Map<string, Intl.DateTimeFormat>()

function weekday(day: string, language: Language): string {
  const locale = language === 'tl' ? 'fil' : language
  const format = names.get(locale) ?? new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  names.set(locale, format)
  return format.format(MONDAY + WEEKDAYS.indexOf(day) * 86_400_000)
}

// What the flow says, as lines in the worker's language with the Japanese that staff read. Pure.
import type { Capabilities, Choice } from '../../channels/contract.ts'
import { clip } from '../../channels/text.ts'
import type { OwnCase } from '../cases/as-worker-sees.ts'
import type { Session } from '../engine/flow.ts'
import { openButtons } from '../engine/step.ts'
import type { Button, Input, Knowledge, Said } from '../engine/outcome.ts'
import { inJapan, nextOpening } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import { EASY_DAYS } from '../hours/week-words.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { words } from '../knowledge/normalise.ts'
import { articleText } from './article.ts'
import type { Content } from './content.ts'
import { ownText } from './own-words.ts'

/** `japanese` is the same line as staff read it. `spoken` is what is said where the log tells less. */
export interface Line { readonly text: string; readonly japanese: string; readonly choices: readonly Choice[]; readonly spoken?: string }

/** What the sentences of a turn may name: today's date in Japan (ISO 8601), the code that joins two apps, the person's cases, whether there is a mediator to go to, when the desk opens. */
export interface Named { readonly today: string; readonly code: string; readonly cases: readonly OwnCase[]; readonly mediates: boolean; opens(reader: Language): string }

/** The next opening as somebody reads it; where none is known, a dash. */
export function openingFor(table: Timetable, at: Date): (reader: Language) => string {
  return (reader) => {
    const next = nextOpening(table, at)
    return next ? dateText(next, reader) : '–'
  }
}

/** In Easy Japanese without kanji, elsewhere as the language writes a date. */
function dateText(at: Date, reader: Language): string {
  return `${dayText(at, reader)}${reader === 'ja' ? '' : ', '}${inJapan(at).toISOString().slice(11, 16)}`
}

/** The same without the time. */
export function dayText(at: Date, reader: Language): string {
  const wall = inJapan(at)
  if (reader === 'ja') return `${wall.getUTCMonth() + 1}がつ${wall.getUTCDate()}にち（${EASY_DAYS[wall.getUTCDay()]}ようび）`
  const locale = reader === 'tl' ? 'fil' : reader
  return new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Tokyo', weekday: 'long', month: 'long', day: 'numeric', numberingSystem: 'latn' }).format(at)
}

export function lineOf(said: Said, language: Language, content: Content, capabilities: Capabilities, { today, code, cases, mediates, opens }: Named): Line {
  const article = said.type === 'article' ? content.articles.get(said.topic) : undefined
  const inLanguage = (reader: Language) => {
    if (said.type === 'asked') return said.write(reader)
    if (said.type === 'text') return content.words(reader, said.key, { code, opens: opens(reader) })
    if (said.type === 'own') return ownText(said.shows, cases, mediates, reader, content)
    return article ? articleText(article, reader, content, today) : content.words(reader, 'welcome.notUnderstood')
  }
  const choices = said.buttons.map((button) => ({ value: button.value, label: labelOf(button, language, content, capabilities.choiceLabelGraphemes) }))
  if (said.type === 'asked') {
    const shown = { text: inLanguage(language), japanese: inLanguage('ja'), choices }
    return said.unseen === null ? shown : { ...shown, text: content.words(language, said.unseen), japanese: content.words('ja', said.unseen), spoken: shown.text }
  }
  // Where the channel shows fewer buttons than there are choices, all of them stand in the text too: their number can be typed.
  const list = (reader: Language) => (choices.length > capabilities.choices ? `\n\n${said.buttons.map((button, i) => `${i + 1}. ${labelOf(button, reader, content)}`).join('\n')}` : '')
  return { text: inLanguage(language) + list(language), japanese: inLanguage('ja') + list('ja'), choices: choices.slice(0, capabilities.choices) }
}

/** @param most graphemes of a label that is anybody's to write */
export function labelOf({ label }: Button, language: Language, content: Content, most = Infinity): string {
  if (label.type === 'plain') return label.text
  if (label.type === 'texts') {
    const text = label.texts[language] ?? ''
    return clip(label.key === undefined ? text : content.words(language, label.key, { title: text }), most)
  }
  if (label.type === 'key') return content.words(language, label.key, label.number === undefined ? {} : { number: String(label.number) })
  if (label.type === 'language') return isLanguage(label.language) ? content.words(label.language, 'language') : label.language
  return content.articles.get(label.topic)?.articles[language].title ?? label.topic
}

/** A label that was typed, or the number of a button, means that button. */
export function typedButton(input: Input, session: Session | null, content: Content, knowledge: Knowledge, language: Language): Input {
  if (input.type !== 'text') return input
  const typed = words(input.text)
  const hit = openButtons(content.flow, session, knowledge)
    .find((button, i) => typed === String(i + 1) || typed === wordsOfLabel(labelOf(button, language, content)))
  return hit ? { type: 'choice', value: hit.value } : input
}

/** More than all buttons in all languages. */
const LABELS = 5_000
const folded = new Map<string, string>()

/** Each message is compared with the same few labels. */
function wordsOfLabel(label: string): string {
  const there = folded.get(label)
  if (there !== undefined) return there
  if (folded.size >= LABELS) folded.clear()
  const made = words(label)
  folded.set(label, made)
  return made
}

/** What the person read on the button they tapped, also on one of a menu or of long ago; its value where no button has it. */
export function tappedLabel(value: string, session: Session | null, content: Content, knowledge: Knowledge, language: Language): string {
  const asked = knowledge.tapped(value)
  if (asked) return labelOf({ value, label: asked }, language, content)
  const asks = Object.keys(content.flow.nodes).map((node): Session => ({ flow: content.flow.flow, node, argument: null }))
  const buttons = [session, ...asks].flatMap((place) => openButtons(content.flow, place, knowledge))
  // What a button of the desk's own question is about stands behind what the flow knows of it.
  const hit = buttons.find((button) => button.value === value) ?? buttons.find((button) => value.startsWith(`${button.value}${button.value.includes(':') ? '/' : ':'}`))
  if (hit) return labelOf(hit, language, content)
  const topic = value.split(':')[1] ?? ''
  return content.articles.get(topic)?.articles[language].title ?? value
}

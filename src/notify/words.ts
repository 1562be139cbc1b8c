// What staff are told outside the desk's pages, always in both of their languages: a phone knows only one owner, not which.
import en from '../../locales/desk/en.json' with { type: 'json' }
import ja from '../../locales/desk/ja.json' with { type: 'json' }
import type { BodyKind, Country, LegalItem, Scale } from '../feedback/kinds.ts'
import type { Band } from '../feedback/results.ts'
import type { SubmissionState } from '../feedback/decide-submission.ts'
import type { AlertKind } from '../operate/alerts.ts'

export type PageWord = keyof typeof ja.page

/** 日本語, then English. */
export function inBoth(word: PageWord, values: Readonly<Record<string, string>> = {}): readonly [string, string] {
  return [filled(ja.page[word], values), filled(en.page[word], values)]
}

export type RequestWord = keyof typeof ja.request

/** What partners read, in their mail and on the page of the link. */
export function requestWords(word: RequestWord, values: Readonly<Record<string, string>> = {}): readonly [string, string] {
  return [filled(ja.request[word], values), filled(en.request[word], values)]
}

export type ReplyWord = keyof typeof ja.bodyReply

/** What bodies read of which people told, in their mail and on the page of the link. */
export function replyWords(word: ReplyWord, values: Readonly<Record<string, string>> = {}): readonly [string, string] {
  return [filled(ja.bodyReply[word], values), filled(en.bodyReply[word], values)]
}

export type EntryWord = keyof typeof ja.bodyEntry

/** What bodies read where they write their own entry of the directory. */
export function entryWords(word: EntryWord, values: Readonly<Record<string, string>> = {}): readonly [string, string] {
  return [filled(ja.bodyEntry[word], values), filled(en.bodyEntry[word], values)]
}

/** What must be looked at; `account` where it is about one. */
export function alertWords(kind: AlertKind, account: string): readonly [string, string] {
  return [filled(ja.operation.alert[kind].what, { channel: named(ja.channel, account) }), filled(en.operation.alert[kind].what, { channel: named(en.channel, account) })]
}

export const bodyKindWords = (kind: BodyKind): readonly [string, string] => [ja.feedback.kinds[kind], en.feedback.kinds[kind]]
export const countryWords = (country: Country): readonly [string, string] => [ja.feedback.countries[country], en.feedback.countries[country]]
export const submissionStateWords = (state: SubmissionState): readonly [string, string] => [ja.directory.states[state], en.directory.states[state]]

/** What one question of the feedback asks about. */
export function feedbackItemWords(item: LegalItem | Scale): readonly [string, string] {
  const wordsIn = ({ items: { legal, life, recommend } }: typeof ja.feedback): Readonly<Record<string, string>> => ({
    ...Object.fromEntries([...Object.entries(legal).map(([key, word]) => [`legal.${key}`, word]), ...Object.entries(life).map(([key, word]) => [`life.${key}`, word])]), recommend,
  })
  return [named(wordsIn(ja.feedback), item), named(wordsIn(en.feedback), item)]
}

export const bandWords = (band: Band): readonly [string, string] => [ja.feedback.bands[band], en.feedback.bands[band]]

const named = (table: Readonly<Record<string, string>>, name: string): string => table[name] ?? name

/** What the commission's form asks, in Japanese. */
export const incidentForm = ja.incident

export const languageWords = (language: string): readonly [string, string] => [named(ja.language, language), named(en.language, language)]
export const itemWords = (item: string): readonly [string, string] => [named(ja.case.itemNames, item), named(en.case.itemNames, item)]

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole)
}

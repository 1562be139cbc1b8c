// The desk's words, in Japanese and English: the browser decides at first, then what was chosen last.
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from '../../../locales/desk/en.json'
import ja from '../../../locales/desk/ja.json'
import type { Refused } from './api.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk'
    resources: { desk: typeof ja }
  }
}

export type DeskLanguage = 'ja' | 'en'
const REMEMBERED = 'madoguchi.desk.language'

function firstLanguage(): DeskLanguage {
  const chosen = localStorage.getItem(REMEMBERED) ?? navigator.language
  return chosen.toLowerCase().startsWith('ja') ? 'ja' : 'en'
}

function showLanguage(language: DeskLanguage): void {
  document.documentElement.lang = language
  document.title = i18next.t('desk.title')
}

export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'ja',
    defaultNS: 'desk',
    resources: { ja: { desk: ja }, en: { desk: en } },
    interpolation: { escapeValue: false },
  })
  showLanguage(deskLanguage())
}

export const deskLanguage = (): DeskLanguage => (i18next.language === 'en' ? 'en' : 'ja')

export async function switchLanguage(): Promise<void> {
  const language = deskLanguage() === 'ja' ? 'en' : 'ja'
  localStorage.setItem(REMEMBERED, language)
  await i18next.changeLanguage(language)
  showLanguage(language)
}

const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key)

export const channelName = (type: string) => (has(ja.channel, type) ? i18next.t(`channel.${type}`) : type)

/** Also of languages beyond the nine; what is no language at all stays as it is. */
export const languageName = (code: string) =>
  has(ja.language, code) ? i18next.t(`language.${code}`) : !/^[a-z]{2,3}(-|$)/.test(code) ? code : new Intl.DisplayNames(deskLanguage(), { type: 'language', fallback: 'code' }).of(code) ?? code

export const kindName = (kind: string) => i18next.t(`kind.${has(ja.kind, kind) ? kind : 'other'}`)

export const dangerName = (kind: string) =>
  has(ja.danger.kind, kind) ? i18next.t(`danger.kind.${kind}`) : i18next.t('danger.unknown')

export const mediumName = (medium: string) => (has(ja.onCall.medium, medium) ? i18next.t(`onCall.medium.${medium}`) : medium)

/** Why a picture, recording or file was kept out. */
export const mediaReason = (reason: string | null) =>
  reason !== null && has(ja.media.reason, reason) ? i18next.t(`media.reason.${reason}`) : i18next.t('media.refused')

/** A word for a name that may hold dots, as `may` + `staff.read`; where there is none, the name itself. */
function phrase(table: 'may' | 'audit' | 'object' | 'detail', name: string): string {
  const found: unknown = i18next.getResource(deskLanguage(), 'desk', `${table}.${name}`)
  return typeof found === 'string' ? found : name
}

export const actionName = (action: string) => phrase('may', action)
/** What was done, for the record. */
export const deedName = (action: string) => phrase('audit', action)
export const detailName = (key: string) => phrase('detail', key)

/** `staff:ID` and the like: what kind of thing it is, and which; `names` are of the staff, by id. */
export function objectName(object: string, names: ReadonlyMap<string, string>): string {
  const [kind = '', ...rest] = object.split(':')
  const id = rest.join(':')
  return [phrase('object', kind), names.get(id) ?? id].join(' ').trim()
}

export const roleName = (role: string) => (has(ja.role, role) ? i18next.t(`role.${role}`) : role)

/** What a role is for, in a sentence. */
export const roleHint = (role: string) => (has(ja.roles.hint, role) ? i18next.t(`roles.hint.${role}`) : '')

export const themeName = (theme: string) => (has(ja.theme, theme) ? i18next.t(`theme.${theme}`) : theme)

/** Names one after another. */
export const listed = (names: readonly string[]) =>
  new Intl.ListFormat(deskLanguage(), { style: 'narrow', type: 'conjunction' }).format(names)

/** What an entry of the thread says; one of a kind this page does not know shows its kind. */
export const entryName = (type: string, values: { readonly name: string; readonly to: string; readonly from: string; readonly stage: string; readonly words: string }) => (has(ja.entry, type) ? i18next.t(`entry.${type}`, values) : type)

export function refusalWords(refusal: Refused): string {
  if (refusal.error === 'too_many_tries' && refusal.wait !== undefined) {
    return i18next.t('error.tooManyTriesFor', { minutes: Math.ceil(refusal.wait / 60) })
  }
  return i18next.t(`error.${has(ja.error, refusal.error) ? refusal.error : 'unexpected'}`)
}

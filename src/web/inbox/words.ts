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

export const languageName = (code: string) => (has(ja.language, code) ? i18next.t(`language.${code}`) : code)

export const kindName = (kind: string) => i18next.t(`kind.${has(ja.kind, kind) ? kind : 'other'}`)

export const dangerName = (kind: string) =>
  has(ja.danger.kind, kind) ? i18next.t(`danger.kind.${kind}`) : i18next.t('danger.unknown')

/** Why a picture, recording or file was kept out. */
export const mediaReason = (reason: string | null) =>
  reason !== null && has(ja.media.reason, reason) ? i18next.t(`media.reason.${reason}`) : i18next.t('media.refused')

export function refusalWords(refusal: Refused): string {
  return i18next.t(`error.${has(ja.error, refusal.error) ? refusal.error : 'unexpected'}`)
}

// The nine languages of the desk, each in its own name, and which of them this person reads.
import { keep, recall } from './storage.ts'

export const languageNames = {
  ja: 'やさしい日本語',
  en: 'English',
  zh: '中文',
  vi: 'Tiếng Việt',
  tl: 'Tagalog',
  id: 'Bahasa Indonesia',
  my: 'မြန်မာဘာသာ',
  pt: 'Português',
  es: 'Español',
} as const

export type Language = keyof typeof languageNames

export function isLanguage(code: string): code is Language {
  return Object.prototype.hasOwnProperty.call(languageNames, code)
}

export const languages: readonly Language[] = Object.keys(languageNames).filter(isLanguage)

// What some phones call them: Android says `fil`, and very old ones still `in`.
const otherCodes: Readonly<Record<string, Language>> = { fil: 'tl', in: 'id' }

function languageOf(tag: string): Language | null {
  const code = (tag.split(/[-_]/)[0] ?? '').toLowerCase()
  return isLanguage(code) ? code : otherCodes[code] ?? null
}

export function rememberLanguage(language: Language): void {
  keep('language', language)
}

/** What the server is told at the start: picked here, then named in the address, then the phone's own language. */
export function localeTag(): string {
  return recall('language') ?? new URLSearchParams(location.search).get('lang') ?? navigator.language
}

/** The language of the page: the first of the person's languages that the desk speaks. */
export function firstLanguage(): Language {
  for (const tag of [localeTag(), ...navigator.languages]) {
    const language = languageOf(tag)
    if (language) return language
  }
  return 'en'
}

/** The value of a choice that sets the language, e.g. `speak:vi`. */
export function languageValue(language: Language): string {
  return `speak:${language}`
}

export function languageInValue(value: unknown): Language | null {
  if (typeof value !== 'string' || !value.startsWith('speak:')) return null
  const code = value.slice('speak:'.length)
  return isLanguage(code) ? code : null
}

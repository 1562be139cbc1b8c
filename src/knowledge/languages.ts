// The nine languages of the desk.

export const LANGUAGES = ['ja', 'en', 'zh', 'vi', 'tl', 'id', 'my', 'pt', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

const OTHER_CODES: Readonly<Record<string, Language>> = { fil: 'tl', in: 'id', ms: 'id', jp: 'ja', cn: 'zh', yue: 'zh', bur: 'my' }

export function isLanguage(code: string): code is Language {
  return LANGUAGES.some((language) => language === code)
}

/** The desk's language for a BCP 47 tag such as `zh-TW`, `fil-PH` or `pt_BR`; null when it is none of the nine. */
export function languageOfLocale(tag: string | undefined): Language | null {
  const code = tag?.toLowerCase().split(/[-_]/)[0] ?? ''
  return isLanguage(code) ? code : OTHER_CODES[code] ?? null
}

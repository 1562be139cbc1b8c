// What the stand-in of Cloud Translation does with a text: guesses its language, and makes it HTML as Google does.

const scripts: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['my', /\p{Script=Myanmar}/u],
  ['th', /\p{Script=Thai}/u],
  ['zh-CN', /\p{Script=Han}/u],
]

/** By script alone: Latin letters stay `und`. */
export function guessLanguage(text: string) {
  const languageCode = scripts.find(([, script]) => script.test(text))?.[0]
  return languageCode === undefined ? { languageCode: 'und', confidence: 0 } : { languageCode, confidence: 1 }
}

const entities = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;']])

/** Tags and entities stay, everything else with a meaning in HTML is escaped, and line breaks are white space. */
export function toHtml(text: string): string {
  const escaped = text.replaceAll(/<\/?[a-z][^<>]*>|&(?:#\d+|[a-z]+);|[&<>"']/gi, (found) => entities.get(found) ?? found)
  return escaped.replaceAll(/\s*\n\s*/g, ' ')
}

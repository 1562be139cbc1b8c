// Folds what people type into one form for comparing. The original is never changed: this is only looked at.
import myanmar from 'myanmar-tools'

const zawgyiDetector = new myanmar.ZawgyiDetector()
const zawgyiConverter = new myanmar.ZawgyiConverter()
const MYANMAR = /\p{Script=Myanmar}/u
/** Nothing to fold in it but case. */
const PLAIN = /^[^`\u0080-\uffff]*$/

/** Above this the text is converted without asking (Google's advice for automatic conversion). */
const ZAWGYI_CERTAIN = 0.95

/** The converter needs time by the square of what it is given: more than this is given in pieces, cut between words where there are any. */
const PIECES = /[^]{1,400}(?=\s|$)|[^]{1,400}/gu

/** Burmese typed in the old Zawgyi encoding becomes Unicode; everything else stays as it is. */
export function toUnicode(text: string): string {
  if (!MYANMAR.test(text)) return text
  return zawgyiDetector.getZawgyiProbability(text) > ZAWGYI_CERTAIN ? text.replace(PIECES, (piece) => zawgyiConverter.zawgyiToUnicode(piece)) : text
}

export function isZawgyi(text: string): boolean {
  return toUnicode(text) !== text
}

/** Width, case and accents folded, `đ` as `d`, katakana as hiragana, stretched letters shortened, white space single. */
export function normalise(text: string): string {
  return fold(toUnicode(text))
}

/** The same of a text that is Unicode already. */
export function fold(unicode: string): string {
  return shortened(PLAIN.test(unicode) ? unicode.toLowerCase() : lettersFolded(unicode))
}

function lettersFolded(unicode: string): string {
  return unicode
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replaceAll('đ', 'd')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[\u30a1-\u30f6]/g, (katakana) => String.fromCharCode(katakana.charCodeAt(0) - 0x60))
}

function shortened(folded: string): string {
  return folded.replace(/([a-z])\1{2,}/g, '$1$1').replace(/\s+/g, ' ').trim()
}

/** Language, danger and topic of one message are asked for one after the other. */
let latest = { text: '', words: '' }

/** Folded text with everything but letters and digits as single spaces: the form in which words are compared. */
export function words(text: string): string {
  if (text !== latest.text) latest = { text, words: wordsOf(normalise(text)) }
  return latest.words
}

/** The same of a text that is folded already. */
export function wordsOf(folded: string): string {
  return folded.replaceAll("'", '').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()
}

/** Furigana in full-width brackets taken out: 給料（きゅうりょう） reads 給料. */
export function withoutFurigana(text: string): string {
  return text.replace(/（[\p{Script=Hiragana}\p{Script=Katakana}ー・ ]+）/gu, '')
}

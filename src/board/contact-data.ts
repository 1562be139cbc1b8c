// Finds what leads away from the board: numbers, addresses, links and names in other apps, however they are spelled.
import { normalise } from '../knowledge/normalise.ts'

const APPS = 'line|whatsapp|whats app|wechat|weixin|微信|zalo|viber|telegram|kakao|facebook|fb|messenger|instagram|insta|tiktok|skype|(?<!おん)らいん|いんすた|ふぇいすぶっく'
const APP = `(?<![a-z])(?:${APPS})`
const WRITTEN = [
  /[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\s?\./u,
  /\b[a-z0-9-]{2,63}\s?(?:\.|\(dot\)|\[dot\]|\bdot\b|どっと)\s?(?:com|net|org|jp|vn|ph|id|mm|br|pe|cn|me|info|io|ly|gl|link|app|gd|ee)\b/u,
  /[^\s@]\s?@\s?[^\s@]+\s?\.\s?[a-z]{2,}|(?<![^\s(:])@[\w.]{3,}/u,
  /\b(?:gmail|yahoo|outlook|hotmail|icloud|docomo|softbank|ezweb|qq)\s?(?:\.|dot|mail|com)/u,
  // What follows an app's name makes it an account: "LINE ID", "LINEを教えて", "加line".
  new RegExp(`${APP}\\s{0,2}(?:の|を|で)?\\s{0,2}(?:id(?![a-z])|名|account|cuenta|conta|akun|あかうんと|账号|帳號|号|số|nick|交換|教え|追加|အကောင့်|နံပါတ်)`, 'u'),
  new RegExp(`${APP}\\s{0,2}[:=は是]\\s{0,2}[\\w.@-]{3,}|${APP}\\s{0,2}(?=[\\w.-]*[a-z])[\\w.-]*[\\d_][\\w.-]*`, 'u'),
  new RegExp(`加我?\\s?(?:v|vx|wx|qq|微|薇|${APPS})|(?<![a-z])(?:cb|pm)\\s?(?:လာ|မှာ)`, 'u'),
  // A Japanese address.
  /〒\s?\d{3}|\d{1,4}\s?(?:丁目|番地|号室)|\b(?:[1-9]\d?|\d{1,2})-\d{1,3}-\d{1,3}\b/u,
]
/** Days, hours and prices are no telephone numbers. */
const HARMLESS = [
  /\b(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,2}日?)?/gu, /\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d{2}\b/gu, /\b\d{1,2}\s?[:時]\s?\d{0,2}\s?分?/gu,
  /\b\d{1,3}(?:[,.]\d{3})+\b/gu, /\d+\s?(?:円|yen|万|えん)/gu,
]
/** With what may stand between the digits of one number. */
const PHONE = /(?:\d[\s\-–ー−.()_*~/・|]{0,3}){9,}/u
const MYANMAR_ZERO = 0x1040

/** @param digits for each language, how zero to nine are spelled */
export function createContactReader(digits: readonly (readonly (readonly string[])[])[]): (text: string) => boolean {
  const spelled = digits.flatMap((language) => language.flatMap((words, digit) => words.map((word) => ({ word: normalise(word), digit: String(digit) }))))
    .toSorted((a, b) => b.word.length - a.word.length)
  const valueOf = new Map(spelled.map(({ word, digit }) => [word, digit]))
  const escaped = spelled.map(({ word }) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  // A word of a Latin script stands alone; one of another script may follow the next at once.
  const latin = escaped.filter((word) => /^[a-z' ]+$/.test(word))
  const other = escaped.filter((word) => !/^[a-z' ]+$/.test(word))
  const inWords = new RegExp(`(?<![\\p{L}\\p{M}])(?:${latin.join('|')})(?![\\p{L}\\p{M}])|${other.join('|')}`, 'gu')
  return (text) => {
    const folded = normalise(text).replace(/[၀-၉]/g, (digit) => String(digit.charCodeAt(0) - MYANMAR_ZERO))
    if (WRITTEN.some((pattern) => pattern.test(withoutDates(folded)))) return true
    const numbers = withoutDates(folded).replace(inWords, (word) => valueOf.get(word) ?? word).replace(/(?<=\d[\s-]?)[o〇](?=[\s-]?\d)|\bo(?=[89]0)/gu, '0')
    return PHONE.test(numbers)
  }
}

function withoutDates(text: string): string {
  return HARMLESS.reduce((left, pattern) => left.replace(pattern, ' # '), text)
}

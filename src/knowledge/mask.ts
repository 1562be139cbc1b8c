// Takes out of a message what may say who wrote it or whom it is about, before it is kept without its conversation.
// Rather too much than too little: what is left has to show what was asked, not by whom.
import { words } from './normalise.ts'

/** What stands where something was taken out. */
export const MASKED = '▢'

export type Mask = (text: string) => string

/** Addresses of pages and people, and everything with a digit in it: telephone numbers, dates, room and card numbers. */
const CODES = [
  /[^\s:]{0,20}:\/\/\S+|\bwww\.\S+|(?<![\w-])[\w-]{1,64}(\.[\w-]{1,64}){0,8}\.(com|jp|net|org|vn|ph|id|mm|br|pe|cn|me|info)\b\S*/giu,
  /[^\s@]{1,64}@\S+|@[\w.]+/gu,
  /((?<![\p{Script=Latin}#〒])[\p{Script=Latin}#〒]*)?\p{N}[\p{N}〇.,:/-]*\p{Script=Latin}*/gu,
]

export const COMPANY = '株式会社|有限会社|合同会社|\\(株\\)|㈱|協同組合'

/** Names of people, places and companies by what stands beside them, in Japanese, Chinese and Burmese. */
const BESIDE = [
  /[\p{Script=Han}\p{Script=Katakana}ー・]{1,12}(?=\s{0,5}(さん|様|さま|くん|君|ちゃん|氏|先生|社長|部長|課長|店長|班長|工場長|組合長|主任))/gu,
  new RegExp(`(?<=(${COMPANY})\\s{0,5})[^\\s、。,.\\p{Script=Hiragana}]{1,20}`, 'gu'),
  new RegExp(`[^\\s、。,.\\p{Script=Hiragana}]{1,20}(?=(${COMPANY}|工業|製作所|建設|水産|農園|食品|産業|工務店))`, 'gu'),
  /[\p{Script=Han}\p{Script=Katakana}ヶ]{1,8}[都道府県市区郡町村](?!役所|役場|民|営)/gu,
  /(?<=私は\s{0,5}|わたしは\s{0,5})[^\s、。,.]{1,12}?(?=です|と申|といい|って)/gu,
  /(?<=我叫|我的名字是|我是叫|名前は|なまえは|နာမည်က|နာမည်)\s{0,5}[^\s、。,.]{1,12}?(?=です|と申|といい|[\s、。,.]|ပါ|$)/gu,
  /(?<=(^|\s)(ကို|ဦး|ဒေါ်))[\u1000-\u109f]{2,12}(?=\s|$|၊|။)/gu,
]

/** What follows these is a name. */
export const CUE = new RegExp(`\\b(${[
  'my name is', "i'm called", 'name ko(?: po)? ay', 'pangalan ko(?: po)? ay', 'ako(?: po)? si', 'si', 'nama saya(?: adalah)?', 'nama aku', 'me llamo', 'mi nombre es', 'meu nome [eé]', 'me chamo',
  't[eê]n (?:em|t[oô]i|mình|minh)(?: l[aà])?', '(?:em|t[oô]i|mình|minh) t[eê]n(?: l[aà])?', 'watashi no namae wa',
].join('|')})(\\s+)((?:[\\p{L}\\p{M}'-]+\\s*){1,4})`, 'giu')
export const TITLED = /(?<=\b(mr|mrs|ms|miss|dr|pak|bapak|ibu|mbak|kuya|sr|sra|señor|señora|dona|daw)\.?\s)[\p{L}\p{M}'-]+|(?<![\p{L}\p{M}])[\p{L}\p{M}]+(?=[\s-](san|kun|chan|sensei|shachou?|buchou?|tenchou?)\b|-sama\b)/giu

const WORD = /[\p{L}\p{M}'-]+/gu
const CAPITAL = /^\p{Lu}/u

/** Texts whose words name nobody: those of the desk whole, and of those that people type what stands in small letters. */
export interface Known { readonly written: readonly string[]; readonly typed: readonly string[] }

/** @param known is asked for once, at the first message */
export function createMask(known: () => Known): Mask {
  let vocabulary: ReadonlySet<string> | null = null
  const isKnown = (word: string) => {
    vocabulary ??= vocabularyOf(known())
    return vocabulary.has(words(word))
  }
  const named = (_match: string, cue: string, space: string, rest: string) => {
    let begun = false
    return cue + space + rest.replace(WORD, (word) => {
      if (begun) return word
      const name = !isKnown(word) || CAPITAL.test(word)
      begun = !name
      return name ? MASKED : word
    })
  }
  return (text) => {
    const uncoded = CODES.reduce((left, pattern) => left.replace(pattern, MASKED), text.normalize('NFKC'))
    const unnamed = [TITLED, ...BESIDE].reduce((left, pattern) => left.replace(pattern, MASKED), uncoded.replace(CUE, named))
    return unnamed.replace(WORD, (word) => (CAPITAL.test(word) && !isKnown(word) ? MASKED : word)).replace(/▢([\s,、・-]*▢)+/g, MASKED).replace(/\s+/g, ' ').trim()
  }
}

/** All the words that name nobody, folded: those of the desk, and those that stand in two things people type. */
export function vocabularyOf({ written, typed }: Known): ReadonlySet<string> {
  const times = new Map<string, number>()
  for (const text of typed) {
    for (const word of new Set(words(text.replace(/\p{Lu}[\p{L}\p{M}'-]*/gu, ' ')).split(' '))) times.set(word, (times.get(word) ?? 0) + 1)
  }
  return new Set(['i', ...written.flatMap((text) => words(text).split(' ')), ...[...times].flatMap(([word, count]) => (count > 1 ? word : []))])
}

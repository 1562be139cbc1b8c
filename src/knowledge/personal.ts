// Finds in a text what says who somebody is or where they can be found, piece by piece, so that it can be taken out and put back.
// Amounts, hours and ordinary words stay: the text has to keep its meaning without the pieces.
import { COMPANY, CUE, TITLED, vocabularyOf } from './mask.ts'
import type { Known } from './mask.ts'

/** Start and end in UTF-16 units, in order, none touching another. */
export type Span = readonly [start: number, end: number]

/** @param names what the desk knows of the person and of the companies in their cases */
export type FindPersonal = (text: string, names: readonly string[]) => Span[]

const GAP = '[\\s\\-‐‑–−－ー.()（）/]'
const ALWAYS = [
  /[a-z][\w+.-]{0,20}:\/\/\S+|\bwww\.\S+/giu,
  /[^\s@＠、。]{1,64}[@＠][^\s@＠、。]+|[@＠][\w.-]+/giu,
  /(?<=\b(?:line|facebook|fb|zalo|whatsapp|viber|messenger|kakao|wechat|微信)\s{0,5}(?:id)?\s{0,5}[:：]\s{0,5})[^\s、。]+/giu,
  // Telephone, account and card numbers, however they are grouped.
  new RegExp(`[+＋]?[(（]?\\p{Nd}(?:${GAP}?\\p{Nd}){6,}`, 'gu'),
  /(?<!\p{L})\p{Script=Latin}{1,3}[ -]?\p{Nd}{6,}\p{Script=Latin}{0,3}/gu,
  /〒\s?\p{Nd}{3}[-－ー]?\p{Nd}{0,4}/gu,
  // A Japanese address: places, then a number of a block or a house.
  /(?:\p{Script=Han}{2,3}[都道府県])?[\p{Script=Han}\p{Script=Katakana}ヶー]{1,8}[市区郡町村][^\s、。,.]{0,16}?[\p{Nd}一二三四五六七八九十]+(?:丁目|番地|番|号|[-－−ー]\p{Nd}+)(?:[\p{Nd}一二三四五六七八九十\-－−ー]|丁目|番地|番|号|室)*/gu,
  /(?<!\p{Nd})\p{Nd}+(?:[-－−]\p{Nd}+){2,}/gu,
  /\p{Lu}[\p{L}\p{M}']{1,40}-(?:shi|ku|cho|machi|mura|gun|ken|fu|to)\b/gu,
]

const LEGAL = new RegExp(`(?<=(?:${COMPANY})\\s{0,5})[^\\s、。,.\\p{Script=Hiragana}]{1,20}|[^\\s、。,.\\p{Script=Hiragana}]{1,20}(?=${COMPANY})`, 'gu')
/** Written before a name without a sign between them. */
const WHEN = '(?:昨日|今日|明日|先日|先週|今週|来週|先月|今月|来月|今朝|昨夜|当時|以前|最近|毎日|毎朝)'
const CALLED = [
  new RegExp(`(?:(?<![\\p{Script=Han}\\p{Script=Katakana}ー])(?!${WHEN})|(?<=${WHEN}))[\\p{Script=Han}\\p{Script=Katakana}ー・]{1,12}?(?=\\s{0,5}(?:さん|様|さま|くん|君|ちゃん|氏|社長|部長|課長|店長|班長|工場長))`, 'gu'),
  /(?<=私は\s{0,5}|わたしは\s{0,5}|名前は\s{0,5}|なまえは\s{0,5})[^\s、。,.]{1,12}?(?=と申|といいま|です[。、]?$)/gu,
  /(?<=我叫|我的名字是|我是叫)\s{0,5}[^\s、。,.]{1,4}/gu,
  /(?<=နာမည်က|နာမည်)\s{0,5}[^\s、。,.]{1,16}?(?=ပါ|\s|၊|။|$)/gu,
  /(?<=(?:^|\s)(?:ကို|ဦး|ဒေါ်))[\u1000-\u109f]{2,12}(?=\s|$|၊|။)/gu,
]
/** Who is called so is no name. */
const ANYBODY = /^(皆|娘|息子|奥|旦那|主人|母|父|兄|姉|弟|妹|家族|子|子供|赤|隣|客|大家|医者|看護師|弁護士|通訳|業者|担当|担当者|相談員|相談者|職員|会社|組合|団体|同僚|先輩|後輩|友達|友人|実習生|技能実習生|留学生|労働者|外国人|本人|各位|貴方|貴|神|仏|王|運転手|警察|お巡り|元|前|現|副|新|若|女|男|誰)$/u
/** These stand before other words as well: only a capital letter makes what follows a name. */
const WEAK = new Set(['si', 'ako si', 'ako po si'])
const WORD = /[\p{Script=Latin}][\p{Script=Latin}\p{M}'’-]*/gu
const CAPITAL = /^\p{Lu}/u

/** @param known is asked for once, at the first text */
export function createFindPersonal(known: () => Known): FindPersonal {
  let vocabulary: ReadonlySet<string> | null = null
  const isKnown = (word: string) => (vocabulary ??= vocabularyOf(known())).has(word.normalize('NFC').toLowerCase()) || vocabulary.has(fold(word))
  return (text, names) => {
    const spans: Span[] = []
    const add = (pattern: RegExp, keep: (found: string) => boolean = () => true) => {
      for (const { 0: found, index } of text.matchAll(pattern)) if (found.trim() !== '' && keep(found.trim())) spans.push([index, index + found.length])
    }
    for (const name of names) if (name.trim().length > 1) add(new RegExp(escaped(name.trim()), 'giu'))
    for (const pattern of [...ALWAYS, LEGAL, TITLED]) add(pattern)
    for (const pattern of CALLED) add(pattern, (found) => !ANYBODY.test(found) && !COMPANY_WORD.test(found))
    spans.push(...afterCues(text, isKnown), ...properNames(text, isKnown))
    return joined(spans)
  }
}

const COMPANY_WORD = new RegExp(`^(?:${COMPANY})$`, 'u')
const fold = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'd').toLowerCase().replace(/['’-]/g, '')
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Up to four words after "my name is" and the like, as far as they are no words of ordinary sentences. */
function afterCues(text: string, isKnown: (word: string) => boolean): Span[] {
  return [...text.matchAll(CUE)].flatMap(({ 0: match, 1: cue = '', 3: rest = '', index }) => {
    const from = index + match.length - rest.length
    const weak = WEAK.has(cue.toLowerCase().replace(/\s+/g, ' '))
    const spans: Span[] = []
    for (const { 0: word, index: at } of rest.matchAll(WORD)) {
      if (weak ? !CAPITAL.test(word) : isKnown(word) && !CAPITAL.test(word)) break
      spans.push([from + at, from + at + word.length])
    }
    return spans
  })
}

/** Capital letters inside a sentence, of a word that the desk's own texts do not know. A text in capitals says nothing. */
function properNames(text: string, isKnown: (word: string) => boolean): Span[] {
  if ((text.match(/\p{Ll}/gu)?.length ?? 0) <= (text.match(/\p{Lu}/gu)?.length ?? 0)) return []
  return [...text.matchAll(WORD)]
    .filter(({ 0: word, index }) => CAPITAL.test(word) && !isKnown(word) && !/(^|[.!?。！？:\n"“”「(])\s*$/u.test(text.slice(Math.max(0, index - 8), index)))
    .map(({ 0: word, index }): Span => [index, index + word.length])
}

/** In order; what overlaps or touches is one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: [number, number][] = []
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = result.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}

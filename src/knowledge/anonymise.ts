// Makes a text about somebody one that tells a case: names go, places become prefectures, days become months.
import { MASKED } from './mask.ts'
import type { Mask } from './mask.ts'
import { PREFECTURES } from './prefectures.ts'

/** `hidden`: what stood there and does not any more, for the writer to look over. */
export interface Anonymised { readonly text: string; readonly hidden: readonly string[] }

/** Shorter ones would take pieces out of other words. */
const SHORTEST_NAME = 2
const PLACE = new RegExp(`(${PREFECTURES.join('|')})[\\p{Script=Han}\\p{Script=Katakana}ヶ]{1,12}?[市区郡町村](?!役所|役場|民|営)[\\p{Script=Han}\\p{Script=Katakana}ヶ\\p{N}ー丁目番地号-]*`, 'gu')
const DAYS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*\d{1,2}\s*日?/gu, (_, year = '', month = '') => `${year}年${Number(month)}月`],
  [/(\d{1,2})\s*月\s*\d{1,2}\s*日/gu, (_, month = '') => `${Number(month)}月`],
]
/** Numbers that name nobody. */
const HARMLESS = /\d{4}年(\d{1,2}月)?|\d{1,2}月(?!\s*\d)|\d{1,3}\s*(か月|ヶ月|カ月|週間|日間|年間|時間|人|回)/gu
const FIRST_KEPT = 0xe000
const MOST_KEPT = 0x1800

/** @param names of people, companies and offices that are known in the case */
export function anonymise(text: string, names: readonly string[], mask: Mask): Anonymised {
  const kept: string[] = []
  const keep = (piece: string) => (kept.length < MOST_KEPT ? String.fromCharCode(FIRST_KEPT + kept.push(piece) - 1) : piece)
  const plain = text.normalize('NFKC').replace(/[\ue000-\uf8ff]/gu, '')
  const unnamed = wholeNames(names).reduce((left, name) => left.replace(new RegExp(patternOf(name), 'giu'), MASKED), plain)
  const months = DAYS.reduce((left, [pattern, month]) => left.replace(pattern, month), unnamed)
  const shielded = months.replace(PLACE, (_, prefecture: string) => keep(prefecture)).replace(new RegExp(PREFECTURES.join('|'), 'gu'), keep).replace(HARMLESS, keep)
  const masked = shielded.split('\n').map((line) => mask(line)).join('\n')
  const result = masked.replace(/[\ue000-\uf7ff]/gu, (sign) => kept[sign.charCodeAt(0) - FIRST_KEPT] ?? MASKED)
  const words = [...new Intl.Segmenter('ja', { granularity: 'word' }).segment(plain)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
  return { text: result, hidden: [...new Set(words)].filter((word) => !result.includes(word)) }
}

/** Of these names those that still stand somewhere in the texts, however they are written. */
export function namesLeft(texts: readonly string[], names: readonly string[]): string[] {
  const all = texts.map((text) => text.normalize('NFKC')).join('\n')
  return wholeNames(names).filter((name) => patternOf(name).test(all))
}

/** The longest first, so that none is left because a part of it went before. */
function wholeNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.normalize('NFKC').trim()))].filter((name) => name.length >= SHORTEST_NAME).toSorted((a, b) => b.length - a.length)
}

/** Whole words in Latin letters; in other scripts, which have no spaces between words, anywhere, and also with spaces within. */
function patternOf(name: string): RegExp {
  const pieces = name.split(/\s+/u).map((piece) => (LATIN.test(piece) ? escaped(piece) : Array.from(piece, escaped).join('\\s*')))
  const [first = '', last = ''] = [name[0], name.at(-1)]
  return new RegExp(`${LATIN.test(first) ? '(?<!\\p{L})' : ''}${pieces.join('\\s*')}${LATIN.test(last) ? '(?!\\p{L})' : ''}`, 'iu')
}

const LATIN = /\p{Script=Latin}/u
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

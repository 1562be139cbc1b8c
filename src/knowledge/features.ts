// What a text is compared by: its words, pairs of words, and groups of letters as long as its script carries meaning in.
import { words } from './normalise.ts'

/** Each feature is hashed to a number below this: no table of hundreds of thousands of strings, and few of them meet. */
export const FEATURES = 2 ** 20

const LATIN = /^[\p{Script=Latin}\p{N}]+$/u
const MYANMAR = /\p{Script=Myanmar}/u

/** Language, danger and topic of one message are asked for one after the other: the same array for the same text, also for those who remember what it led to. */
let latest: { readonly text: string; readonly features: Uint32Array } = { text: '', features: new Uint32Array() }

/** Latin words get groups of four letters, which survive typing errors; kanji and kana one and two, Burmese two to four. Nobody changes what it returns. */
export function featuresOf(text: string): Uint32Array {
  if (text !== latest.text) latest = { text, features: featuresIn(text) }
  return latest.features
}

function featuresIn(text: string): Uint32Array {
  const features = new Set<number>()
  let joined = ''
  let previous = ''
  for (const word of words(text).split(' ')) {
    if (!LATIN.test(word)) {
      joined += word
      previous = ''
      continue
    }
    features.add(hash(`${word} `))
    if (previous) features.add(hash(`${previous} ${word}`))
    previous = word
    addGroups(features, `_${word}_`, 4)
  }
  for (const length of MYANMAR.test(joined) ? [2, 3, 4] : [1, 2]) addGroups(features, joined, length)
  return Uint32Array.from(features)
}

function addGroups(features: Set<number>, text: string, length: number): void {
  for (let i = 0; i + length <= text.length; i++) features.add(hash(text, i, i + length))
}

/** Of a part of a text: a feature's number. */
export function hash(text: string, from = 0, to = text.length): number {
  const value = hash32(text, from, to)
  return ((value ^ (value >>> 20)) >>> 0) % FEATURES
}

/** FNV-1a over UTF-16 units; 32 bits, signed. */
export function hash32(text: string, from: number, to: number): number {
  let value = 0x811c9dc5 | 0
  for (let i = from; i < to; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}

// What a text shows of things the board is not for, before anybody else reads it. What is found is held back for a person to look at, never refused for good.
import { normalise } from '../knowledge/normalise.ts'
import { phraseLists, readText } from '../knowledge/phrases.ts'
import { SIGNS } from './kinds.ts'
import type { Sign } from './kinds.ts'
import { createContactReader } from './contact-data.ts'

/** Of one language. `digits`: how zero to nine are spelled, so that a number in words is a number. `staff`: how nobody may call themselves. */
export interface BoardWords {
  readonly phrases: Readonly<Partial<Record<Sign, readonly string[]>>>
  readonly staff: readonly string[]
  readonly digits: readonly (readonly string[])[]
  readonly safe: readonly string[]
}

export interface Screen {
  /** In the order of the table; empty: nothing was found. */
  signsOf(text: string): Sign[]
  /** Names the desk, an authority or somebody official. */
  soundsOfficial(nickname: string): boolean
}

export function createScreen(languages: readonly BoardWords[]): Screen {
  const lists = phraseLists([languages.flatMap(({ safe }) => safe), ...SIGNS.map((sign) => languages.flatMap(({ phrases }) => phrases[sign] ?? []))])
  const holdsContact = createContactReader(languages.map(({ digits }) => digits))
  const official = phraseLists([[], languages.flatMap(({ staff }) => staff)])
  return {
    signsOf(text) {
      const shown = unspaced(text)
      const [asWritten, together] = [readText(text, lists), readText(shown, lists)]
      const found = new Set<Sign>(SIGNS.filter((_, i) => asWritten(i + 1).length > 0 || together(i + 1).length > 0))
      if (holdsContact(text) || holdsContact(shown)) found.add('contact')
      return SIGNS.filter((sign) => found.has(sign))
    },
    soundsOfficial: (nickname) => [nickname, unspaced(nickname)].some((each) => readText(each, official)(1).length > 0),
  }
}

/** Letters that stand alone, one after the other, as one word: `l i n e`, `z-a-l-o`. */
export function unspaced(text: string): string {
  return normalise(text).replace(/(?<![\p{L}\p{M}])\p{L}(?:[\s._\-*・,/|]{1,3}\p{L}(?![\p{L}\p{M}])){2,}/gu, (spread) => spread.replace(/[^\p{L}]/gu, ''))
}

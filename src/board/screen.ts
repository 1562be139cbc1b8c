// What a text shows of things the board is not for, before anybody else reads it. What is found is held back for a person to look at, never refused for good.
import { normalise } from '../knowledge/normalise.ts'
import { phraseList, readText } from '../knowledge/phrases.ts'
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
  const harmless = phraseList(languages.flatMap(({ safe }) => safe))
  const lists = SIGNS.map((sign) => ({ sign, list: phraseList(languages.flatMap(({ phrases }) => phrases[sign] ?? [])) }))
  const holdsContact = createContactReader(languages.map(({ digits }) => digits))
  const official = phraseList(languages.flatMap(({ staff }) => staff))
  const none = phraseList([])
  return {
    signsOf(text) {
      const shown = unspaced(text)
      const [asWritten, together] = [readText(text, harmless), readText(shown, harmless)]
      const found = new Set<Sign>(lists.filter(({ list }) => asWritten(list).length > 0 || together(list).length > 0).map(({ sign }) => sign))
      if (holdsContact(text) || holdsContact(shown)) found.add('contact')
      return SIGNS.filter((sign) => found.has(sign))
    },
    soundsOfficial: (nickname) => [nickname, unspaced(nickname)].some((each) => readText(each, none)(official).length > 0),
  }
}

/** Letters that stand alone, one after the other, as one word: `l i n e`, `z-a-l-o`. */
export function unspaced(text: string): string {
  return normalise(text).replace(/(?<![\p{L}\p{M}])\p{L}(?:[\s._\-*・,/|]{1,3}\p{L}(?![\p{L}\p{M}])){2,}/gu, (spread) => spread.replace(/[^\p{L}]/gu, ''))
}

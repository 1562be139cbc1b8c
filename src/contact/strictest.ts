// The terms of one person out of those of two who turned out to be the same: wherever they differ, the more careful ones hold.
import { both } from '../hours/both.ts'
import type { Timetable } from '../hours/timetable.ts'
import { saidIn } from './terms.ts'
import type { ContactTerms } from './terms.ts'

/** `kept`: as it stands in the database. `channels`: types of channel on which they write to us. */
export interface Side { readonly kept: unknown; readonly channels: readonly string[] }

/**
 * A phone that somebody sees makes every app of the person one. We begin only where nobody ruled it out and somebody allowed it: what was
 * allowed on one app is not allowed on the other. Both words that end everything stay, so that no word somebody relies on is forgotten.
 * @returns what anybody said; null where nobody said anything. Words of `a` come first.
 */
export function strictest(a: Side, b: Side): Partial<ContactTerms> | null {
  const sides = [a, b].map(({ kept, channels }) => ({ ...saidIn(kept), own: channels }))
  const words = sides.flatMap(({ exitWord, otherExitWords = [] }) => [...(exitWord ? [exitWord] : []), ...otherExitWords])
  const exitWords = words.filter(({ digest, salt }, i) => words.findIndex((one) => one.digest === digest && one.salt === salt) === i)
  const safeWord = sides.map((side) => side.safeWord ?? null).find((word) => word !== null)
  const hours = sides.flatMap((side): Timetable[] => (side.hours ? [side.hours] : []))
  const [first, second] = hours
  const terms: Partial<ContactTerms> = {
    ...beginning(sides),
    ...(first && { hours: second ? both(first, second) : first }),
    ...(sides.some(({ neutral }) => neutral !== undefined) && { neutral: sides.some(({ neutral = true }) => neutral) }),
    ...(sides.some(({ watched }) => watched !== undefined) && { watched: sides.some(({ watched = false }) => watched) }),
    ...(sides.some(({ news }) => news !== undefined) && { news: sides.every(({ news = true }) => news) }),
    ...(exitWords[0] && { exitWord: exitWords[0], otherExitWords: exitWords.slice(1) }),
    ...(safeWord && { safeWord }),
  }
  return Object.keys(terms).length === 0 ? null : terms
}

function beginning(sides: readonly (ReturnType<typeof saidIn> & { readonly own: readonly string[] })[]): Partial<ContactTerms> {
  const said = sides.filter(({ begin }) => begin !== undefined)
  if (said.length === 0) return {}
  const wanted = said.every(({ begin }) => begin === true) ? said.flatMap(({ channels = [], own }) => (channels.length > 0 ? channels : own)) : []
  const channels = [...new Set(wanted)].filter((channel) => said.every(({ channels: named = [] }) => named.length === 0 || named.includes(channel)))
  // No channel at all would mean every channel.
  return { begin: channels.length > 0, channels }
}

// What a text can be found by, and where in it a search is: the beginnings of words, and single letters and pairs of scripts without spaces.
import { toUnicode } from './normalise.ts'
import { runsOf } from './runs.ts'
import type { Run } from './runs.ts'

/** A stretch of the text, in UTF-16 units. */
export interface Hit { readonly from: number; readonly to: number }

/** Words are found by their beginning: so many letters of it stand in the index. */
const BEGINNINGS = [3, 4] as const
const SHORTEST = BEGINNINGS[0]
const LONGEST = BEGINNINGS[1]

/** Everything a line is found by that has these texts: the original and its translations. */
export function termsIn(texts: readonly (string | null)[]): Set<string> {
  const terms = new Set<string>()
  for (const run of texts.flatMap((text) => runsOf(toUnicode(text ?? '')))) {
    if (run.type === 'stretch') {
      for (const letter of run.text) terms.add(letter)
      for (const pair of pairsOf(run.text)) terms.add(pair)
    } else if (run.text.length < SHORTEST) terms.add(whole(run.text))
    else for (const length of BEGINNINGS) if (run.text.length >= length) terms.add(beginning(run.text, length))
  }
  return terms
}

/** What somebody looks for; empty where nothing in it can be looked for. */
export interface Wanted { readonly runs: readonly Run[]; readonly terms: ReadonlySet<string> }

export function wantedIn(query: string): Wanted {
  const runs = runsOf(toUnicode(query))
  return { runs, terms: new Set(runs.flatMap(neededFor)) }
}

/** A text that lacks one of these cannot hold the run. */
function neededFor({ type, text }: Run): string[] {
  if (type === 'word') return [text.length < SHORTEST ? whole(text) : beginning(text, Math.min(text.length, LONGEST))]
  const pairs = pairsOf(text)
  return pairs.length > 0 ? pairs : [text]
}

/**
 * Where each run that is wanted stands; null where one of them stands nowhere. Short words are whole words, longer ones may go on.
 * @param unicode not in Zawgyi: see `toUnicode`; the places are places in it
 */
export function hitsIn(unicode: string, { runs: wanted }: Wanted): Hit[] | null {
  const runs = runsOf(unicode)
  const hits: Hit[] = []
  for (const { type, text } of wanted) {
    const found = runs.filter((run) => run.type === type).flatMap((run) => placesIn(run, type, text))
    if (found.length === 0) return null
    hits.push(...found)
  }
  return joined(hits)
}

function placesIn(run: Run, type: Run['type'], text: string): Hit[] {
  if (type === 'word') return (text.length < SHORTEST ? run.text === text : run.text.startsWith(text)) ? [hitOf(run, 0, text.length)] : []
  const hits: Hit[] = []
  for (let at = run.text.indexOf(text); at >= 0; at = run.text.indexOf(text, at + text.length)) hits.push(hitOf(run, at, at + text.length))
  return hits
}

function hitOf({ from, to }: Run, start: number, end: number): Hit {
  return { from: from[start] ?? 0, to: to[end - 1] ?? 0 }
}

/** In order, and no two that touch. */
function joined(hits: readonly Hit[]): Hit[] {
  const apart: Hit[] = []
  for (const hit of hits.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1)
    if (last && hit.from <= last.to) apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, hit.to) }
    else apart.push(hit)
  }
  return apart
}

function pairsOf(text: string): string[] {
  const letters = Array.from(text)
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`)
}

const whole = (word: string) => `${word} `
const beginning = (word: string, length: number) => `${word.slice(0, length)}-`

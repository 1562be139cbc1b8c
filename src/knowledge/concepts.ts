// The same thing under one name in every language: what lets a few thousand examples in nine languages teach one classifier.
import { hash } from './features.ts'
import { words } from './normalise.ts'

/** Concept to surface forms. A form in Latin letters is whole words, its last one open with a trailing `*`; any other is a piece of text. */
export type Concepts = Readonly<Record<string, readonly string[]>>

export interface ConceptReader {
  /** The concepts a text names. */
  read(text: string): string[]
}

/** Features of concepts are below it: there are far fewer of them than of letters. */
export const CONCEPT_FEATURES = 2 ** 18

const LATIN = /\p{Script=Latin}|\d/u
const LONGEST_FORM = 4
const SHORTEST_STEM = 2

export function createConceptReader(lists: readonly Concepts[]): ConceptReader {
  const whole = new Map<string, Set<string>>()
  const open = new Map<string, Set<string>>()
  const pieces = new Map<string, Set<string>>()
  const note = (map: Map<string, Set<string>>, form: string, concept: string) => {
    if (form !== '') map.set(form, (map.get(form) ?? new Set()).add(concept))
  }
  for (const [concept, forms] of lists.flatMap((list) => Object.entries(list))) {
    for (const form of forms) {
      const folded = words(form)
      if (!LATIN.test(folded)) note(pieces, folded.replaceAll(' ', ''), concept)
      else note(form.trim().endsWith('*') ? open : whole, folded, concept)
    }
  }
  const lengths = [...new Set(Array.from(pieces.keys(), (piece) => piece.length))]
  const beginnings = new Set(Array.from(pieces.keys(), (piece) => piece.charCodeAt(0)))
  const stems = [...new Set(Array.from(open.keys(), (stem) => stem.length))].filter((length) => length >= SHORTEST_STEM)

  return {
    read(text) {
      const found = new Set<string>()
      const add = (concepts: ReadonlySet<string> | undefined) => { if (concepts) for (const concept of concepts) found.add(concept) }
      const shown = words(text)
      const list = shown.split(' ')
      for (let i = 0; i < list.length; i++) {
        for (let n = 1; n <= LONGEST_FORM && i + n <= list.length; n++) {
          const run = list.slice(i, i + n).join(' ')
          add(whole.get(run))
          for (const length of stems) if (length <= run.length) add(open.get(run.slice(0, length)))
        }
      }
      const joined = shown.replaceAll(' ', '')
      for (let i = 0; i < joined.length; i++) if (beginnings.has(joined.charCodeAt(i))) for (const length of lengths) add(pieces.get(joined.slice(i, i + length)))
      return [...found].toSorted()
    },
  }
}

/** Features of a text's concepts: each, and each pair. */
export function conceptFeatures(concepts: readonly string[]): Uint32Array {
  const features = new Set<number>()
  concepts.forEach((concept, i) => {
    features.add(hash(`#${concept}`) % CONCEPT_FEATURES)
    for (const other of concepts.slice(i + 1)) features.add(hash(`#${concept}+${other}`) % CONCEPT_FEATURES)
  })
  return Uint32Array.from(features)
}

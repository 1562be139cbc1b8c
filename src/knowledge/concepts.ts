// The same thing under one name in every language: what lets a few thousand examples in nine languages teach one classifier.
import { hash } from './features.ts'
import { entriesUnder, lexicon, packLexicon, startsWith, unpackLexicon } from './lexicon.ts'
import type { Entry, Lexicon } from './lexicon.ts'
import { words } from './normalise.ts'
import { pack, unpack } from './packed.ts'

/** Concept to surface forms. A form in Latin letters is whole words, its last one open with a trailing `*`; any other is a piece of text. */
export type Concepts = Readonly<Record<string, readonly string[]>>

/** `names` are sorted, and the tag of a form is the place of its concept among them. `pieces` may stand anywhere, the others begin with a word. */
export interface ConceptForms { readonly names: readonly string[]; readonly wordy: Lexicon; readonly pieces: Lexicon }

export interface ConceptReader {
  /** The concepts a text names, sorted. */
  read(text: string): string[]
}

/** Features of concepts are below it: there are far fewer of them than of letters. */
export const CONCEPT_FEATURES = 2 ** 18

const LATIN = /\p{Script=Latin}|\d/u
const LONGEST_FORM = 4
const SHORTEST_STEM = 2

export function conceptForms(lists: readonly Concepts[]): ConceptForms {
  const names = [...new Set(lists.flatMap((list) => Object.keys(list)))].toSorted()
  const wordy: Entry[] = []
  const pieces: Entry[] = []
  for (const [concept, forms] of lists.flatMap((list) => Object.entries(list))) {
    for (const form of forms) {
      const folded = words(form)
      const isOpen = form.trim().endsWith('*')
      const isPiece = !LATIN.test(folded)
      if (folded === '' || (!isPiece && (folded.split(' ').length > LONGEST_FORM || (isOpen && folded.length < SHORTEST_STEM)))) continue
      const text = isPiece ? folded.replaceAll(' ', '') : isOpen ? folded : `${folded} `
      ;(isPiece ? pieces : wordy).push({ key: text.length === 1 ? letterAt(text, 0) : pairAt(text, 0), text, tag: names.indexOf(concept) })
    }
  }
  return { names, wordy: lexicon(wordy), pieces: lexicon(pieces) }
}

export function createConceptReader({ names, wordy, pieces }: ConceptForms): ConceptReader {
  return {
    read(text) {
      const found = new Set<number>()
      const shown = `${words(text)} `
      for (let at = 0; at < shown.length; at = shown.indexOf(' ', at) + 1) {
        entriesUnder(wordy, pairAt(shown, at), (form) => { if (startsWith(wordy, form, shown, at)) found.add(wordy.tags[form] ?? 0) })
      }
      const joined = shown.replaceAll(' ', '')
      for (let at = 0; at < joined.length; at++) {
        const note = (form: number) => { if (startsWith(pieces, form, joined, at)) found.add(pieces.tags[form] ?? 0) }
        entriesUnder(pieces, letterAt(joined, at), note)
        entriesUnder(pieces, pairAt(joined, at), note)
      }
      return [...found].toSorted((a, b) => a - b).map((tag) => names[tag] ?? '')
    },
  }
}

/** Forms stand under their first two letters; who has but one, under that. */
function pairAt(text: string, at: number): number {
  return letterAt(text, at) | text.charCodeAt(at + 1)
}

function letterAt(text: string, at: number): number {
  return text.charCodeAt(at) << 16
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

export function packConceptForms({ names, wordy, pieces }: ConceptForms): Uint8Array {
  return pack([names.join('\n'), packLexicon(wordy), packLexicon(pieces)])
}

export function unpackConceptForms(bytes: Uint8Array): ConceptForms {
  const packed = unpack(bytes)
  return { names: packed.text().split('\n'), wordy: unpackLexicon(packed.uint8()), pieces: unpackLexicon(packed.uint8()) }
}

// The same thing under one name in every language: what lets a few thousand examples in nine languages teach one classifier.
import { hash, hash32 } from './features.ts'
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
/** So many letters of a form, or all it has, are its key. */
const BEGINNING = 4

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
      ;(isPiece ? pieces : wordy).push({ key: hash32(text, 0, Math.min(text.length, BEGINNING)), text, tag: names.indexOf(concept) })
    }
  }
  return { names, wordy: lexicon(wordy), pieces: lexicon(pieces) }
}

export function createConceptReader({ names, wordy, pieces }: ConceptForms): ConceptReader {
  return {
    read(text) {
      const found = new Set<number>()
      const shown = `${words(text)} `
      for (let at = 0; at < shown.length; at = shown.indexOf(' ', at) + 1) note(wordy, shown, at, found)
      const joined = pieces.tags.length > 0 ? shown.replaceAll(' ', '') : ''
      for (let at = 0; at < joined.length; at++) note(pieces, joined, at, found)
      return [...found].toSorted((a, b) => a - b).map((tag) => names[tag] ?? '')
    },
  }
}

/** What of the forms begins here, each under its beginning. */
function note(forms: Lexicon, text: string, at: number, found: Set<number>): void {
  for (let to = at + 1, end = Math.min(text.length, at + BEGINNING); to <= end; to++) {
    entriesUnder(forms, hash32(text, at, to), (form) => { if (startsWith(forms, form, text, at)) found.add(forms.tags[form] ?? 0) })
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

export function packConceptForms({ names, wordy, pieces }: ConceptForms): Uint8Array {
  return pack([names.join('\n'), packLexicon(wordy), packLexicon(pieces)])
}

export function unpackConceptForms(bytes: Uint8Array): ConceptForms {
  const packed = unpack(bytes)
  return { names: packed.text().split('\n'), wordy: unpackLexicon(packed.uint8()), pieces: unpackLexicon(packed.uint8()) }
}

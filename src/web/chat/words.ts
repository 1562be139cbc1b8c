// The words of the page: English comes with it, every other language when it is needed.
import { chat as english } from '../../../locales/en.json'
import type { Language } from './languages.ts'

export type Words = typeof english

export interface Reading { readonly language: Language; readonly words: Words }

export const englishReading: Reading = { language: 'en', words: english }

const files = import.meta.glob<Words>(['../../../locales/*.json', '!../../../locales/en.json'], { import: 'chat' })

/** Rejects when the network fails; a language that has no file yet is read in English. */
export async function loadWords(language: Language): Promise<Reading> {
  const load = files[`../../../locales/${language}.json`]
  if (!load) return englishReading
  return { language, words: { ...english, ...await load() } }
}

// A translator that knows the sentences of the demonstration and no others: it says so instead of making something up.
import { TranslationError } from '../../language/translator.ts'
import type { Translator } from '../../language/translator.ts'
import type { Story } from './story.ts'

export function createPhrasebook(stories: readonly Story[]): Translator {
  const japanese = new Map<string, string>()
  const theirs = new Map<string, string>()
  for (const { language, steps } of stories) {
    for (const { worker, reply, ja } of steps) {
      if (ja === undefined) continue
      if (worker !== undefined) japanese.set(worker, ja)
      if (reply !== undefined) theirs.set(`${language} ${ja}`, reply)
    }
  }
  return {
    name: 'Phrasebook',
    longest: 5_000,
    can: () => Promise.resolve(true),
    translate({ texts, to }) {
      const known = texts.map((text) => (to === 'ja' ? japanese.get(text) : theirs.get(`${to} ${text}`)))
      if (known.some((text) => text === undefined)) return Promise.reject(new TranslationError('not a sentence of the demonstration', false))
      return Promise.resolve(known.flatMap((text) => (text === undefined ? [] : [{ text, detected: null }])))
    },
    close: () => Promise.resolve(),
  }
}

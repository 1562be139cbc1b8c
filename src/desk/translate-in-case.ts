// What is written in a case for its worker, in their language: a draft that a person checks before anybody reads it.
import type { Runtime } from '../runtime.ts'
import { namesInCase } from '../store/known-names.ts'

const STAFF_LANGUAGE = 'ja'

/** One for each text, in order; null where there is none, whyever. */
export async function translateInCase({ db, translation }: Runtime, id: string, texts: readonly string[], to: string): Promise<(string | null)[]> {
  const names = await namesInCase(db, id)
  const made = await Promise.all(texts.map((text) => translation.translate({ text, from: STAFF_LANGUAGE, to, names, urgency: 'waiting' })))
  return made.map((one) => (one.status === 'done' ? one.text : null))
}

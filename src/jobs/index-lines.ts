// Puts what was said into the search, in the background: new lines, new translations, and all that was there before.
import { termsOf } from '../knowledge/terms.ts'
import type { Runtime } from '../runtime.ts'
import { forgetWithdrawn, indexLines } from '../store/terms.ts'
import type { Unindexed } from '../store/terms.ts'

/** Few enough that whoever writes meanwhile does not notice. */
const AT_ONCE = 50
/** So many batches one look makes: the rest waits for the next. */
const BATCHES = 100
/** The desk says the same articles again and again: the terms of so many lines are remembered. */
const REMEMBERED = 2_000
const FORGET_MS = 3_600_000

type Tools = Pick<Runtime, 'db' | 'hashTerms' | 'now'>

/** @returns what is to be done now and then */
export function createIndexing({ db, hashTerms, now }: Tools): () => Promise<void> {
  const known = new Map<string, readonly number[]>()
  const termsIn = (texts: Unindexed['texts']) => hashTerms(new Set(texts.flatMap((text) => [...termsOf(text ?? '')])))
  const remembered = (texts: Unindexed['texts']) => {
    const key = texts.join('\n')
    const terms = known.get(key) ?? termsIn(texts)
    if (known.size >= REMEMBERED) known.clear()
    known.set(key, terms)
    return terms
  }
  const termsOfLine = ({ ours, texts }: Unindexed) => (ours ? remembered(texts) : termsIn(texts))
  return async () => {
    for (let batch = 0; batch < BATCHES; batch++) if (await indexLines(db, AT_ONCE, termsOfLine) < AT_ONCE) break
    await forgetWithdrawn(db, new Date(now().getTime() - FORGET_MS))
  }
}

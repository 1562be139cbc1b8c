// Puts into the search, in the background, what no turn put there: what we say, new translations, and all that was there before.
import { termsIn } from '../knowledge/terms.ts'
import type { Runtime } from '../runtime.ts'
import { forgetWithdrawn, indexLines } from '../store/terms.ts'

/** Few enough that whoever writes meanwhile does not notice. */
const AT_ONCE = 50
/** So many batches one look makes: the rest waits for the next. */
const BATCHES = 100
const FORGET_MS = 3_600_000

type Tools = Pick<Runtime, 'db' | 'hashTerms' | 'said' | 'now'>

/** @returns what is to be done now and then */
export function createIndexing({ db, hashTerms, said, now }: Tools): () => Promise<void> {
  return async () => {
    for (let batch = 0; batch < BATCHES; batch++) if (await indexLines(db, said, AT_ONCE, (texts) => hashTerms(termsIn(texts))) < AT_ONCE) break
    await forgetWithdrawn(db, new Date(now().getTime() - FORGET_MS))
  }
}

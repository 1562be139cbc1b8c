// Puts what was said into the search, in the background: new lines, new translations, and all that was there before.
import { termsOf } from '../knowledge/terms.ts'
import type { Runtime } from '../runtime.ts'
import { forgetWithdrawn, indexLines } from '../store/terms.ts'

/** Few enough that whoever writes meanwhile does not notice. */
const AT_ONCE = 25
/** So many batches one look makes: the rest waits for the next. */
const BATCHES = 200
const FORGET_MS = 3_600_000

export async function indexWaiting({ db, hashTerms, now }: Pick<Runtime, 'db' | 'hashTerms' | 'now'>): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const count = await indexLines(db, AT_ONCE, ({ texts }) => hashTerms(new Set(texts.flatMap((text) => [...termsOf(text ?? '')]))))
    if (count < AT_ONCE) break
  }
  await forgetWithdrawn(db, new Date(now().getTime() - FORGET_MS))
}

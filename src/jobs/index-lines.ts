// Puts what was said into the search, in the background: new lines, new translations, and all that was there before.
import { hashesOf } from '../knowledge/term-hash.ts'
import { termsOf } from '../knowledge/terms.ts'
import type { Runtime } from '../runtime.ts'
import { forgetWithdrawn, indexLines } from '../store/terms.ts'

const AT_ONCE = 100
/** So many batches one look makes: the rest waits for the next, and other work comes in between. */
const BATCHES = 20
const FORGET_MS = 3_600_000

export async function indexWaiting({ db, termKey, now }: Pick<Runtime, 'db' | 'termKey' | 'now'>): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const count = await indexLines(db, AT_ONCE, ({ texts }) => hashesOf(new Set(texts.flatMap((text) => [...termsOf(text ?? '')])), termKey))
    if (count < AT_ONCE) break
  }
  await forgetWithdrawn(db, new Date(now().getTime() - FORGET_MS))
}

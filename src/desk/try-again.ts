// What failed is tried once more: work of the desk itself at once, a line to a person only where it may go to them now.
import type { Runtime } from '../runtime.ts'
import { sendAgain } from '../store/resending.ts'
import { changeFailed, hurry, tryAgain as tryOnceMore } from '../store/trouble-acts.ts'
import type { TroubleKind } from '../store/troubles.ts'
import { againstAgain } from './send-again.ts'

type Tools = Pick<Runtime, 'db' | 'accounts' | 'now' | 'newId' | 'wakes'>

/** @returns how many are tried; the others may not be, or are not there any more */
export async function tryAgain(runtime: Tools, kind: TroubleKind, ids: readonly string[]): Promise<number> {
  const tried = kind === 'delivery' ? await deliverAgain(runtime, ids) : await tryOnceMore(runtime.db, kind, ids, runtime.now())
  if (kind === 'turn') runtime.wakes.wake('turns')
  if (kind === 'delivery') runtime.wakes.wake('deliveries')
  if (kind === 'translation') runtime.wakes.wake('translations')
  if (kind === 'media') runtime.wakes.wake('media')
  if (kind === 'page') runtime.wakes.wake('pages')
  return tried
}

function deliverAgain(runtime: Tools, ids: readonly string[]): Promise<number> {
  return changeFailed(runtime.db, ids, async (tx, found) => {
    let tried = 0
    for (const { status, author, ...one } of found) {
      if (status === 'failed' && againstAgain(one, author, runtime) !== null) continue
      if (status === 'pending') await hurry(tx, one.delivery_id)
      else await sendAgain(tx, { delivery_id: one.delivery_id, author, returned: one.returned, fresh: runtime.newId() })
      tried++
    }
    return tried
  })
}

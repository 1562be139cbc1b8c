// One act on many conversations: in portions, with what could not be done and why, and ten seconds to take it back.
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BulkAct, BulkAnswer } from '../../../server/api/list.ts'
import type { Answer, Refused } from '../api.ts'
import { show } from '../notices.ts'
import { refresh } from '../queries.ts'
import { listed, refusalWords } from '../words.ts'
import { renewRows } from './rows.ts'
import { actOn, undoAct } from './requests.ts'

const PORTION = 25
const UNDO_MS = 10_000

interface Sum { readonly done: readonly string[]; readonly refused: BulkAnswer['refused']; readonly undos: readonly string[]; readonly failure: Refused | null }
const NOTHING: Sum = { done: [], refused: [], undos: [], failure: null }

const added = (sum: Sum, answer: Answer<BulkAnswer>): Sum => (answer.ok
  ? { ...sum, done: [...sum.done, ...answer.value.done], refused: [...sum.refused, ...answer.value.refused], undos: [...sum.undos, ...(answer.value.undo === null ? [] : [answer.value.undo])] }
  : { ...sum, failure: answer.refusal })

export interface Acts {
  act(conversations: readonly string[], act: BulkAct): Promise<void>
  /** Takes the last act back, while that can be done. */
  undoLast(): void
  /** How many are done of how many; null while nothing is under way. */
  readonly progress: { readonly done: number; readonly of: number } | null
}

let last: { readonly undo: () => void; readonly until: number } | null = null

export function useActs(): Acts {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [progress, setProgress] = useState<Acts['progress']>(null)
  const tellRefused = ({ refused, failure }: Sum) => {
    if (failure) show(refusalWords(failure), 'problem')
    const reasons = [...new Set(refused.map(({ reason }) => reason))]
    const words = reasons.map((reason) => t('bulk.reason', { reason: t(`bulk.why.${reason}`), count: refused.filter((one) => one.reason === reason).length }))
    if (refused.length > 0) show(t('bulk.refused', { count: refused.length, reasons: listed(words) }), 'problem')
  }
  const renew = async (ids: readonly string[]) => {
    if (ids.length > PORTION) await refresh(client)
    else {
      await renewRows(client, ids, [])
      await Promise.all([['views'], ...ids.map((id) => ['thread', id])].map((queryKey) => client.invalidateQueries({ queryKey })))
    }
  }
  const undo = async (undos: readonly string[]) => {
    last = null
    let sum = NOTHING
    for (const one of undos) sum = added(sum, await undoAct(one))
    if (sum.done.length > 0) show(t('bulk.undone', { count: sum.done.length }))
    tellRefused(sum)
    await renew(sum.done)
  }
  return {
    progress,
    undoLast: () => (last !== null && last.until > Date.now() ? last.undo() : show(t('bulk.nothingToUndo'))),
    async act(conversations, act) {
      let sum = NOTHING
      setProgress({ done: 0, of: conversations.length })
      for (let from = 0; from < conversations.length && sum.failure === null; from += PORTION) {
        sum = added(sum, await actOn(conversations.slice(from, from + PORTION), act))
        setProgress({ done: Math.min(conversations.length, from + PORTION), of: conversations.length })
      }
      setProgress(null)
      const { undos, done } = sum
      if (done.length > 0) {
        last = { undo: () => void undo(undos), until: Date.now() + UNDO_MS }
        show(t(`bulk.done.${act.type === 'snooze' && act.until === null ? 'wake' : act.type}`, { count: done.length }), 'done', () => last?.undo(), UNDO_MS)
      }
      tellRefused(sum)
      // What is chosen next is not cleared with what this was done to.
      void renew(done)
    },
  }
}

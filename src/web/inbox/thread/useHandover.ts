// Takes a conversation over from the automatic guide, or gives it back.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import * as api from '../api.ts'
import { focusReply } from '../keys.ts'
import { need, refusalOf } from '../need.ts'
import { show } from '../notices.ts'
import { refresh } from '../queries.ts'
import { refusalWords } from '../words.ts'

export function useHandover(conversation: string) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refused = async (error: Error) => {
    const refusal = refusalOf(error)
    show(refusal.status === 409 && refusal.error === 'conflict' ? t('error.taken') : refusalWords(refusal), 'problem')
    await refresh(client, conversation)
  }
  const taking = useMutation({
    mutationFn: () => need(api.takeOver(conversation)),
    onError: refused,
    onSuccess: async () => {
      show(t('thread.tookOver'))
      await refresh(client, conversation)
      // Who has gone on writing elsewhere goes on there.
      setTimeout(() => { if (!document.activeElement?.matches('input, textarea, select')) focusReply() })
    },
  })
  const giving = useMutation({
    mutationFn: () => need(api.giveBack(conversation)),
    onError: refused,
    onSuccess: async () => {
      show(t('thread.gaveBack'))
      await refresh(client, conversation)
    },
  })
  return { takeOver: () => taking.mutate(), giveBack: () => giving.mutate(), busy: taking.isPending || giving.isPending }
}

// Sends a reply, and says when it was refused and why.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReplyRequest } from '../../../server/api/thread.ts'
import { sendReply } from '../api.ts'
import { focusReply } from '../keys.ts'
import { need, refusalOf } from '../need.ts'
import { show, tell } from '../notices.ts'
import { refresh } from '../queries.ts'
import { refusalWords } from '../words.ts'

/** `sent` clears what was written; `changed`: somebody wrote meanwhile, and it did not go. */
export function useSending(conversation: string, sent: () => void, changed: () => void) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (reply: ReplyRequest) => need(sendReply(conversation, reply)),
    onSuccess: async ({ held }) => {
      sent()
      if (held) show(t('reply.held'))
      else tell(t('reply.sent'))
      focusReply()
      await refresh(client, conversation)
    },
    onError: async (error) => {
      const refusal = refusalOf(error)
      if (refusal.error !== 'conversation_changed') show(refusalWords(refusal), 'problem')
      await refresh(client, conversation)
      if (refusal.error === 'conversation_changed') changed()
    },
  })
}

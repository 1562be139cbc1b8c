// The foot of a conversation: the reply box for whoever has it, and for everybody else why there is none.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { REPLY } from '../keys.ts'
import { ReplyBox } from './ReplyBox.tsx'
import { useHandover } from '../thread/useHandover.ts'

export function ReplyPlace({ conversation, me }: { readonly conversation: ConversationView; readonly me: string }) {
  const { t } = useTranslation()
  const { takeOver, busy } = useHandover(conversation.id)
  const { handling, assignee, reachable } = conversation
  if (reachable && handling === 'counsellor' && assignee?.id === me) {
    return <ReplyBox conversation={conversation} />
  }
  const why = !reachable
    ? t('reply.lockedUnreachable')
    : handling === 'counsellor'
      ? t('reply.lockedOther', { name: assignee?.name ?? t('handling.nobody') })
      : handling === 'waiting' ? t('reply.lockedWaiting') : t('reply.lockedBot')
  return (
    <section className="reply reply-locked" aria-label={t('reply.heading')} data-testid="reply-locked">
      <p>{why}</p>
      {reachable && handling !== 'counsellor' && (
        <Button onClick={takeOver} loading={busy} {...REPLY}>{t('thread.takeOver')}</Button>
      )}
    </section>
  )
}

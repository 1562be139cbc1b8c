// Asks the counsellor whether a conversation is still theirs, after nothing was done in it for a while.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { answerIdle } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { useChange } from '../staff/useChange.ts'
import { useHandover } from './useHandover.ts'

export function StillYours({ conversation: { id, idleAskedAt } }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation()
  const { giveBack, busy } = useHandover(id)
  const answering = useChange({ ask: (answer: 'keep' | 'later') => answerIdle(id, answer), again: ['thread', 'conversations', 'notices'], told: true, onDone: () => show(t('idle.kept')) })
  if (idleAskedAt === null) return null
  return (
    <div className="reply-note reply-attention still-yours" role="status" data-testid="still-yours">
      <Icon name="clock" /><span>{t('idle.ask')}</span>
      <Button size="compact-sm" onClick={() => answering.mutate('keep')} loading={answering.isPending} data-testid="keep">{t('idle.keep')}</Button>
      <Button size="compact-sm" variant="default" onClick={() => answering.mutate('later')} data-testid="keep-later">{t('idle.later')}</Button>
      <Button size="compact-sm" variant="default" onClick={giveBack} loading={busy}>{t('thread.giveBack')}</Button>
    </div>
  )
}

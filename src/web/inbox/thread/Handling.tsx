// Who answers a conversation now: the automatic guide, nobody yet though somebody may be meant to, or a counsellor.
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { Icon, type IconName } from '../Icon.tsx'

const ICONS: Readonly<Record<ConversationView['handling'], IconName>> = { bot: 'bot', waiting: 'clock', counsellor: 'counsellor' }

export function Handling({ conversation, me }: { readonly conversation: ConversationView; readonly me: string }) {
  const { t } = useTranslation()
  const { handling, assignee } = conversation
  const mine = handling === 'counsellor' && assignee?.id === me
  return (
    <span className="handling" data-handling={handling} data-mine={mine} data-testid="handling">
      <Icon name={ICONS[handling]} size={13} />
      {handling === 'counsellor' ? t('handling.counsellor', { name: assignee?.name ?? t('handling.nobody') }) : t(`handling.${handling}`)}
      {handling === 'waiting' && assignee !== null && t('handling.assigned', { name: assignee.name })}
      {assignee?.id === me && handling !== 'bot' && t('list.you')}
    </span>
  )
}

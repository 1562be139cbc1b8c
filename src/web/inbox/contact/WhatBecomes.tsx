// Beside the reply: what becomes of a line that is written now, where it is more than an answer.
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactView, ConversationView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { useContact } from '../queries.ts'
import { useMay } from '../staff/staffQueries.ts'
import { nearby, since, useNow } from '../time.ts'

interface WhatBecomesProps { readonly conversation: ConversationView; readonly reason: string; onReason(reason: string): void }

/** Null where it simply goes out. `refused`: it cannot be sent, unless a supervisor has a reason. */
function useWords(view: ContactView | undefined): { readonly text: string; readonly refused: boolean } | null {
  const { t } = useTranslation()
  const now = useNow()
  if (!view) return null
  const { reach, leftAt, heardAt } = view
  if (leftAt !== null) return { text: t('contact.left'), refused: true }
  if (reach.type === 'no') return { text: t('contact.refused', { reason: t(`error.contact_${reach.reason}`) }), refused: true }
  const ago = heardAt === null ? '' : since(heardAt, now)
  if (reach.type === 'later') return { text: t(reach.neutral ? 'contact.willHoldNeutral' : 'contact.willHold', { ago, time: nearby(reach.at, now) }), refused: false }
  return reach.neutral ? { text: heardAt === null ? t('contact.willAskNever') : t('contact.willAsk', { ago }), refused: false } : null
}

export function WhatBecomes({ conversation, reason, onReason }: WhatBecomesProps) {
  const { t } = useTranslation()
  const words = useWords(useContact(conversation.id).data)
  const mayOverride = useMay('contact.override')
  if (words === null) return null
  return (
    <div className="reply-note reply-attention" role="status" data-testid="what-becomes" data-refused={words.refused}>
      <Icon name={words.refused ? 'attention' : 'clock'} /><span>{words.text}</span>
      {mayOverride && (
        <details className="contact-override">
          <summary>{t('contact.override')}</summary>
          <TextInput
            size="xs" aria-label={t('contact.override')} maxLength={500} value={reason} onChange={(event) => onReason(event.currentTarget.value)} data-testid="contact-override"
          />
        </details>
      )}
    </div>
  )
}

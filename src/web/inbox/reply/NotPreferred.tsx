// Asks once before a reply goes to an app that the person does not want to be written to on.
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { channelName } from '../words.ts'
import { WriteThere } from '../thread/WriteThere.tsx'

interface NotPreferredProps { readonly conversation: ConversationView; sendHere(): void; cancel(): void }

export function NotPreferred({ conversation, sendHere, cancel }: NotPreferredProps) {
  const { t } = useTranslation()
  const wanted = conversation.others.find((other) => other.preferred)
  const here = useRef<HTMLButtonElement>(null)
  useEffect(() => here.current?.focus(), [])
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    cancel()
  }
  return (
    <div className="reply-note reply-attention" role="alert" onKeyDown={keys} data-testid="not-preferred">
      <Icon name="attention" />
      <span>{wanted ? t('reply.notPreferred', { channel: channelName(wanted.channel) }) : t('reply.notPreferredElsewhere')}</span>
      {wanted && <WriteThere from={conversation.id} to={wanted} />}
      <Button ref={here} size="compact-sm" variant="default" onClick={sendHere} data-testid="send-here">{t('reply.sendHere')}</Button>
      <Button size="compact-sm" variant="subtle" onClick={cancel}>{t('reply.cancel')}</Button>
    </div>
  )
}

// How the reply goes: whether quietly, in how many parts, and the button that sends it.
import { Button, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CanView } from '../../../server/api/inbox.ts'
import type { Draft } from './draft.ts'
import { Icon } from '../Icon.tsx'
import { isMac } from '../keys.ts'

interface ReplySendProps {
  readonly can: CanView
  /** What the worker will read. */
  readonly words: string
  readonly draft: Draft
  change(next: Partial<Draft>): void
  send(): void
  readonly ready: boolean
  readonly sending: boolean
  readonly asIs: boolean
}

export function ReplySend({ can, words, draft, change, send, ready, sending, asIs }: ReplySendProps) {
  const { t } = useTranslation()
  const parts = can.textLength > 0 ? Math.ceil(words.length / can.textLength) : 1
  return (
    <>
      <span role="status" className="reply-parts" data-testid="parts">{parts > 1 ? t('reply.parts', { parts }) : ''}</span>
      {can.discreet && (
        <Switch
          className="reply-discreet" size="xs" label={t('reply.discreet')} title={t('reply.discreetHint')} data-testid="discreet"
          checked={draft.discreet} onChange={(event) => change({ discreet: event.currentTarget.checked })}
        />
      )}
      <span className="quiet">{isMac ? t('reply.sendKeysMac') : t('reply.sendKeys')}</span>
      <Button
        onClick={send} disabled={!ready && !sending} loading={sending}
        leftSection={<Icon name="send" />} aria-keyshortcuts="Control+Enter Meta+Enter" data-testid="send"
      >
        {asIs ? t('reply.sendAsIs') : t('reply.send')}
      </Button>
    </>
  )
}

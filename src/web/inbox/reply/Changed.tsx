// Somebody wrote while a reply was being written: shows what came, and asks whether it still goes.
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { withoutFurigana } from '../furigana.ts'
import { kindName } from '../words.ts'

interface ChangedProps { readonly came: readonly MessageView[]; sendAnyway(): void; goBack(): void }

const wordsOf = ({ text, translation, author, kind }: MessageView) =>
  (author !== 'counsellor' && translation.status === 'done' ? withoutFurigana(translation.text) : text || kindName(kind))

export function Changed({ came, sendAnyway, goBack }: ChangedProps) {
  const { t } = useTranslation()
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => back.current?.focus(), [])
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    goBack()
  }
  return (
    <div className="reply-note reply-attention changed" role="alert" onKeyDown={keys} data-testid="changed">
      <Icon name="attention" />
      <div className="changed-came">
        <strong>{t('changed.heading')}</strong>
        <ul>
          {came.map((message) => (
            <li key={message.id}><span className="quiet">{message.author === 'counsellor' ? message.authorName : t(`author.${message.author}`)}</span> {wordsOf(message)}</li>
          ))}
        </ul>
      </div>
      <Button ref={back} size="compact-sm" variant="default" onClick={goBack} data-testid="changed-back">{t('changed.back')}</Button>
      <Button size="compact-sm" onClick={sendAnyway} data-testid="changed-send">{t('changed.send')}</Button>
    </div>
  )
}

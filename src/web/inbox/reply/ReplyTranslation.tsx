// What the worker will read: the translation to look over and correct, or what to do when there is none.
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Draft } from './draft.ts'
import { Icon } from '../Icon.tsx'
import type { DraftTranslation } from './useDraftTranslation.ts'
import { languageName } from '../words.ts'

interface ReplyTranslationProps {
  readonly state: DraftTranslation
  readonly language: string | null
  readonly draft: Draft
  change(next: Partial<Draft>): void
  ask(): void
  keepAsIs(): void
  sendAsIs(): void
  readonly sending: boolean
  /** Nothing can be sent here now. */
  readonly shut: boolean
}

export function ReplyTranslation({ state, language, draft, change, ask, keepAsIs, sendAsIs, sending, shut }: ReplyTranslationProps) {
  const { t } = useTranslation()
  const name = language === null ? t('thread.workersWords') : languageName(language)
  if (state === 'unneeded') return <p className="quiet reply-note" data-testid="unneeded">{language === null ? t('reply.unknown') : t('reply.unneeded')}</p>
  if (state === 'none') {
    return (
      <p className="reply-note reply-attention" role="status" data-testid="no-translation">
        <Icon name="attention" /><span><strong>{t('reply.none')}</strong> {t('reply.noneHint')}</span>
      </p>
    )
  }
  if (state === 'failed') {
    return (
      <div className="reply-note reply-attention" role="alert" data-testid="translation-failed">
        <Icon name="attention" /><span>{t('reply.failed')}</span>
        <Button size="compact-sm" variant="default" onClick={ask}>{t('reply.tryAgain')}</Button>
        <Button size="compact-sm" variant="default" onClick={sendAsIs} loading={sending} disabled={shut}>{t('reply.sendAsIs')}</Button>
      </div>
    )
  }
  return (
    <div className="reply-translation" data-state={state} data-testid="reply-translation">
      <Textarea
        label={language === null ? t('reply.translationUnknown') : t('reply.translation', { language: name })}
        lang={language ?? undefined} autosize minRows={1} maxRows={6} value={draft.translation} readOnly={sending || state === 'empty'}
        placeholder={state === 'empty' ? t('reply.waitingForText', { language: name }) : ''}
        onChange={(event) => change({ translation: event.currentTarget.value, corrected: true })}
      />
      {state === 'outdated' && (
        <div className="reply-note reply-attention" role="alert">
          <Icon name="attention" /><span>{t('reply.stale')}</span>
          <Button size="compact-sm" variant="default" onClick={ask}>{t('reply.translateAgain')}</Button>
          <Button size="compact-sm" variant="default" onClick={keepAsIs}>{t('reply.keep')}</Button>
        </div>
      )}
    </div>
  )
}

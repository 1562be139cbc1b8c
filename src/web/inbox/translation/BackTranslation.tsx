// What the worker will read, back in Japanese: on demand, to look at. It is no part of the reply.
import { useEffect, useRef, useState } from 'react'
import { Button, CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { translateBack } from './requests.ts'
import './translation.css'

interface Back { readonly of: string; readonly state: 'busy' | 'failed' | 'done'; readonly text: string }

/** `text` is what the worker would read. What was translated back from another text is not shown. */
export function BackTranslation({ conversation, text }: { readonly conversation: string; readonly text: string }) {
  const { t } = useTranslation()
  const [back, setBack] = useState<Back | null>(null)
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [text])
  const ask = async () => {
    asking.current?.abort()
    const control = new AbortController()
    asking.current = control
    setBack({ of: text, state: 'busy', text: '' })
    const answer = await translateBack(conversation, text, control.signal)
    if (control.signal.aborted) return
    setBack(answer.ok && answer.value.status === 'done' ? { of: text, state: 'done', text: answer.value.text } : { of: text, state: 'failed', text: '' })
  }
  const here = back?.of === text ? back : null
  return (
    <div className="back">
      {here?.state !== 'done' && (
        <Button size="compact-xs" variant="subtle" loading={here?.state === 'busy'} leftSection={<Icon name="translate" size={14} />} onClick={() => void ask()} data-testid="back">
          {t('translation.back')}
        </Button>
      )}
      <div role="status">
        {here?.state === 'failed' && <p className="back-failed">{t('translation.backFailed')}</p>}
        {here?.state === 'done' && (
          <div className="back-shown" data-testid="back-translation">
            <p className="quiet">{t('translation.backHeading')}</p>
            <p lang="ja" className="back-text">{here.text}</p>
          </div>
        )}
      </div>
      {here?.state === 'done' && <CloseButton className="back-close" size="sm" aria-label={t('translation.backHide')} onClick={() => setBack(null)} />}
    </div>
  )
}

// What the worker will read, back in Japanese: on demand, to look at. It is no part of the reply.
import { useEffect, useRef, useState } from 'react'
import { Button } from '@mantine/core'
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
  const [shown, busy] = [here?.state === 'done', here?.state === 'busy']
  return (
    <div className="back">
      {/* It is never disabled: that would take the focus out of the reply, and with it the keys that send. */}
      <Button
        size="compact-xs" variant="subtle" leftSection={<Icon name={shown ? 'close' : 'translate'} size={14} />}
        aria-busy={busy} aria-expanded={shown} onClick={() => (shown ? setBack(null) : busy || void ask())} data-testid="back"
      >
        {t(shown ? 'translation.backHide' : busy ? 'reply.translating' : 'translation.back')}
      </Button>
      <div role="status">
        {here?.state === 'failed' && <p className="back-failed">{t('translation.backFailed')}</p>}
        {shown && (
          <div className="back-shown" data-testid="back-translation">
            <p className="quiet">{t('translation.backHeading')}</p>
            <p lang="ja" className="back-text">{here?.text}</p>
          </div>
        )}
      </div>
    </div>
  )
}

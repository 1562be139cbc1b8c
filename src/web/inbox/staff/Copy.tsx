// A text to take along, and the button that copies it.
import { useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'

export function Copy({ text, shown = text, testid }: { readonly text: string; readonly shown?: string; readonly testid: string }) {
  const { t } = useTranslation()
  const place = useRef<HTMLElement>(null)
  const [outcome, setOutcome] = useState<'done' | 'selected' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('done')
    } catch {
      // Without https a browser gives no clipboard.
      if (place.current) window.getSelection()?.selectAllChildren(place.current)
      setOutcome('selected')
    }
  }
  return (
    <div className="copy">
      <code ref={place} data-testid={testid}>{shown}</code>
      <Button size="compact-md" variant="default" leftSection={<Icon name={outcome === 'done' ? 'check' : 'copy'} size={14} />} onClick={() => void copy()} data-testid={`${testid}-copy`}>{t('copy.copy')}</Button>
      <span className="quiet" role="status">{outcome !== null && t(`copy.${outcome}`)}</span>
    </div>
  )
}

// How far the translation of the reply is, and asking for it now or anew.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DraftTranslation } from './useDraftTranslation.ts'

export function ReplyCheck({ state, ask }: { readonly state: DraftTranslation; ask(): void }) {
  const { t } = useTranslation()
  const busy = state === 'changed' || state === 'pending'
  return (
    <div className="reply-check">
      <p role="status">{busy ? t('reply.translating') : state === 'done' ? t('reply.check') : ''}</p>
      {state === 'changed' && <Button size="compact-xs" variant="subtle" onClick={ask}>{t('reply.translateNow')}</Button>}
      {state === 'done' && <Button size="compact-xs" variant="subtle" onClick={ask}>{t('reply.translateAgain')}</Button>}
    </div>
  )
}

// What can be done with the rows that are chosen, and how many they are.
import { useState } from 'react'
import { Button, CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../staff/staffQueries.ts'
import { GiveDialog } from './GiveDialog.tsx'
import type { Acts } from './useActs.ts'

interface BulkBarProps {
  readonly ids: readonly string[]
  /** Of what the filter shows, not all is chosen. */
  readonly partly: boolean
  readonly acts: Acts
  /** They are put off already. */
  readonly snoozed: boolean
  onAll(): void
  onSnooze(): void
  onClear(): void
}

export function BulkBar({ ids, partly, acts, snoozed, onAll, onSnooze, onClear }: BulkBarProps) {
  const { t } = useTranslation()
  const mayAssign = useMay('conversations.assign')
  const [giving, setGiving] = useState(false)
  const { progress } = acts
  const done = (act: Parameters<Acts['act']>[1]) => void acts.act(ids, act).then(onClear)
  return (
    <section className="bulk" aria-label={t('bulk.heading')} data-testid="bulk">
      <p className="bulk-count" role="status">
        <strong>{progress ? t('bulk.progress', progress) : t('bulk.chosen', { count: ids.length })}</strong>
        {partly && !progress && <Button size="compact-xs" variant="subtle" onClick={onAll} data-testid="bulk-all">{t('bulk.all')}</Button>}
        <CloseButton size="sm" aria-label={t('bulk.clear')} onClick={onClear} />
      </p>
      <div className="bulk-acts">
        <Button size="compact-sm" loading={progress !== null} onClick={() => done({ type: 'claim' })} data-testid="bulk-claim">{t('bulk.claim')}</Button>
        {mayAssign && <Button size="compact-sm" variant="default" disabled={progress !== null} onClick={() => setGiving(true)} data-testid="bulk-assign">{t('bulk.assign')}</Button>}
        {snoozed && <Button size="compact-sm" variant="default" disabled={progress !== null} onClick={() => done({ type: 'snooze', until: null })} data-testid="bulk-wake">{t('bulk.wake')}</Button>}
        <Button size="compact-sm" variant="default" disabled={progress !== null} onClick={onSnooze} data-testid="bulk-snooze">{t('bulk.snooze')}</Button>
        <Button size="compact-sm" variant="default" disabled={progress !== null} onClick={() => done({ type: 'giveBack' })} data-testid="bulk-give-back">{t('bulk.giveBack')}</Button>
      </div>
      {giving && <GiveDialog conversations={ids} onClose={() => setGiving(false)} onChoose={(staff) => {
        setGiving(false)
        done({ type: 'assign', staff })
      }} />}
    </section>
  )
}

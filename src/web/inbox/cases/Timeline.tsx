// Everything that happened, newest first.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '../staff/Page.tsx'
import { exactly } from '../time.ts'
import { ActButton } from './ActForm.tsx'
import type { PanelProps } from './CasePage.tsx'
import { eventDetail } from './eventWords.ts'

const SHOWN = 15

export function Timeline({ detail }: PanelProps) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const { case: { id }, events, names, state } = detail
  const newest = events.toReversed()
  return (
    <Panel heading={t('case.timeline')} actions={<ActButton id={id} testid="add-note" label={t('case.addNote')} fields={[{ name: 'text', label: t('case.text'), kind: 'long' }]} build={(values) => ({ type: 'note', ...values })} />} testid="timeline">
      <ol className="record-list">
        {newest.slice(0, all ? newest.length : SHOWN).map((event, i) => (
          <li key={events.length - i} className="record-entry" data-event={event.type}>
            <p className="record-head"><time dateTime={event.at}>{exactly(event.at)}</time><span>{event.by === 'system' ? t('case.bySystem') : event.by === 'worker' ? t('case.worker') : event.by === 'partner' ? t('case.byPartner') : names[event.by] ?? event.by}</span></p>
            <p>{t(`case.event.${event.type}`, { detail: eventDetail(event, names, state) })}</p>
          </li>
        ))}
      </ol>
      {!all && newest.length > SHOWN && <Button variant="light" className="record-more" onClick={() => setAll(true)} data-testid="all-events">{t('case.more', { count: newest.length })}</Button>}
    </Panel>
  )
}

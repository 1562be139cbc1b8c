// A committee pack as it is read and printed, with what its writers and the second person do to it.
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PackView } from '../../../server/api/committee.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { show } from '../notices.ts'
import { PAGES } from '../place.ts'
import { ReportSheet } from '../reports/ReportSheet.tsx'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { deskLanguage } from '../words.ts'
import { askLook, decidePack, pdfAddress, usePack } from './committeeRequests.ts'
import { PackWords } from './PackWords.tsx'
import './committee.css'

export function PackPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const pack = usePack(id, deskLanguage())
  return (
    <Page heading={pack.data === undefined ? t('nav.committee') : t(`committee.kind.${pack.data.kind}`)} testid="pack" actions={<PlaceLink to={PAGES.committee} className="page-link page-back">{t('committee.back')}</PlaceLink>}>
      <Answered query={pack}>{(view) => <Shown key={view.revision} view={view} me={me} />}</Answered>
    </Page>
  )
}

function Shown({ view, me }: { readonly view: PackView; readonly me: MeView }) {
  const { t } = useTranslation()
  const writes = me.may.includes('committee.write')
  return (
    <>
      <div className="item-actions pack-actions">
        {(['ja', 'en'] as const).map((language) => <Button key={language} component="a" href={pdfAddress(view.id, language)} target="_blank" variant="default" size="compact-sm" data-testid={`pdf-${language}`}>{t('committee.pdf', { language: t(`committee.language.${language}`) })}</Button>)}
        <Button variant="default" size="compact-sm" onClick={() => window.print()}>{t('committee.print')}</Button>
        {writes && <Steps view={view} />}
      </div>
      {writes && view.reason !== '' && <p className="quiet pack-actions">{t('committee.reasonSaid', { reason: view.reason })}</p>}
      {writes && view.state === 'draft' && <PackWords view={view} />}
      <ReportSheet report={view.report} />
    </>
  )
}

function Steps({ view: { id, revision, state, mine } }: { readonly view: PackView }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const asking = useChange({ ask: (ask: boolean) => askLook(id, revision, ask), again: ['committee'], told: true, onDone: (_, ask) => { if (ask) show(t('committee.asked')) } })
  const deciding = useChange({ ask: (decision: 'release' | 'return' | 'withdraw') => decidePack(id, revision, decision, reason), again: ['committee'], told: true, onDone: (_, decision) => { if (decision === 'release') show(t('committee.releasedDone')) } })
  const step = (decision: 'release' | 'return' | 'withdraw', primary = false) => (
    <Button size="compact-sm" variant={primary ? 'filled' : 'default'} disabled={decision !== 'release' && reason.trim() === ''} loading={deciding.isPending} onClick={() => deciding.mutate(decision)} data-testid={`pack-${decision}`}>{t(`committee.${decision}`)}</Button>
  )
  return (
    <>
      {state === 'draft' && <Button size="compact-sm" loading={asking.isPending} onClick={() => asking.mutate(true)} data-testid="pack-ask">{t('committee.ask')}</Button>}
      {state === 'review' && mine && <Button size="compact-sm" variant="default" onClick={() => asking.mutate(false)}>{t('committee.takeBack')}</Button>}
      {state === 'review' && (mine ? <span className="quiet">{t('committee.own')}</span> : step('release', true))}
      {state !== 'withdrawn' && <TextInput size="xs" aria-label={t('committee.reason')} placeholder={t('committee.reason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />}
      {state === 'review' && !mine && step('return')}
      {state !== 'withdrawn' && step('withdraw')}
    </>
  )
}

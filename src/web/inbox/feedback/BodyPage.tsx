// One body: what is known of it, whether it is listed, what was released about it, and its right of reply.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BodyDetail } from '../../../server/api/feedback.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { show } from '../notices.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { dateName, dateOf } from '../time.ts'
import { BodyFacts } from './BodiesPage.tsx'
import { BodyForm } from './BodyForm.tsx'
import { BodyReleases } from './BodyReleases.tsx'
import { BodyReplies } from './BodyReplies.tsx'
import { DirectoryPanel } from './DirectoryPanel.tsx'
import { useBody } from './feedbackQueries.ts'
import { moveBody } from './feedbackRequests.ts'
import { BODIES } from './feedbackWords.ts'
import { MergeBody } from './MergeBody.tsx'

function Acts({ body }: { readonly body: BodyDetail }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'edit' | 'merge' | null>(null)
  const moving = useChange({ ask: (act: 'ask' | 'approve' | 'unlist') => moveBody(body.id, act), again: ['feedback'], told: true, onDone: () => show(t('feedback.body.moved')) })
  if (body.state === 'merged') return null
  return (
    <div className="item-actions">
      {body.state === 'unlisted' && <Button size="compact-sm" onClick={() => moving.mutate('ask')} data-testid="ask-listing">{t('feedback.body.ask')}</Button>}
      {body.state === 'asked' && !body.mine && <Button size="compact-sm" onClick={() => moving.mutate('approve')} data-testid="approve-listing">{t('feedback.body.approve')}</Button>}
      {body.state !== 'unlisted' && <Button size="compact-sm" variant="default" onClick={() => moving.mutate('unlist')}>{t('feedback.body.unlist')}</Button>}
      <Button size="compact-sm" variant="default" onClick={() => setOpen('edit')} data-testid="edit-body">{t('feedback.body.edit')}</Button>
      <Button size="compact-sm" variant="subtle" onClick={() => setOpen('merge')}>{t('feedback.body.merge')}</Button>
      {open === 'edit' && <BodyForm body={body} onClose={() => setOpen(null)} />}
      {open === 'merge' && <MergeBody id={body.id} onClose={() => setOpen(null)} />}
    </div>
  )
}

export function BodyPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const body = useBody(id)
  const moderates = me.may.includes('feedback.moderate')
  return (
    <Page heading={body.data?.entry.name ?? t('feedback.bodies')} actions={<PlaceLink to={BODIES} className="page-link page-back">{t('feedback.toBodiesBack')}</PlaceLink>} testid="body-page">
      <Answered query={body}>
        {(one) => (
          <>
            <section className="panel">
              <BodyFacts line={one} />
              <p className="item-facts quiet">{one.entry.otherNames.map((name) => <span key={name}>{name}</span>)}{one.entry.registration !== '' && <span>{one.entry.registration}</span>}{one.entry.contact !== '' && <span>{one.entry.contact}</span>}</p>
              <p className="quiet">{one.least === null ? t('feedback.body.never') : t('feedback.body.rule', { least: one.least })}</p>
              {moderates && <Acts body={one} />}
            </section>
            <DirectoryPanel id={one.id} moderates={moderates && one.state !== 'merged'} />
            <BodyReleases body={one} moderates={moderates} />
            <BodyReplies body={one} moderates={moderates} />
            <Panel heading={t('feedback.body.changes')}>
              <ul className="items">{one.changes.map(({ at, by, change }) => <li key={`${at} ${Object.keys(change).join(' ')}`} className="item"><span className="item-facts quiet"><span>{dateName(dateOf(at))}</span><span>{by}</span><span>{Object.keys(change).join(', ')}</span></span></li>)}</ul>
            </Panel>
          </>
        )}
      </Answered>
    </Page>
  )
}

// Messages to many: those being written, on their way and over; and how to begin one.
import { useState } from 'react'
import { Button, NativeSelect, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isKind, type Kind, KINDS } from '../../../outreach/message.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { FormProblem } from '../FormProblem.tsx'
import { go, openedAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { useChoices, useOutreachList } from './outreachQueries.ts'
import { beginOutreach } from './outreachRequests.ts'
import './outreach.css'

export function OutreachListPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const list = useOutreachList()
  const [beginning, setBeginning] = useState(false)
  const writes = me.may.includes('outreach.write')
  return (
    <Page
      heading={t('nav.outreach')} intro={t('outreach.intro')} testid="outreach-page"
      actions={writes && <Button size="compact-md" onClick={() => setBeginning(true)} data-testid="begin-outreach">{t('outreach.begin')}</Button>}
    >
      <Answered query={list}>
        {({ outreach }) => (outreach.length === 0
          ? <p className="panel empty" data-testid="no-outreach">{t('outreach.none')}</p>
          : (
            <ul className="panel items" data-testid="outreach-list">
              {outreach.map(({ id, title, kind, state, startsAt, savedAt, authors }) => (
                <li key={id} className="item">
                  <p className="item-text">
                    <PlaceLink to={openedAddress('outreach', id)} className="page-link">{title || t('outreach.untitled')}</PlaceLink>
                    <span className="item-facts quiet">
                      <span className={state === 'released' || state === 'review' ? 'tag tag-late' : 'tag'}>{t(`outreach.state.${state}`)}</span>
                      <span>{t(`outreach.kind.${kind}`)}</span><span>{listed(authors)}</span><span>{exactly(startsAt ?? savedAt)}</span>
                    </span>
                  </p>
                </li>
              ))}
            </ul>
          ))}
      </Answered>
      {beginning && <Begin onClose={() => setBeginning(false)} />}
    </Page>
  )
}

function Begin({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const choices = useChoices()
  const [kind, setKind] = useState<Kind>('selfCheck')
  const [topic, setTopic] = useState<string | null>(null)
  const beginning = useChange({ ask: () => beginOutreach(kind, kind === 'news' ? topic : null), again: ['outreach'], onDone: ({ id }) => go(openedAddress('outreach', id)) })
  return (
    <Dialog heading={t('outreach.begin')} onClose={onClose} testid="begin-dialog">
      <div className="form">
        <NativeSelect
          label={t('outreach.kindLabel')} description={t(`outreach.kindHint.${kind}`)} value={kind} data={KINDS.map((value) => ({ value, label: t(`outreach.kind.${value}`) }))} data-testid="outreach-kind"
          onChange={({ currentTarget: { value } }) => { if (isKind(value)) setKind(value) }}
        />
        {kind === 'news' && (
          <Select label={t('outreach.article')} searchable value={topic} data={(choices.data?.topics ?? []).map((one) => ({ value: one.topic, label: one.title }))} onChange={setTopic} nothingFoundMessage={t('outreach.nothingFound')} />
        )}
        <FormProblem error={beginning.error} />
        <div className="form-end"><Button disabled={kind === 'news' && topic === null} loading={beginning.isPending} onClick={() => beginning.mutate(undefined)} data-testid="begin-yes">{t('outreach.beginNow')}</Button></div>
      </div>
    </Dialog>
  )
}

// One message to many: written and counted, looked at by somebody else, watched while it goes, and what came of it.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OutreachPage as OutreachView } from '../../../server/api/outreach.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { MessageEditor } from './MessageEditor.tsx'
import { MessagePreview } from './MessagePreview.tsx'
import { OutreachActions } from './OutreachActions.tsx'
import { Progress } from './Progress.tsx'
import { ReachPanel } from './ReachPanel.tsx'
import { Results } from './Results.tsx'
import { SegmentShown } from './SegmentShown.tsx'
import { useOutreach } from './outreachQueries.ts'
import { faultWords } from './outreachWords.ts'
import './outreach.css'

function Facts({ view }: { readonly view: OutreachView }) {
  const { t } = useTranslation()
  return (
    <p className="item-facts quiet" data-testid="outreach-facts">
      <span className="tag" data-testid="outreach-state">{t(`outreach.state.${view.state}`)}</span><span>{t(`outreach.kind.${view.kind}`)}</span>
      <span>{t('outreach.by', { names: listed(view.authors) })}</span>
      {view.releasedBy !== null && <span>{t('outreach.releasedBy', { name: view.releasedBy })}</span>}
      {view.startsAt !== null && <span>{t('outreach.from', { at: exactly(view.startsAt) })}</span>}
      {view.endsAt !== null && <span>{t('outreach.until', { at: exactly(view.endsAt) })}</span>}
      {view.reason !== '' && <span>{t('outreach.reasonGiven', { reason: view.reason })}</span>}
    </p>
  )
}

function Faults({ view }: { readonly view: OutreachView }) {
  if (view.faults.length === 0) return null
  return (
    <ul className="panel wanting" data-testid="outreach-faults">
      {view.faults.map((fault) => <li key={JSON.stringify(fault)}><Icon name="attention" /><span>{faultWords(fault)}</span></li>)}
    </ul>
  )
}

export function OutreachPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const outreach = useOutreach(id)
  const [editing, setEditing] = useState(false)
  const title = outreach.data?.title || t('outreach.untitled')
  return (
    <Page heading={title} actions={<PlaceLink to={PAGES.outreach} className="page-link page-back">{t('outreach.back')}</PlaceLink>} testid="outreach-one">
      <Answered query={outreach}>
        {(view) => {
          const open = view.state === 'draft' || view.state === 'review'
          const writes = open && me.may.includes('outreach.write') && (view.state === 'draft' || editing)
          return (
            <>
              <Facts view={view} />
              <OutreachActions view={view} me={me} />
              {open && <Faults view={view} />}
              {view.progress && <Progress id={id} view={view} progress={view.progress} />}
              {view.results && <Results results={view.results} />}
              {writes ? <MessageEditor view={view} onSaved={() => setEditing(false)} /> : (
                <>
                  {open && me.may.includes('outreach.write') && <Button variant="default" size="compact-sm" className="outreach-edit" onClick={() => setEditing(true)} title={t('outreach.editHint')}>{t('outreach.edit')}</Button>}
                  <Panel heading={t('outreach.segment')}><SegmentShown segment={view.segment} /></Panel>
                  {view.reach && <ReachPanel reach={view.reach} />}
                  <MessagePreview id={id} message={view.message} />
                </>
              )}
            </>
          )
        }}
      </Answered>
    </Page>
  )
}

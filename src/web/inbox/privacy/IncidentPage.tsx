// One incident: its clocks, what is known, each step of the law, what to tell the persons, and everything that was done.
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Step } from '../../../privacy/incident.ts'
import type { IncidentView } from '../../../server/api/incidents.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { show } from '../notices.ts'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Copy } from '../staff/Copy.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { languageName } from '../words.ts'
import { Clocks } from './Clocks.tsx'
import { IncidentForm } from './IncidentForm.tsx'
import { AGAIN_INCIDENT, doStep, incidentPageAddress, saveIncident, useIncident } from './privacyRequests.ts'
import './privacy.css'

export function IncidentPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const incident = useIncident(id)
  return (
    <Page heading={incident.data?.title ?? t('nav.incidents')} actions={<PlaceLink to={PAGES.incidents} className="page-link page-back">{t('nav.incidents')}</PlaceLink>} testid="incident-page">
      <Answered query={incident}>{(view) => <Whole key={view.revision} view={view} writes={me.may.includes('incidents.write')} />}</Answered>
    </Page>
  )
}

function Whole({ view, writes }: { readonly view: IncidentView; readonly writes: boolean }) {
  const { t } = useTranslation()
  const { id, revision, knownAt, unlawful, facts, duty, closedAt, notices, changes } = view
  return (
    <>
      <Panel heading={t('incident.steps')} hint={duty ? t('incident.duty') : t('incident.dutyMaybe')} actions={<a className="page-link" href={incidentPageAddress(id)} target="_blank" rel="noreferrer">{t('incident.page')}</a>} testid="incident-steps">
        <Clocks of={view} />
        {writes && <Steps view={view} />}
      </Panel>
      {writes && closedAt === null && (
        <Panel heading={t('incident.field.what')}>
          <IncidentForm initial={{ knownAt, unlawful, facts }} ask={(body) => saveIncident(id, revision, body)} onDone={() => show(t('incident.saved'))} />
        </Panel>
      )}
      <Panel heading={t('incident.notices')} hint={t('incident.noticesHint')} testid="incident-notices">
        {Object.entries(notices).map(([language, text]) => (
          <details key={language}><summary>{t('incident.copyNotice', { language: languageName(language) })}</summary><div lang={language}><Copy text={text} testid={`notice-${language}`} /></div></details>
        ))}
      </Panel>
      <Panel heading={t('incident.changes')} testid="incident-changes">
        <ul className="incident-changes">
          {changes.map(({ type, by, at, words }) => <li key={`${at} ${type}`}><time dateTime={at}>{exactly(at)}</time> {by}: {stepName(type)}{words !== '' && <> – <span dir="auto">{words}</span></>}</li>)}
        </ul>
      </Panel>
    </>
  )
}

const STEP_NAMES = ['preliminary', 'final', 'notified', 'askClose', 'close', 'reopen'] as const

function stepName(type: string): string {
  const step = STEP_NAMES.find((one) => one === type)
  return step ? i18next.t(`incident.step.${step}`) : i18next.t(type === 'begun' ? 'incident.change.begun' : 'incident.change.saved')
}

function Steps({ view: { id, preliminaryAt, finalAt, closedAt, closeAsked, mine } }: { readonly view: IncidentView }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const doing = useChange({ ask: (step: Step) => doStep(id, { step, words: words.trim() }), again: AGAIN_INCIDENT, told: true, onDone: () => setWords('') })
  const steps: readonly Step[] = closedAt !== null ? ['reopen']
    : [...(preliminaryAt === null ? ['preliminary' as const] : []), ...(finalAt === null ? ['final' as const] : []), 'notified', closeAsked ? 'close' : 'askClose']
  return (
    <>
      <TextInput label={t('incident.stepNote')} maxLength={1000} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      <div className="item-actions">
        {steps.map((step) => <Button key={step} size="compact-md" variant="default" disabled={doing.isPending || (step === 'close' && mine)} onClick={() => doing.mutate(step)} data-testid={`step-${step}`}>{t(`incident.step.${step}`)}</Button>)}
      </div>
      {closeAsked && mine && closedAt === null && <p className="quiet">{t('incident.secondCloses')}</p>}
    </>
  )
}

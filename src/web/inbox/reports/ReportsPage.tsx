// The calendar of company reports: what is due, what is being written, who has to look at it, and what was released.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DueReport, ReportLine } from '../../../server/api/reports.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { go, openedAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { useReports } from './reportQueries.ts'
import { makeReport } from './reportRequests.ts'
import { ReportSettings } from './ReportSettings.tsx'
import { companyName, monthsName } from './reportWords.ts'
import './reports.css'

export function ReportsPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const list = useReports()
  return (
    <Page heading={t('nav.reports')} intro={t('reports.intro')} testid="reports-page">
      <Answered query={list}>
        {({ reports, due, settings }) => {
          const open = reports.filter(({ state }) => state === 'draft' || state === 'review')
          const over = reports.filter(({ state }) => state === 'released' || state === 'withdrawn')
          return (
            <>
              <Panel heading={t('reports.due')} hint={t('reports.dueHint')} testid="due">
                {due.length === 0 ? <p className="empty">{t('reports.noneDue')}</p> : <ul className="items">{due.map((one) => <Due key={`${one.company?.id ?? ''} ${one.quarter}`} due={one} may={me.may.includes('reports.write')} />)}</ul>}
              </Panel>
              <Panel heading={t('reports.open')} hint={t('reports.openHint')} testid="open-reports">
                {open.length === 0 ? <p className="empty">{t('reports.noneOpen')}</p> : <ul className="items">{open.map((one) => <Line key={one.id} report={one} />)}</ul>}
              </Panel>
              <Panel heading={t('reports.over')} testid="released-reports">
                {over.length === 0 ? <p className="empty">{t('reports.noneOver')}</p> : <ul className="items">{over.map((one) => <Line key={one.id} report={one} />)}</ul>}
              </Panel>
              <ReportSettings settings={settings} may={me.may.includes('reports.release')} />
            </>
          )
        }}
      </Answered>
    </Page>
  )
}

function Due({ due, may }: { readonly due: DueReport; readonly may: boolean }) {
  const { t } = useTranslation()
  const making = useChange({ ask: makeReport, again: ['reports'], told: true, onDone: ({ id }) => go(openedAddress('reports', id)) })
  const name = companyName(due.company)
  return (
    <li className="item">
      <p className="item-text"><strong>{name}</strong><span className="quiet">{monthsName(due)}</span></p>
      {due.report === null
        ? may && <Button size="compact-sm" loading={making.isPending} aria-label={t('reports.prepareNamed', { name })} onClick={() => making.mutate({ company: due.company?.id ?? null, quarter: due.quarter })} data-testid="prepare-report">{t('reports.prepare')}</Button>
        : <PlaceLink to={openedAddress('reports', due.report)} className="page-link">{t('reports.beingWritten')}</PlaceLink>}
    </li>
  )
}

function Line({ report }: { readonly report: ReportLine }) {
  const { t } = useTranslation()
  const { id, company, state, tooFew, savedAt, releasedAt } = report
  return (
    <li className="item" data-testid={`report-${id}`}>
      <p className="item-text">
        <PlaceLink to={openedAddress('reports', id)} className="page-link">{companyName(company)}</PlaceLink>
        <span>{monthsName(report)}</span>
        <span className="quiet">{releasedAt === null ? t('reports.savedAt', { time: exactly(savedAt) }) : t('reports.releasedAt', { time: exactly(releasedAt) })}{tooFew && ` · ${t('reports.tooFew')}`}</span>
      </p>
      <span className="report-state" data-state={state}>{t(`reports.state.${state}`)}</span>
    </li>
  )
}

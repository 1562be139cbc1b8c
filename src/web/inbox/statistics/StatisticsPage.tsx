// The statistics: matters, contacts and people of a span, by everything they are counted by, to the last person and for the desk alone.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { percent } from '../../../reports/counting.ts'
import type { Figures } from '../../../reports/counting.ts'
import type { StatisticsView } from '../../../server/api/statistics.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { Standing } from '../staff/Standing.tsx'
import { deskLanguage } from '../words.ts'
import { Breakdown } from './Breakdown.tsx'
import { PublishedPanel } from './PublishedPanel.tsx'
import { SpanChoice } from './SpanChoice.tsx'
import { Themes } from './Themes.tsx'
import { fileAddress, useStatistics } from './useStatistics.ts'
import type { Chosen } from './useStatistics.ts'
import '../numbers/numbers.css'
import './statistics.css'

const MEASURES = ['matters', 'contacts', 'people'] as const
const BREAKDOWNS = ['month', 'language', 'nationality', 'status', 'prefecture', 'industry', 'channel', 'lot'] as const
const SEVERAL: ReadonlySet<string> = new Set(['month', 'channel'])

export function StatisticsPage() {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Chosen>({ preset: 'quarter', day: '', from: '', to: '' })
  const statistics = useStatistics(chosen)
  const counting = statistics.data?.type === 'counting'
  return (
    <Page heading={t('nav.statistics')} intro={t('statistics.intro')} testid="statistics" actions={(
      <span className="statistics-files">
        {(['csv', 'xlsx'] as const).map((format) => <Button key={format} component="a" {...(counting ? { 'data-disabled': true, 'aria-disabled': true } : { href: fileAddress(chosen, format, deskLanguage()) })} download variant="default" size="compact-sm" data-testid={`file-${format}`}>{t(`statistics.file.${format}`)}</Button>)}
      </span>
    )}>
      <SpanChoice chosen={chosen} span={statistics.data?.span} onChoose={setChosen} />
      <div className="numbers" aria-busy={statistics.isPlaceholderData}>
        <Answered query={statistics}>{(view) => (view.type === 'counting' ? <Standing of={view} /> : <Shown view={view} />)}</Answered>
      </div>
    </Page>
  )
}

function Shown({ view }: { readonly view: StatisticsView }) {
  const { t } = useTranslation()
  const { count, countBefore, answered, published, tied } = view
  return (
    <>
      <Standing of={view} />
      {tied && <p className="quiet" data-testid="tied">{t('statistics.tied')}</p>}
      <dl className="tiles" data-testid="totals">
        {MEASURES.map((measure) => <Total key={measure} measure={measure} now={count.total} then={countBefore} />)}
        <div className="tile"><dt>{t('statistics.byPerson')}</dt><dd><strong>{answered.contacts === 0 ? '–' : `${percent(answered.byPerson, answered.contacts)} %`}</strong><span className="quiet">{t('statistics.byPersonOf', { some: answered.byPerson, all: answered.contacts })}</span></dd></div>
      </dl>
      <Themes view={view} />
      {BREAKDOWNS.map((dimension) => <Breakdown key={dimension} dimension={dimension} rows={count.by[dimension]} matters={count.total.matters} several={SEVERAL.has(dimension)} />)}
      {published.map((one) => <PublishedPanel key={one.source} published={one} />)}
      <p className="quiet">{t('statistics.rounding')}</p>
    </>
  )
}

function Total({ measure, now, then }: { readonly measure: keyof Figures; readonly now: Figures; readonly then: Figures }) {
  const { t } = useTranslation()
  const change = now[measure] - then[measure]
  return <div className="tile"><dt>{t(`statistics.${measure}`)}</dt><dd><strong>{now[measure].toLocaleString('en')}</strong><span className="quiet">{t('statistics.change', { change: `${change > 0 ? '+' : change < 0 ? '−' : '±'}${Math.abs(change)}`, then: then[measure] })}</span></dd></div>
}

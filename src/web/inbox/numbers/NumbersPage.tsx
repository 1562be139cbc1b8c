// The desk's numbers for the day, the week or four weeks, as they are now.
import { useState } from 'react'
import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NumbersView, Period } from '../../../server/api/numbers.ts'
import { word } from '../cases/caseWords.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { Standing } from '../staff/Standing.tsx'
import { lastingSeconds, since, useNow } from '../time.ts'
import { languageName } from '../words.ts'
import { CountPlot } from './CountPlot.tsx'
import { LinesPlot } from './LinesPlot.tsx'
import { SpreadPlot } from './SpreadPlot.tsx'
import { useNumbers } from './useNumbers.ts'
import './numbers.css'

const PERIODS: readonly Period[] = ['today', 'week', 'month']
const isPeriod = (value: string | null): value is Period => PERIODS.some((period) => period === value)
const sum = (counts: NumbersView['cases']) => counts.reduce((all, { count }) => all + count, 0)

export function NumbersPage() {
  const { t } = useTranslation()
  const [period, setPeriod] = useState<Period>('today')
  const numbers = useNumbers(period)
  return (
    <Page heading={t('nav.numbers')} intro={t('numbers.intro')} testid="numbers">
      <Tabs value={period} onChange={(value) => isPeriod(value) && setPeriod(value)} keepMounted={false}>
        <Tabs.List>{PERIODS.map((one) => <Tabs.Tab key={one} value={one} data-testid={`period-${one}`}>{t(`numbers.period.${one}`)}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value={period} className="numbers" aria-busy={numbers.isPlaceholderData}>
          <Answered query={numbers}>{(view) => <Numbers view={view} period={period} />}</Answered>
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function Numbers({ view, period }: { readonly view: NumbersView; readonly period: Period }) {
  const { t } = useTranslation()
  const now = useNow()
  const { waiting, firstReply, cases, lines, alone, standing } = view
  const waits = sum(waiting.byLanguage)
  const counted = standing.type === 'counted'
  const language = (key: string | null) => (key === null ? t('numbers.unknown') : languageName(key))
  const severity = (key: string | null) => (key === null ? t('numbers.noCase') : `${key} ${word('severity', key)}`)
  return (
    <>
      <Standing of={standing} />
      <dl className="tiles" data-testid="tiles">
        <Tile name={t('numbers.waiting')} value={String(waits)} note={waiting.longest === null ? t('numbers.nobodyWaits') : t('numbers.longest', { time: since(waiting.longest, now) })} />
        {counted && <Tile name={t('numbers.firstReply')} value={firstReply.all ? lastingSeconds(firstReply.all.median) : '–'} note={firstReply.all ? t('numbers.spread', { time: lastingSeconds(firstReply.all.p90), n: firstReply.all.n }) : t('numbers.nobodyAnswered')} />}
        <Tile name={t('numbers.cases')} value={String(sum(cases))} note={t('numbers.casesNote')} />
        {counted && <Tile name={t('numbers.alone')} value={alone.all === 0 ? '–' : `${Math.round((alone.alone / alone.all) * 100)} %`} note={t('numbers.aloneOf', { alone: alone.alone, all: alone.all })} />}
      </dl>
      {counted && <LinesPlot lines={lines} period={period} />}
      <CountPlot heading={t('numbers.waitingByLanguage')} first={t('numbers.language')} empty={t('numbers.nobodyWaits')} counts={waiting.byLanguage} nameOf={language} testid="waiting-plot" />
      {counted && <SpreadPlot heading={t('numbers.firstByLanguage')} first={t('numbers.language')} spreads={firstReply.byLanguage} nameOf={language} testid="first-by-language" />}
      {counted && <SpreadPlot heading={t('numbers.firstBySeverity')} first={t('numbers.severity')} spreads={firstReply.bySeverity} nameOf={severity} testid="first-by-severity" />}
      <CountPlot heading={t('numbers.casesBySeverity')} first={t('numbers.severity')} empty={t('numbers.noCases')} counts={cases} nameOf={severity} testid="cases-plot" />
    </>
  )
}

function Tile({ name, value, note }: { readonly name: string; readonly value: string; readonly note: string }) {
  return <div className="tile"><dt>{name}</dt><dd><strong>{value}</strong><span className="quiet">{note}</span></dd></div>
}

// What people did with a message to many, as plots; small numbers are not shown.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useTranslation } from 'react-i18next'
import type { PartView, ResultsView } from '../../../server/api/outreach.ts'
import { CountPlot } from '../numbers/CountPlot.tsx'
import { Figure } from '../numbers/Figure.tsx'
import { Panel } from '../staff/Page.tsx'
import { clock, nearby } from '../time.ts'
import { channelName, languageName } from '../words.ts'
import { useChoices } from './outreachQueries.ts'
import { buttonName, people } from './outreachWords.ts'
import '../numbers/numbers.css'

/** Hidden ones have no bar: their number stands in no picture. */
const visible = (parts: readonly PartView[]) => parts.flatMap(({ key, count }) => (count === null ? [] : [{ key, count }]))

export function Results({ results }: { readonly results: ResultsView }) {
  const { t } = useTranslation()
  const choices = useChoices().data
  const days = new Set(results.overTime.map(({ at }) => at.slice(0, 10))).size > 1
  const rows = results.overTime.map(({ at, count }) => ({ name: days ? nearby(at, Date.now()) : clock(at), count }))
  const tiles = [['answered', results.answered], ...(results.neutral === 0 ? [] : [['neutralSent', results.neutral] as const, ['opened', results.opened] as const]), ['begun', results.begun], ['finished', results.finished]] as const
  const plot = (heading: string, first: string, parts: readonly PartView[], nameOf: (key: string) => string, testid: string) => (
    <CountPlot heading={heading} first={first} empty={t('outreach.nothingYet')} counts={visible(parts)} nameOf={(key) => nameOf(key ?? '')} testid={testid} />
  )
  return (
    <div className="numbers outreach-results" data-testid="outreach-results">
      <Panel heading={t('outreach.results')} hint={t('outreach.resultsHint')}>
        <dl className="tiles">{tiles.map(([name, count]) => <div key={name} className="tile"><dt>{t(`outreach.count.${name}`)}</dt><dd><strong data-testid={`count-${name}`}>{people(count)}</strong></dd></div>)}</dl>
      </Panel>
      <Figure heading={t('outreach.overTime')} empty={t('outreach.nothingYet')} testid="over-time" columns={[t('numbers.time'), t('numbers.n')]} rows={rows.map(({ name, count }) => [name, count])}>
        <ResponsiveContainer width="100%" height={200}>
          <BarChart data={rows} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: -16 }}>
            <CartesianGrid vertical={false} stroke="var(--rule)" />
            <XAxis dataKey="name" stroke="var(--ink-quiet)" tick={{ fontSize: 12, fill: 'var(--ink-quiet)' }} minTickGap={16} />
            <YAxis allowDecimals={false} stroke="var(--ink-quiet)" tick={{ fontSize: 12, fill: 'var(--ink-quiet)' }} />
            <Tooltip cursor={{ fill: 'var(--rule)', opacity: 0.5 }} contentStyle={{ background: 'var(--surface)', border: '1px solid var(--rule-strong)', color: 'var(--ink)' }} />
            <Bar dataKey="count" name={t('outreach.count.sent')} fill="var(--plot-desk)" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </Figure>
      {plot(t('outreach.byChannel'), t('outreach.channels'), results.byChannel, channelName, 'by-channel')}
      {plot(t('outreach.byLanguage'), t('outreach.languages'), results.byLanguage, (key) => (key === '' ? t('outreach.unknown') : languageName(key)), 'by-language')}
      {plot(t('outreach.taps'), t('outreach.buttons'), results.taps, (key) => buttonName(key, choices), 'taps')}
    </div>
  )
}

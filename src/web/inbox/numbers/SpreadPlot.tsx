// How long people waited for the first answer: half of them no longer than the dark bar, nine of ten no longer than the light one.
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useTranslation } from 'react-i18next'
import type { SpreadView } from '../../../server/api/numbers.ts'
import { lastingSeconds } from '../time.ts'
import { Figure } from './Figure.tsx'

interface SpreadPlotProps { readonly heading: string; readonly first: string; readonly spreads: readonly SpreadView[]; nameOf(key: string | null): string; readonly testid: string }

const MINUTE = 60
const ROW = 46

export function SpreadPlot({ heading, first, spreads, nameOf, testid }: SpreadPlotProps) {
  const { t } = useTranslation()
  const rows = spreads.map(({ key, n, median, p90 }) => ({ name: nameOf(key), n, median: median / MINUTE, p90: p90 / MINUTE }))
  return (
    <Figure
      heading={heading} empty={t('numbers.nobodyAnswered')} testid={testid} columns={[first, t('numbers.n'), t('numbers.median'), t('numbers.p90')]}
      rows={spreads.map(({ key, n, median, p90 }) => [nameOf(key), n, lastingSeconds(median), lastingSeconds(p90)])}
    >
      <ResponsiveContainer width="100%" height={60 + rows.length * ROW}>
        <BarChart data={rows} layout="vertical" accessibilityLayer={false} barGap={1} margin={{ top: 8, right: 16, bottom: 0, left: 0 }}>
          <CartesianGrid horizontal={false} stroke="var(--rule)" />
          <XAxis type="number" stroke="var(--ink-quiet)" tick={{ fontSize: 12, fill: 'var(--ink-quiet)' }} tickFormatter={(minutes: number) => (minutes === 0 ? '0' : lastingSeconds(minutes * MINUTE))} />
          <YAxis type="category" dataKey="name" width={104} stroke="var(--ink-quiet)" tick={{ fontSize: 12, fill: 'var(--ink-soft)' }} />
          <Tooltip cursor={{ fill: 'var(--rule)', opacity: 0.5 }} contentStyle={{ background: 'var(--surface)', border: '1px solid var(--rule-strong)', color: 'var(--ink)' }} formatter={(minutes) => lastingSeconds(Number(minutes) * MINUTE)} />
          <Legend wrapperStyle={{ fontSize: 13 }} formatter={(name) => <span className="plot-legend">{name}</span>} />
          <Bar dataKey="median" name={t('numbers.median')} fill="var(--plot-desk)" isAnimationActive={false} />
          <Bar dataKey="p90" name={t('numbers.p90')} fill="var(--plot-guide)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </Figure>
  )
}

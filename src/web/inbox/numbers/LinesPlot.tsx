// How much was written, by the hour or by the day, and by whom.
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useTranslation } from 'react-i18next'
import type { BucketView, Period } from '../../../server/api/numbers.ts'
import { clock, lately } from '../time.ts'
import { Figure } from './Figure.tsx'

const WRITERS = ['worker', 'guide', 'desk'] as const

export function LinesPlot({ lines, period }: { readonly lines: readonly BucketView[]; readonly period: Period }) {
  const { t } = useTranslation()
  const rows = lines.map((line) => ({ ...line, name: period === 'today' ? clock(line.at) : lately(line.at, 0) }))
  const written = rows.some(({ worker, guide, desk }) => worker + guide + desk > 0)
  return (
    <Figure
      heading={t(period === 'today' ? 'numbers.linesByHour' : 'numbers.linesByDay')} empty={t('numbers.nobodyWrote')} testid="lines-plot"
      columns={[t('numbers.time'), ...WRITERS.map((writer) => t(`numbers.writer.${writer}`))]}
      rows={written ? rows.map(({ name, worker, guide, desk }) => [name, worker, guide, desk]) : []}
    >
      <ResponsiveContainer width="100%" height={240}>
        <BarChart data={rows} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: -16 }}>
          <CartesianGrid vertical={false} stroke="var(--rule)" />
          <XAxis dataKey="name" stroke="var(--ink-quiet)" tick={{ fontSize: 12, fill: 'var(--ink-quiet)' }} minTickGap={16} />
          <YAxis allowDecimals={false} stroke="var(--ink-quiet)" tick={{ fontSize: 12, fill: 'var(--ink-quiet)' }} />
          <Tooltip cursor={{ fill: 'var(--rule)', opacity: 0.5 }} contentStyle={{ background: 'var(--surface)', border: '1px solid var(--rule-strong)', color: 'var(--ink)' }} />
          <Legend wrapperStyle={{ fontSize: 13 }} formatter={(name) => <span className="plot-legend">{name}</span>} />
          {WRITERS.map((writer) => <Bar key={writer} dataKey={writer} name={t(`numbers.writer.${writer}`)} stackId="lines" fill={`var(--plot-${writer})`} isAnimationActive={false} />)}
        </BarChart>
      </ResponsiveContainer>
    </Figure>
  )
}

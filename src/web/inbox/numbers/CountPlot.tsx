// How many of each: one bar a row.
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { useTranslation } from 'react-i18next'
import type { CountView } from '../../../server/api/numbers.ts'
import { Figure } from './Figure.tsx'

interface CountPlotProps { readonly heading: string; readonly first: string; readonly empty: string; readonly counts: readonly CountView[]; nameOf(key: string | null): string; readonly testid: string }

const ROW = 32

export function CountPlot({ heading, first, empty, counts, nameOf, testid }: CountPlotProps) {
  const { t } = useTranslation()
  const rows = counts.map(({ key, count }) => ({ name: nameOf(key), count }))
  return (
    <Figure heading={heading} empty={empty} testid={testid} columns={[first, t('numbers.n')]} rows={rows.map(({ name, count }) => [name, count])}>
      <ResponsiveContainer width="100%" height={16 + rows.length * ROW}>
        <BarChart data={rows} layout="vertical" accessibilityLayer={false} margin={{ top: 4, right: 40, bottom: 4, left: 0 }}>
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis type="category" dataKey="name" width={104} axisLine={false} tickLine={false} tick={{ fontSize: 12, fill: 'var(--ink-soft)' }} />
          <Bar dataKey="count" fill="var(--plot-desk)" isAnimationActive={false} barSize={18}>
            <LabelList dataKey="count" position="right" fill="var(--ink)" fontSize={13} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </Figure>
  )
}

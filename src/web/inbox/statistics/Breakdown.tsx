// Matters, contacts and people by one thing that is known of them: as bars of people, and as a table with everything.
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { useTranslation } from 'react-i18next'
import { inOrder, knownOf, percent } from '../../../reports/counting.ts'
import type { Counted, Dimension } from '../../../reports/counting.ts'
import { keyName } from '../../../reports/words.ts'
import { Figure } from '../numbers/Figure.tsx'
import { deskLanguage } from '../words.ts'

const ROW = 30
/** So many rows fit a plot; the table has all of them. */
const MOST = 15

interface BreakdownProps { readonly dimension: Exclude<Dimension, 'theme' | 'topic'>; readonly rows: readonly Counted[]; readonly matters: number; readonly several: boolean }

export function Breakdown({ dimension, rows, matters, several }: BreakdownProps) {
  const { t } = useTranslation()
  const named = (dimension === 'month' ? rows.toSorted((a, b) => String(a.key).localeCompare(String(b.key))) : inOrder(rows)).map((row) => ({ ...row, name: keyName(deskLanguage(), dimension, row.key) }))
  const { n, unknown } = knownOf(rows)
  const plotted = named.slice(0, MOST)
  return (
    <Figure
      heading={t(`statistics.by.${dimension}`)} hint={several ? t('statistics.several') : t('statistics.known', { n, unknown })} empty={t('statistics.nobody')} testid={`by-${dimension}`}
      columns={[t('statistics.name'), t('statistics.matters'), t('statistics.share'), t('statistics.contacts'), t('statistics.people')]}
      rows={named.map(({ name, matters: own, contacts, people }) => [name, own, `${percent(own, matters)} %`, contacts, people])}
    >
      <ResponsiveContainer width="100%" height={16 + plotted.length * ROW}>
        <BarChart data={plotted} layout="vertical" accessibilityLayer={false} margin={{ top: 4, right: 40, bottom: 4, left: 0 }}>
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis type="category" dataKey="name" width={132} axisLine={false} tickLine={false} interval={0} tick={{ fontSize: 12, fill: 'var(--ink-soft)' }} />
          <Bar dataKey="people" fill="var(--plot-desk)" isAnimationActive={false} barSize={16}>
            <LabelList dataKey="people" position="right" fill="var(--ink)" fontSize={13} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </Figure>
  )
}

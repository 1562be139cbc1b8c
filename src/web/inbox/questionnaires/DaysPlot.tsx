// How many answered on each day in Japan.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useTranslation } from 'react-i18next'
import type { ResultsView } from '../../../server/api/questionnaires.ts'
import { Figure } from '../numbers/Figure.tsx'

export function DaysPlot({ days }: { readonly days: ResultsView['byDay'] }) {
  const { t } = useTranslation()
  const rows = everyDay(days)
  return (
    <div className="result-wide">
      <Figure heading={t('questionnaire.byDay')} empty={t('questionnaire.noAnswers')} testid="by-day" columns={[t('numbers.time'), t('numbers.n')]} rows={days.map(({ day, count }) => [day, count])}>
        <ResponsiveContainer width="100%" height={180}>
          <BarChart data={[...rows]} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: -20 }}>
            <CartesianGrid vertical={false} stroke="var(--rule)" />
            <XAxis dataKey="day" tickFormatter={(day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`} stroke="var(--ink-quiet)" tick={{ fontSize: 12, fill: 'var(--ink-quiet)' }} minTickGap={16} />
            <YAxis allowDecimals={false} stroke="var(--ink-quiet)" tick={{ fontSize: 12, fill: 'var(--ink-quiet)' }} />
            <Tooltip cursor={{ fill: 'var(--rule)', opacity: 0.5 }} contentStyle={{ background: 'var(--surface)', border: '1px solid var(--rule-strong)', color: 'var(--ink)' }} />
            <Bar dataKey="count" name={t('numbers.n')} fill="var(--plot-desk)" isAnimationActive={false} maxBarSize={28} />
          </BarChart>
        </ResponsiveContainer>
      </Figure>
    </div>
  )
}

const DAY_MS = 86_400_000
const LONGEST = 400

/** Days on which nobody answered stand between the others. */
function everyDay(days: ResultsView['byDay']): ResultsView['byDay'] {
  const counts = new Map(days.map(({ day, count }) => [day, count]))
  const [first, last] = [Date.parse(days[0]?.day ?? ''), Date.parse(days.at(-1)?.day ?? '')]
  const length = Math.round((last - first) / DAY_MS) + 1
  if (!(length <= LONGEST)) return days
  return Array.from({ length }, (_, at) => new Date(first + at * DAY_MS).toISOString().slice(0, 10)).map((day) => ({ day, count: counts.get(day) ?? 0 }))
}

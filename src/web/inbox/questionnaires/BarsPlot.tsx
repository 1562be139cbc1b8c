// Counts as bars: lying where they have long names, standing where they have an order.
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { useTranslation } from 'react-i18next'
import { Figure } from '../numbers/Figure.tsx'

/** `tick`: shorter, below a standing bar. */
export interface BarRow { readonly name: string; readonly tick?: string; readonly count: number; readonly grave: boolean }
interface BarsPlotProps { readonly heading: string; readonly hint: string; readonly rows: readonly BarRow[]; readonly n: number; readonly testid: string; readonly upright?: boolean; readonly ends?: readonly [string, string] }

const share = (count: number, n: number) => (n === 0 ? '–' : `${Math.round((count / n) * 100)} %`)
const tick = { fontSize: 12, fill: 'var(--ink-soft)' }
const colourOf = ({ grave }: BarRow) => (grave ? 'var(--plot-worker)' : 'var(--plot-desk)')

export function BarsPlot({ heading, hint, rows, n, testid, upright = false, ends }: BarsPlotProps) {
  const { t } = useTranslation()
  const data = rows.map((row) => ({ ...row, tick: row.tick ?? row.name, label: `${row.count} (${share(row.count, n)})` }))
  return (
    <Figure heading={heading} hint={hint} empty={t('questionnaire.noAnswers')} testid={testid} columns={[t('questionnaire.answerHead'), t('numbers.n'), '%']} rows={data.map(({ name, count }) => [name, count, share(count, n)])}>
      {upright ? (
        <>
          <ResponsiveContainer width="100%" height={200}>
            <BarChart data={data} accessibilityLayer={false} margin={{ top: 22, right: 8, bottom: 4, left: 8 }}>
              <CartesianGrid vertical={false} stroke="var(--rule)" />
              <XAxis dataKey="tick" stroke="var(--ink-quiet)" tick={tick} interval="preserveStartEnd" tickLine={false} />
              <YAxis hide domain={[0, 'dataMax']} />
              <Bar dataKey="count" fill="var(--plot-desk)" isAnimationActive={false} maxBarSize={56} radius={[3, 3, 0, 0]}><LabelList dataKey="count" position="top" fill="var(--ink)" fontSize={13} /></Bar>
            </BarChart>
          </ResponsiveContainer>
          {ends && <p className="scale-ends">{ends.map((end) => <span key={end}>{end}</span>)}</p>}
        </>
      ) : (
        <ul className="bars" aria-hidden="true">
          {data.map((row) => (
            <li key={row.name}>
              <span className="bars-name">{row.name}</span>
              <span className="bars-line"><span className="bars-bar" style={{ width: `${n === 0 ? 0 : (row.count / n) * 100}%`, background: colourOf(row) }} /><span className="bars-label">{row.label}</span></span>
            </li>
          ))}
        </ul>
      )}
    </Figure>
  )
}

// The rows of a figure as bars, each below its own name: so they fit any width. What is hidden fills its whole row with stripes and tells no length.
import { useId } from 'react'
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { BarShapeProps } from 'recharts'
import type { LaidRow } from '../../../reports/laid-out.ts'

const ROW = 46
const BAR = 14
const NAME = 24

export function SheetPlot({ rows }: { readonly rows: readonly LaidRow[] }) {
  const stripes = useId()
  const data = rows.map((row) => ({ ...row, length: row.people.value ?? 0 }))
  const most = Math.max(1, ...data.map(({ length }) => length))
  return (
    <ResponsiveContainer width="100%" height={rows.length * ROW + 6}>
      <BarChart data={data} layout="vertical" accessibilityLayer={false} margin={{ top: 0, right: 1, bottom: 6, left: 1 }}>
        <defs>
          <pattern id={stripes} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="plot-hidden-ground" />
            <line x1="0" y1="0" x2="0" y2="6" className="plot-hidden-stripe" />
          </pattern>
        </defs>
        <XAxis type="number" hide domain={[0, most]} />
        <YAxis type="category" dataKey="key" hide />
        <Bar dataKey="length" isAnimationActive={false} minPointSize={0} shape={(props: BarShapeProps) => <PlotRow {...props} row={rows[props.index]} stripes={stripes} />} background={{ fill: 'none' }} />
      </BarChart>
    </ResponsiveContainer>
  )
}

interface PlotRowProps extends BarShapeProps { readonly row: LaidRow | undefined; readonly stripes: string }

function PlotRow({ background, width, row, stripes }: PlotRowProps) {
  const { x = 0, y = 0, width: all = 0, height: high = ROW } = background ?? {}
  if (row === undefined) return null
  const { label, inner, people, share } = row
  const left = Number(x) + (inner ? 14 : 0)
  const room = Math.max(0, Number(all) - (inner ? 14 : 0))
  const top = Number(y) + Number(high) - BAR - 2
  const long = Math.max(0, Number(width) * (room / Math.max(1, Number(all))))
  return (
    <g data-state={people.state}>
      <foreignObject x={left} y={top - NAME} width={room} height={NAME}>
        <div className="plot-line">
          <span className={inner ? 'plot-name plot-name-inner' : 'plot-name'} title={label}>{label}</span>
          {people.state === 'shown' && <span className="plot-value">{people.text} <span className="plot-share">{share}</span></span>}
        </div>
      </foreignObject>
      {people.state === 'hidden' ? <rect x={left} y={top} width={room} height={BAR} rx={2} fill={`url(#${stripes})`} className="plot-hidden" /> : <rect x={left} y={top} width={room} height={BAR} rx={2} className="plot-track" />}
      {people.state === 'shown' && <rect x={left} y={top} width={Math.max(long, 1.5)} height={BAR} rx={people.value === 0 ? 0 : 2} className={people.value === 0 ? 'plot-zero' : inner ? 'plot-bar plot-bar-inner' : 'plot-bar'} />}
      {people.state !== 'shown' && <text x={left + 8} y={top + BAR - 3} className="plot-word">{people.text}</text>}
    </g>
  )
}

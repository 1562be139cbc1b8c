// One figure of a report: the plot, the same as a table, and what has to be known to read it.
import type { LaidCell, LaidFigure } from '../../../reports/laid-out.ts'
import { SheetPlot } from './SheetPlot.tsx'

/** A hidden number is words in a striped frame, in a table too. */
export function Cell({ cell: { state, text } }: { readonly cell: LaidCell }) {
  return <span className="report-cell" data-state={state}>{text}</span>
}

interface SheetFigureProps { readonly figure: LaidFigure; readonly asTable: string }

export function SheetFigure({ figure: { key, heading, lead, columns, rows, empty, facts }, asTable }: SheetFigureProps) {
  return (
    <figure className="report-figure" data-testid={`figure-${key}`}>
      <figcaption>
        <h5>{heading}</h5>
        {lead !== '' && <p className="quiet">{lead}</p>}
      </figcaption>
      {rows.length === 0 ? <p className="quiet">{empty}</p> : (
        <>
          <div className="report-plot" role="img" aria-label={heading}><SheetPlot rows={rows} /></div>
          <details className="plot-table report-table">
            <summary>{asTable}</summary>
            <div className="plot-scroll" tabIndex={0} role="region" aria-label={heading}>
              <table>
                <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
                <tbody>
                  {rows.map(({ key: row, label, inner, people, share }) => (
                    <tr key={row}><th scope="row" data-inner={inner}>{label}</th><td><Cell cell={people} /></td><td>{share}</td></tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
      <dl className="report-facts">{facts.map(({ name, text }) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
    </figure>
  )
}

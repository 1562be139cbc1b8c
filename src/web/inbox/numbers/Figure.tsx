// A plot to look at, and the same as a table to read.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../staff/Page.tsx'

interface FigureProps {
  readonly heading: string
  readonly hint?: string
  readonly columns: readonly string[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly [string, ...(string | number)[]])[]
  /** Said where there is nothing to show. */
  readonly empty: string
  readonly testid: string
  readonly children: ReactNode
}

export function Figure({ heading, hint, columns, rows, empty, testid, children }: FigureProps) {
  const { t } = useTranslation()
  return (
    <Panel heading={heading} {...(hint !== undefined && { hint })} testid={testid}>
      {rows.length === 0 ? <p className="quiet">{empty}</p> : (
        <>
          <div className="plot" role="img" aria-label={heading}>{children}</div>
          <details className="plot-table">
            <summary>{t('numbers.table')}</summary>
            <div className="plot-scroll" tabIndex={0} role="region" aria-label={heading}>
              <table>
                <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
                <tbody>{rows.map(([name, ...cells]) => <tr key={name}><th scope="row">{name}</th>{cells.map((cell, i) => <td key={columns[i + 1]}>{cell}</td>)}</tr>)}</tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </Panel>
  )
}

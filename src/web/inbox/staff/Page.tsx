// The frame of a page beside the conversations; whoever comes here from another page starts at its heading.
import { type ReactNode, useEffect, useRef } from 'react'
import { hasMoved } from '../place.ts'

interface PageProps {
  readonly heading: string
  readonly intro?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly testid: string
}

export function Page({ heading, intro, actions, children, testid }: PageProps) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // A menu that was opened before the page was there stays open.
    if (hasMoved() && !document.activeElement?.closest('.top-list')) title.current?.focus()
  }, [])
  return (
    <main className="page" id="page" tabIndex={-1} data-testid={testid}>
      <div className="page-body">
        <header className="page-head">
          <h2 ref={title} tabIndex={-1}>{heading}</h2>
          {actions}
          {intro !== undefined && <p className="page-intro">{intro}</p>}
        </header>
        {children}
      </div>
    </main>
  )
}

interface PanelProps { readonly heading: string; readonly hint?: string; readonly actions?: ReactNode; readonly children: ReactNode; readonly testid?: string }

/** One subject of a page. */
export function Panel({ heading, hint, actions, children, testid }: PanelProps) {
  return (
    <section className="panel" data-testid={testid}>
      <header className="panel-head">
        <h3>{heading}</h3>
        {actions}
        {hint !== undefined && <p className="quiet">{hint}</p>}
      </header>
      {children}
    </section>
  )
}

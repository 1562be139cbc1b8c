// A report as the company reads it, on the screen or on paper: the desk's preview and the company's own page are this one.
import type { LaidReport, LaidSection, LaidVerdict } from '../../../reports/laid-out.ts'
import { Icon } from '../Icon.tsx'
import { Cell, SheetFigure } from './SheetFigure.tsx'
import '../numbers/numbers.css'
import './reports.css'

export function ReportSheet({ report }: { readonly report: LaidReport }) {
  const { language, title, company, period, mark, facts, headline, sign, sections, notes, columns } = report
  return (
    <article className="report" lang={language} data-testid="report-sheet">
      <header className="report-head">
        <p className="report-title">{title}</p>
        <h3>{company}</h3>
        <p className="report-period">{period}</p>
        {mark !== null && <p className="report-mark">{mark}</p>}
        <dl className="report-about">{facts.map(({ name, text }) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
      </header>
      <dl className="report-headline">
        {headline.map(({ name, cell, note }) => <div key={name}><dt>{name}</dt><dd><Cell cell={cell} />{note !== '' && <span className="quiet">{note}</span>}</dd></div>)}
      </dl>
      <p className="report-sign"><span className="report-swatch" aria-hidden="true" /><span><strong>{sign.text}</strong> {sign.meaning}</span></p>
      {sections.map((section) => <Section key={section.key} section={section} asTable={columns.asTable} />)}
      <section className="report-notes">
        <h4>{notes.heading}</h4>
        {notes.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      </section>
    </article>
  )
}

function Section({ section: { key, heading, lead, figures, verdicts, actions }, asTable }: { readonly section: LaidSection; readonly asTable: string }) {
  return (
    <section className="report-section" data-testid={`section-${key}`}>
      <h4>{heading}</h4>
      {lead !== '' && <p className="report-lead">{lead}</p>}
      {figures.length > 0 && <div className="report-figures">{figures.map((figure) => <SheetFigure key={figure.key} figure={figure} asTable={asTable} />)}</div>}
      {verdicts.length > 0 && <ul className="report-verdicts">{verdicts.map((verdict) => <Verdict key={verdict.key} verdict={verdict} />)}</ul>}
      {actions.length > 0 && <dl className="report-actions">{actions.map(({ theme, name, text }) => <div key={theme}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>}
    </section>
  )
}

const SIGNS = { met: 'check', notMet: 'close', tooFew: 'discreet' } as const

function Verdict({ verdict: { name, state, text, basis } }: { readonly verdict: LaidVerdict }) {
  return (
    <li data-state={state}>
      <span className="report-verdict-name">{name}</span>
      <strong><Icon name={SIGNS[state]} /> {text}</strong>
      <span className="quiet">{basis}</span>
    </li>
  )
}

// A report as the company reads it, on the screen or on paper: the desk's preview and the company's own page are this one.
import type { LaidReport, LaidSection, LaidUnit, LaidVerdict } from '../../../reports/laid-out.ts'
import { Icon } from '../Icon.tsx'
import { Cell, SheetFigure } from './SheetFigure.tsx'
import '../numbers/numbers.css'
import './reports.css'

export function ReportSheet({ report }: { readonly report: LaidReport }) {
  const { language, title, company, period, mark, facts, rolledUp, sign, units, actions, notes, columns } = report
  return (
    <article className="report" lang={language} data-testid="report-sheet">
      <header className="report-head">
        <p className="report-title">{title}</p>
        <h3>{company}</h3>
        <p className="report-period">{period}</p>
        {mark !== null && <p className="report-mark">{mark}</p>}
        <dl className="report-about">{facts.map(({ name, text }) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
      </header>
      {rolledUp.map((text) => <p key={text} className="report-rolled" data-testid="rolled-up"><Icon name="attention" /><span>{text}</span></p>)}
      {units.length > 0 && <p className="report-sign"><span className="report-swatch" aria-hidden="true" /><span><strong>{sign.text}</strong> {sign.meaning}</span></p>}
      {units.map((unit) => <UnitPart key={unit.key} unit={unit} asTable={columns.asTable} />)}
      {actions && (
        <section className="report-section" data-testid="section-actions">
          <h4>{actions.heading}</h4>
          <p className="report-lead">{actions.lead}</p>
          <dl className="report-actions">{actions.items.map(({ key, name, text }) => <div key={key}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
        </section>
      )}
      <section className="report-notes">
        <h4>{notes.heading}</h4>
        {notes.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      </section>
    </article>
  )
}

function UnitPart({ unit: { heading, lead, headline, sections }, asTable }: { readonly unit: LaidUnit; readonly asTable: string }) {
  return (
    <div className="report-unit">
      {heading !== null && <header><h4 className="report-unit-name">{heading}</h4>{lead !== '' && <p className="quiet">{lead}</p>}</header>}
      <dl className="report-headline">
        {headline.map(({ name, cell, note }) => <div key={name}><dt>{name}</dt><dd><Cell cell={cell} />{note !== '' && <span className="quiet">{note}</span>}</dd></div>)}
      </dl>
      {sections.map((section) => <Section key={section.key} section={section} asTable={asTable} />)}
    </div>
  )
}

function Section({ section: { key, heading, lead, figures, verdicts }, asTable }: { readonly section: LaidSection; readonly asTable: string }) {
  return (
    <section className="report-section" data-testid={`section-${key}`}>
      <h4>{heading}</h4>
      {lead !== '' && <p className="report-lead">{lead}</p>}
      {figures.length > 0 && <div className="report-figures">{figures.map((figure) => <SheetFigure key={figure.key} figure={figure} asTable={asTable} />)}</div>}
      {verdicts.length > 0 && <ul className="report-verdicts">{verdicts.map((verdict) => <Verdict key={verdict.key} verdict={verdict} />)}</ul>}
    </section>
  )
}

const SIGNS = { met: 'check', notMet: 'close', tooFew: 'discreet' } as const

function Verdict({ verdict: { name, state, text, basis } }: { readonly verdict: LaidVerdict }) {
  return (
    <li data-state={state}>
      <span>{name}</span>
      <strong><Icon name={SIGNS[state]} /> {text}</strong>
      <span className="quiet">{basis}</span>
    </li>
  )
}

// How the mediation ended, and what both sides agreed on.
import { useTranslation } from 'react-i18next'
import { ActButton } from '../cases/ActForm.tsx'
import type { PanelProps } from '../cases/CasePage.tsx'
import { Panel } from '../staff/Page.tsx'
import { dateBefore, dateName } from '../time.ts'
import { choicesIn, named } from './mediationWords.ts'

export function Outcome({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state: { mediation: { results }, stage }, names } = detail
  const adding = (
    <ActButton
      id={id} testid="end-mediation" label={t('mediation.addResult')}
      fields={[
        { name: 'result', label: t('mediation.resultLabel'), kind: 'choice', choices: choicesIn('results') }, { name: 'day', label: t('mediation.day'), kind: 'day', initial: dateBefore(0) },
        { name: 'terms', label: t('mediation.terms'), kind: 'long', optional: true },
      ]}
      build={(values) => ({ type: 'endMediation', ...values })}
    />
  )
  return (
    <Panel heading={t('mediation.result')} actions={may && stage === 'mediation' ? adding : undefined} testid="mediation-result">
      {results.length === 0 ? <p className="quiet">{t('mediation.noResult')}</p> : (
        <ul className="items">
          {results.toReversed().map((one) => (
            <li key={one.at} className="item"><p className="item-text"><strong>{named('results', one.result)}</strong>{one.terms !== '' && <span className="passage-text">{one.terms}</span>}<span className="quiet">{dateName(one.day)} · {names[one.by] ?? one.by}</span></p></li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

// What was laid before the worker and what they chose, and whether somebody goes along.
import { useTranslation } from 'react-i18next'
import { Panel } from '../staff/Page.tsx'
import { exactly } from '../time.ts'
import { ActButton } from './ActForm.tsx'
import type { PanelProps } from './CasePage.tsx'
import { choicesOf, word } from './caseWords.ts'

export function DecisionsPanel({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state } = detail
  const offering = (
    <ActButton
      id={id} testid="offer" label={t('case.offer')} fields={[{ name: 'options', label: t('case.optionsLabel'), kind: 'long' }]}
      build={({ options = '' }) => ({ type: 'offerOptions', options: options.split('\n').map((one) => one.trim()).filter((one) => one !== '') })}
    />
  )
  const deciding = (
    <ActButton
      id={id} testid="decide" label={t('case.decide')} heading={t('case.accompaniment')}
      fields={[{ name: 'how', label: t('case.accompaniment'), kind: 'choice', choices: choicesOf('how') }, { name: 'reason', label: t('case.reason'), kind: 'long' }, { name: 'costYen', label: t('case.cost'), kind: 'number', optional: true }]}
      build={({ costYen, ...values }) => ({ type: 'decideAccompaniment', ...values, costYen: costYen === '' || costYen === undefined ? null : Number(costYen) })}
    />
  )
  return (
    <div className="case-facts">
      <Panel heading={t('case.decisions')} actions={may ? offering : undefined} testid="decisions">
        {state.decisions.length === 0 ? <p className="quiet">{t('case.noDecisions')}</p> : (
          <ul className="items">
            {state.decisions.map((one) => (
              <li key={one.id} className="item">
                <p className="item-text"><strong>{one.options.join(' ／ ')}</strong><span>{one.chosen === null ? t('case.notChosen') : t('case.chosen', { chosen: one.chosen })}</span></p>
                {may && <ActButton id={id} testid="choose" label={t('case.choose')} fields={[{ name: 'chosen', label: t('case.choice'), kind: 'choice', choices: one.options.map((value) => ({ value, label: value })) }]} build={(values) => ({ type: 'choose', id: one.id, ...values })} />}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel heading={t('case.accompaniment')} actions={may ? deciding : undefined} testid="accompaniment">
        {state.accompaniment === null
          ? <p className="quiet">{t('case.noNeeds')}</p>
          : <p className="item-text"><strong>{word('how', state.accompaniment.how)}</strong><span>{state.accompaniment.reason}</span><span className="quiet">{exactly(state.accompaniment.at)}</span></p>}
      </Panel>
    </div>
  )
}

// Who pays what, and since when it is agreed.
import { useTranslation } from 'react-i18next'
import { PAYERS, sumsOf } from '../../../cases/mediation.ts'
import { ActButton } from '../cases/ActForm.tsx'
import type { PanelProps } from '../cases/CasePage.tsx'
import { useAct } from '../cases/caseQueries.ts'
import { yen } from '../cases/caseWords.ts'
import { Panel } from '../staff/Page.tsx'
import { dateBefore, dateName } from '../time.ts'
import { Button } from '@mantine/core'
import { choicesIn, named } from './mediationWords.ts'

export function Costs({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state: { mediation } } = detail
  const removing = useAct(id, () => {}, true)
  const sums = sumsOf(mediation)
  const adding = (
    <ActButton
      id={id} testid="add-cost" label={t('mediation.addCost')}
      fields={[
        { name: 'what', label: t('mediation.costWhat') }, { name: 'amountYen', label: t('mediation.amount'), kind: 'number' },
        { name: 'payer', label: t('mediation.payer'), kind: 'choice', choices: choicesIn('payers') }, { name: 'agreedOn', label: t('mediation.agreedOn'), kind: 'day', optional: true },
      ]}
      build={({ what, amountYen, payer, agreedOn }) => ({ type: 'addCost', what, amountYen: Number(amountYen), payer, agreedOn: agreedOn === '' ? null : agreedOn })}
    />
  )
  return (
    <Panel heading={t('mediation.costs')} hint={t('mediation.costsHint')} actions={may ? adding : undefined} testid="costs">
      {mediation.costs.length === 0 ? <p className="quiet">{t('mediation.noCosts')}</p> : (
        <ul className="items">
          {mediation.costs.map((cost) => (
            <li key={cost.id} className="item">
              <p className="item-text">
                <strong>{cost.what}</strong>
                <span>{yen(cost.amountYen)} · {named('payers', cost.payer)}</span>
                <span className="quiet">{cost.agreedOn === null ? t('mediation.notAgreedYet') : t('mediation.agreed', { day: dateName(cost.agreedOn) })}</span>
              </p>
              {may && (
                <span className="item-actions">
                  {cost.agreedOn === null && <ActButton id={id} testid="agree-cost" variant="light" label={t('mediation.agreeCost')} named={`${t('mediation.agreeCost')}: ${cost.what}`} fields={[{ name: 'day', label: t('mediation.day'), kind: 'day', initial: dateBefore(0) }]} build={(values) => ({ type: 'agreeCost', id: cost.id, ...values })} />}
                  <Button size="compact-sm" variant="subtle" aria-label={t('mediation.removeNamed', { name: cost.what })} onClick={() => removing.mutate({ type: 'removeCost', id: cost.id })}>{t('mediation.remove')}</Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {mediation.costs.length > 0 && <p className="item-facts quiet"><span>{t('mediation.sum')}</span>{PAYERS.flatMap((payer) => { const sum = sums[payer]; return sum === undefined ? [] : [<span key={payer}>{named('payers', payer)} {yen(sum)}</span>] })}</p>}
    </Panel>
  )
}

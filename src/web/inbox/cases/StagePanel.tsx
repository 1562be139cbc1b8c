// The road of a case: where it stands, what is seen to there, and the way on.
import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { STAGES, STAGE_RULES } from '../../../cases/stages.ts'
import { Panel } from '../staff/Page.tsx'
import { exactly } from '../time.ts'
import { ActButton } from './ActForm.tsx'
import type { PanelProps } from './CasePage.tsx'
import { useAct } from './caseQueries.ts'
import { word } from './caseWords.ts'

export function StagePanel({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state } = detail
  const rule = STAGE_RULES[state.stage]
  const ticked = state.ticked[state.stage] ?? []
  const ticking = useAct(id, () => {}, true)
  /** As it will be, while it is on its way. */
  const isTicked = (item: string) => (ticking.isPending && ticking.variables['item'] === item ? ticking.variables['done'] === true : ticked.includes(item))
  const moving = (
    <ActButton
      id={id} testid="move" label={t('case.move')}
      fields={[
        { name: 'stage', label: t('case.moveTo'), kind: 'choice', choices: STAGES.filter((stage) => stage !== state.stage).map((value) => ({ value, label: word('stage', value) })), initial: STAGES[STAGES.indexOf(state.stage) + 1] ?? 'desk' },
        { name: 'reason', label: t('case.reason'), kind: 'long' }, { name: 'checked', label: t('case.checkedWhom'), optional: true },
      ]}
      build={({ checked, ...values }) => ({ type: 'moveStage', ...values, ...(checked !== '' && { checked }) })}
    />
  )
  return (
    <Panel heading={t('case.stageLabel')} actions={may ? moving : undefined} testid="stages">
      <ol className="stages">
        {STAGES.map((stage) => <li key={stage} className="stage" aria-current={stage === state.stage ? 'step' : undefined}>{word('stage', stage)}</li>)}
      </ol>
      <p className="item-facts quiet">
        <span>{t('case.responsible')}: {word('role', rule.responsible)}</span><span>{t('case.usual', { days: rule.indicativeDays })}</span><span>{t('case.stageSince', { time: exactly(state.stageSince) })}</span>
      </p>
      <fieldset className="choice" disabled={!may}>
        <legend>{t('case.checklist')} <span className="quiet">{t('case.checked', { done: ticked.length, all: rule.checklist.length })}</span></legend>
        <div className="choice-list">
          {rule.checklist.map((item) => <Checkbox key={item} label={word('item', item)} checked={isTicked(item)} onChange={(event) => ticking.mutate({ type: 'tick', item, done: event.currentTarget.checked })} />)}
        </div>
      </fieldset>
    </Panel>
  )
}

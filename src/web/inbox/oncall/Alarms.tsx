// Past and present calls with their steps, and the drill.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { show } from '../notices.ts'
import { addressOf, caseAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly, useNow } from '../time.ts'
import { AlarmState, AlarmSteps } from './AlarmSteps.tsx'
import { useAlarms } from './queries.ts'
import { beginDrill, endDrill } from './requests.ts'

export function Alarms({ manages }: { readonly manages: boolean }) {
  const { t } = useTranslation()
  const now = useNow()
  const alarms = useAlarms()
  const running = alarms.data?.some(({ kind, endedAt }) => kind === 'drill' && endedAt === null) ?? false
  const beginning = useChange({ ask: beginDrill, again: ['alarms'], told: true, onDone: () => show(t('onCall.drillBegun')) })
  const ending = useChange({ ask: endDrill, again: ['alarms'], told: true, onDone: () => show(t('onCall.drillEnded')) })
  const drill = manages && (running
    ? <Button variant="default" onClick={() => ending.mutate(undefined)} loading={ending.isPending} data-testid="end-drill">{t('onCall.endDrill')}</Button>
    : <Button variant="default" onClick={() => beginning.mutate(undefined)} loading={beginning.isPending} data-testid="drill">{t('onCall.drill')}</Button>)
  return (
    <Panel heading={t('onCall.alarms')} hint={t('onCall.alarmsHint')} actions={drill} testid="alarms">
      <Answered query={alarms}>
        {(all) => all.length === 0 ? <p className="quiet">{t('onCall.noAlarms')}</p> : (
          <ul className="items">
            {all.map((alarm) => (
              <li key={alarm.id} className="item oncall-alarm" data-testid={`alarm-${alarm.kind}`}>
                <details open={alarm.endedAt === null}>
                  <summary>
                    <span className="tag" data-kind={alarm.kind}>{t(`onCall.kind.${alarm.kind}`)}</span>
                    <time dateTime={alarm.raisedAt}>{exactly(alarm.raisedAt)}</time>
                    <AlarmState alarm={alarm} now={now} />
                  </summary>
                  {alarm.conversation !== null && <p><PlaceLink to={addressOf(alarm.conversation)} className="page-link">{t('onCall.conversation')}</PlaceLink></p>}
                  {alarm.case !== null && <p><PlaceLink to={caseAddress(alarm.case)} className="page-link">{t('case.open')}</PlaceLink></p>}
                  {alarm.problem !== null && <Problem problem={alarm.problem} />}
                  <AlarmSteps alarm={alarm} />
                </details>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Panel>
  )
}

function Problem({ problem }: { readonly problem: NonNullable<NonNullable<ReturnType<typeof useAlarms>['data']>[number]['problem']> }) {
  const { t } = useTranslation()
  return (
    <ul className="oncall-steps">
      {problem.uncovered.map(({ from, until }) => <li key={from}>{t('onCall.gapNext', { from: exactly(from), until: exactly(until) })}</li>)}
      {problem.unreachable.map(({ id, name }) => <li key={id}>{t('onCall.cannotReach', { name })}</li>)}
      {problem.bounced.map(({ id, name }) => <li key={id}>{t('onCall.bouncedOne', { name })}</li>)}
    </ul>
  )
}

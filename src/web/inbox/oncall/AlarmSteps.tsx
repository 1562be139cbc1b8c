// The steps of one alarm: raised, who was called how, what came of it, who came.
import { useTranslation } from 'react-i18next'
import type { AlarmView, PageView } from '../../../server/api/on-call.ts'
import { clock, nearby, toTheSecond } from '../time.ts'
import { mediumName } from '../words.ts'

export function AlarmState({ alarm, now }: { readonly alarm: AlarmView; readonly now: number }) {
  const { t } = useTranslation()
  const { endedAt, endedBy, next } = alarm
  if (endedAt !== null) return <span className="state" data-on="true">{endedBy === null ? t('onCall.ended') : t('onCall.came', { name: endedBy.name, time: nearby(endedAt, now) })}</span>
  return <span className="state" data-on="false">{next === null ? t('onCall.open') : t('onCall.openNext', { time: clock(next) })}</span>
}

function words(page: PageView, ended: boolean): 'called' | 'trying' | 'failed' | 'dropped' | 'answered' | 'silent' {
  if (page.usedAt !== null) return 'answered'
  if (page.status === 'sent') return ended ? 'silent' : 'called'
  return page.status === 'failed' ? 'failed' : page.status === 'dropped' ? 'dropped' : 'trying'
}

export function AlarmSteps({ alarm }: { readonly alarm: AlarmView }) {
  const { t } = useTranslation()
  const { raisedAt, endedAt, endedBy, pages } = alarm
  return (
    <ol className="oncall-steps" data-testid="alarm-steps">
      <li><time dateTime={raisedAt}>{toTheSecond(raisedAt)}</time> {t('onCall.raised')}</li>
      {pages.map((page) => (
        <li key={page.id} data-step={words(page, endedAt !== null)}>
          <time dateTime={page.sentAt ?? page.askedAt}>{toTheSecond(page.sentAt ?? page.askedAt)}</time>{' '}
          {t(`onCall.step.${words(page, endedAt !== null)}`, { name: page.name, medium: mediumName(page.medium) })}
          {page.reason !== null && <span className="quiet"> {page.reason}</span>}
        </li>
      ))}
      {endedAt !== null && <li><time dateTime={endedAt}>{toTheSecond(endedAt)}</time> {endedBy === null ? t('onCall.ended') : t('onCall.acknowledged', { name: endedBy.name })}</li>}
    </ol>
  )
}

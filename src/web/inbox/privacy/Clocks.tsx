// The law's clocks of an incident: what is due on which day of Japan, how many days are left, and what is done.
import { useTranslation } from 'react-i18next'
import { daysLeft } from '../../../privacy/incident.ts'
import type { IncidentLine } from '../../../server/api/incidents.ts'
import { Icon } from '../Icon.tsx'
import { dateName, exactly, useNow } from '../time.ts'

export function Clocks({ of: { clocks, preliminaryAt, finalAt } }: { readonly of: IncidentLine }) {
  return (
    <span className="clocks">
      <Clock name="soonDue" day={clocks.soon} done={preliminaryAt} />
      <Clock name="preliminaryDue" day={clocks.preliminary} done={preliminaryAt} />
      <Clock name="finalDue" day={clocks.final} done={finalAt} />
    </span>
  )
}

function Clock({ name, day, done }: { readonly name: 'soonDue' | 'preliminaryDue' | 'finalDue'; readonly day: string; readonly done: string | null }) {
  const { t } = useTranslation()
  const left = daysLeft(day, new Date(useNow()))
  const standing = done !== null ? t('incident.doneAt', { time: exactly(done) }) : left < 0 ? t('incident.late', { count: -left }) : left === 0 ? t('incident.today') : t('incident.left', { count: left })
  return (
    <span className="clock" data-late={done === null && left <= 0}>
      <span className="quiet">{t(`incident.${name}`)}</span>
      <strong><time dateTime={day}>{dateName(day)}</time></strong>
      <span><Icon name={done !== null ? 'check' : left <= 0 ? 'attention' : 'clock'} size={14} /> {standing}</span>
    </span>
  )
}

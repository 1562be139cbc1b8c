// When one of the staff is at the desk: as the desk is open, or hours of their own with their leave.
import { useTranslation } from 'react-i18next'
import type { Timetable } from '../../../server/api/staff.ts'
import { WORKING_WEEK } from './hours.ts'
import { HoursChoice } from './HoursChoice.tsx'
import { useHours, useMay } from './staffQueries.ts'

interface OwnHoursProps { readonly hours: Timetable | null; onChange(hours: Timetable | null): void }

export function OwnHours({ hours, onChange }: OwnHoursProps) {
  const { t } = useTranslation()
  const desk = useHours(useMay('desk.status'))
  return (
    <HoursChoice
      hours={hours} onChange={onChange} usual={desk.isLoading ? null : desk.data?.usual ?? WORKING_WEEK} testid="own-hours"
      words={{ label: t('hours.heading'), hint: t('hours.hint'), usual: t('hours.asDesk'), own: t('hours.ownHours'), never: t('hours.neverOwn') }}
    />
  )
}

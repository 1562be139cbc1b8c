// Warns as the end of a stay comes near: three months, one month, seven days.
import { useTranslation } from 'react-i18next'
import { readFact } from '../../../people/facts.ts'
import { daysLeft, stayEnds } from '../../../people/stay.ts'
import { Icon } from '../Icon.tsx'
import { dateBefore, dateName } from '../time.ts'

export function StayEnds({ value }: { readonly value: unknown }) {
  const { t } = useTranslation()
  const until = readFact('residence', value)?.until ?? null
  const today = dateBefore(0)
  const ends = until === null ? null : stayEnds(until, today)
  if (until === null || ends === null) return null
  return (
    <p className="profile-stay" data-ends={ends} data-testid="stay-ends">
      <Icon name={ends === 'quarter' ? 'clock' : 'attention'} size={14} />{t(`people.stay.${ends}`, { day: dateName(until), days: daysLeft(until, today) })}
    </p>
  )
}

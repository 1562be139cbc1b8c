// In the top bar: who is on call now, in red where the desk is closed and nobody is.
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { PAGES, usePlace } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useNow } from '../time.ts'
import { useOnCall } from './queries.ts'

export function TonightBar({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const place = usePlace()
  const now = useNow()
  const view = useOnCall(me.may.includes('desk.status')).data
  if (view === undefined) return null
  const missing = view.gaps.some(({ from, until }) => Date.parse(from) <= now && now < Date.parse(until))
  const [first] = view.now
  if (first === undefined && !missing) return null
  const text = first === undefined ? t('onCall.barNobody') : t('onCall.bar', { name: first.staff.name })
  return (
    <PlaceLink to={PAGES['on-call']} className="top-button top-oncall" current={place.type === 'on-call'} title={text} label={text} testid="tonight-bar">
      <span className="top-oncall-mark" data-missing={missing}><Icon name={missing ? 'danger' : 'clock'} size={16} /></span><span className="top-user">{text}</span>
    </PlaceLink>
  )
}

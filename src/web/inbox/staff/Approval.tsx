// One request for a second person's agreement: who asks for what, why and since when, and the decision.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ApprovalView, MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { fieldName } from '../person/factWords.ts'
import { workerAddress } from '../place.ts'
import { show } from '../notices.ts'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { Confirm } from './Dialog.tsx'
import { PlaceLink } from './PlaceLink.tsx'
import { decide } from './requests.ts'
import { useChange } from './useChange.ts'

type Decision = 'granted' | 'refused'

/** Granted, refused, or still waiting: by whom and when. */
export function Decided({ approval }: { readonly approval: ApprovalView }) {
  const { t } = useTranslation()
  const { decision, decidedBy, decidedAt } = approval
  if (decision === null) return <span className="state" data-on="false"><Icon name="clock" size={14} />{t('approval.waits')}</span>
  return (
    <span className="state" data-on={decision === 'granted'}>
      <Icon name={decision === 'granted' ? 'check' : 'close'} size={14} />
      {t(`approval.${decision}`, { name: decidedBy?.name ?? '', time: decidedAt === null ? '' : exactly(decidedAt) })}
    </span>
  )
}

export function Approval({ approval, me }: { readonly approval: ApprovalView; readonly me: MeView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Decision | null>(null)
  const { id, action, subject, people, facts, reason, askedBy, askedAt, decision } = approval
  const deciding = useChange({
    ask: (wanted: Decision) => decide(id, wanted), again: ['approvals', 'staff', 'exports', 'me', 'people'], told: true,
    onDone: (_value, wanted) => show(t(wanted === 'granted' ? 'approval.didGrant' : 'approval.didRefuse')),
  })
  const what = t(`approval.${action}`, { subject })
  const own = askedBy.id === me.id
  const mine = own || (action === 'grantAdministrator' && subject === me.name)
  return (
    <li className="item item-wide" data-testid={`approval-${id}`}>
      <div className="item-text">
        <strong>{what}</strong>
        <span>{t('approval.why', { reason })}</span>
        {facts.length > 0 && <span>{t('approval.alike', { facts: listed(facts.map(fieldName)) })}</span>}
        {people.length > 0 && <span className="item-facts">{people.map((one) => <PlaceLink key={one.id} to={workerAddress(one.id)} className="page-link">{one.pseudonym}</PlaceLink>)}</span>}
        <span className="quiet">{t('approval.asked', { name: askedBy.name, time: exactly(askedAt) })}{own && t('list.you')}</span>
        {decision !== null && <Decided approval={approval} />}
        {decision === null && mine && <span className="state" data-on="false" data-testid="own-request"><Icon name="clock" size={14} />{t(own ? 'approval.own' : 'approval.aboutMe')}</span>}
      </div>
      {decision === null && !mine && (
        <div className="item-actions">
          <Button variant="default" disabled={deciding.isPending} aria-label={t('approval.refuseNamed', { what })} onClick={() => setAsking('refused')} data-testid="refuse">{t('approval.refuse')}</Button>
          <Button disabled={deciding.isPending} aria-label={t('approval.grantNamed', { what })} onClick={() => setAsking('granted')} data-testid="grant">{t('approval.grant')}</Button>
        </div>
      )}
      {asking && (
        <Confirm
          heading={t(asking === 'granted' ? 'approval.grant' : 'approval.refuse')} text={t(asking === 'granted' ? 'approval.grantHow' : 'approval.refuseHow', { what })}
          yes={t(asking === 'granted' ? 'approval.grant' : 'approval.refuse')} onNo={() => setAsking(null)}
          onYes={() => {
            setAsking(null)
            deciding.mutate(asking)
          }}
        />
      )}
    </li>
  )
}

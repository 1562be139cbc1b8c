// The invitations that nobody has taken yet.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InvitationView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { exactly, useNow } from '../time.ts'
import { listed, roleName } from '../words.ts'
import { Answered } from './Answered.tsx'
import { Confirm } from './Dialog.tsx'
import { Panel } from './Page.tsx'
import { withdrawInvitation } from './requests.ts'
import { useInvitations } from './staffQueries.ts'
import { useChange } from './useChange.ts'

export function Invitations() {
  const { t } = useTranslation()
  const now = useNow()
  const invitations = useInvitations()
  const [leaving, setLeaving] = useState<InvitationView | null>(null)
  const withdrawing = useChange({ ask: withdrawInvitation, again: ['invitations'], told: true, onDone: () => show(t('invite.withdrawn')) })
  return (
    <Panel heading={t('invite.openOnes')} testid="invitations">
      <Answered query={invitations}>
        {(all) => {
          const open = all.filter(({ used }) => !used)
          if (open.length === 0) return <p className="quiet">{t('invite.none')}</p>
          return (
            <ul className="items">
              {open.map((invitation) => {
                const past = Date.parse(invitation.expiresAt) < now
                return (
                  <li key={invitation.id} className="item" data-testid={`invitation-${invitation.id}`}>
                    <Icon name="email" />
                    <p className="item-text">
                      <strong>{invitation.name}</strong> <span>{invitation.email}</span>
                      <span className="quiet">{listed([...invitation.roles.map(roleName), ...(invitation.company ? [invitation.company.name] : [])])} · {t(past ? 'invite.past' : 'invite.until', { time: exactly(invitation.expiresAt) })}</span>
                    </p>
                    <Button size="compact-sm" variant="default" aria-label={t('invite.withdrawNamed', { name: invitation.name })} onClick={() => setLeaving(invitation)}>{t('invite.withdraw')}</Button>
                  </li>
                )
              })}
            </ul>
          )
        }}
      </Answered>
      {leaving && (
        <Confirm
          heading={t('invite.withdraw')} text={t('invite.withdrawHow', { name: leaving.name })} yes={t('invite.withdraw')} onNo={() => setLeaving(null)}
          onYes={() => {
            withdrawing.mutate(leaving.id)
            setLeaving(null)
          }}
        />
      )}
    </Panel>
  )
}

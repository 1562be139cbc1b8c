// Everybody on the staff: who is at the desk, in which roles and languages, and who is invited.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { Answered } from './Answered.tsx'
import { Invitations } from './Invitations.tsx'
import { Invite } from './Invite.tsx'
import { Page } from './Page.tsx'
import { StaffTable } from './StaffTable.tsx'
import { useStaff } from './staffQueries.ts'

export function Staff({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const staff = useStaff()
  const [inviting, setInviting] = useState(false)
  const manages = me.may.includes('staff.manage')
  const invite = manages && (
    <Button leftSection={<Icon name="plus" />} onClick={() => setInviting(true)} data-testid="invite">{t('invite.open')}</Button>
  )
  return (
    <Page heading={t('nav.staff')} intro={t('staff.intro')} actions={invite} testid="staff">
      <Answered query={staff}>{(people) => <StaffTable people={people} me={me.id} />}</Answered>
      {manages && <Invitations />}
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </Page>
  )
}

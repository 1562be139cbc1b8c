// One of the staff: what they are and may do, to whom they are tied, where they are signed in, and whether they may come in at all.
import { useTranslation } from 'react-i18next'
import type { MeView, StaffView } from '../../../server/api/staff.ts'
import { PAGES } from '../place.ts'
import { exactly } from '../time.ts'
import { languageName, listed, roleName } from '../words.ts'
import { Answered } from './Answered.tsx'
import { Conflicts } from './Conflicts.tsx'
import { NotFound } from './NotFound.tsx'
import { Page } from './Page.tsx'
import { PersonAccess } from './PersonAccess.tsx'
import { PersonProfile } from './PersonProfile.tsx'
import { PersonRoles } from './PersonRoles.tsx'
import { PersonSessions } from './PersonSessions.tsx'
import { PlaceLink } from './PlaceLink.tsx'
import { Presence } from './Presence.tsx'
import { useStaff } from './staffQueries.ts'

function Facts({ person }: { readonly person: StaffView }) {
  const { t } = useTranslation()
  const facts: readonly (readonly [string, string])[] = [
    [t('signIn.email'), person.email],
    [t('account.publicName'), person.publicName ?? t('author.counsellor')],
    [t('staff.roles'), listed(person.roles.map(roleName))],
    ...(person.company === null ? [] : [[t('companyAccount.which'), person.company.name] as const]),
    [t('staff.languages'), person.languages.length === 0 ? t('staff.nothing') : listed(person.languages.map(languageName))],
    [t('staff.secondFactor'), person.secondFactor ? t('staff.has') : t('staff.hasNot')],
    [t('staff.open'), String(person.open)],
    [t('staff.seen'), person.seenAt === null ? t('staff.never') : exactly(person.seenAt)],
  ]
  return (
    <dl className="facts" data-testid="facts">
      <div><dt>{t('staff.presence')}</dt><dd><Presence person={person} /></dd></div>
      {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  )
}

export function Person({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const staff = useStaff()
  const manages = me.may.includes('staff.manage')
  return (
    <Answered query={staff}>
      {(people) => {
        const person = people.find((each) => each.id === id)
        if (person === undefined) return <NotFound />
        return (
          <Page heading={person.name} actions={<PlaceLink to={PAGES.staff} className="page-link page-back">{t('staff.back')}</PlaceLink>} testid="person-page">
            <Facts person={person} />
            {manages && <PersonRoles person={person} me={me} />}
            {manages && <PersonProfile person={person} />}
            {me.may.includes('staff.conflicts') && <Conflicts person={person} />}
            {manages && <PersonSessions person={person} />}
            {manages && person.id !== me.id && <PersonAccess person={person} />}
          </Page>
        )
      }}
    </Answered>
  )
}

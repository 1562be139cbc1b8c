// The staff in a table; on a narrow screen each row is a card.
import { useTranslation } from 'react-i18next'
import type { StaffView } from '../../../server/api/staff.ts'
import { personAddress } from '../place.ts'
import { exactly, nearby, useNow } from '../time.ts'
import { languageName, listed, roleName } from '../words.ts'
import { PlaceLink } from './PlaceLink.tsx'
import { Presence } from './Presence.tsx'

export function StaffTable({ people, me }: { readonly people: readonly StaffView[]; readonly me: string }) {
  const { t } = useTranslation()
  const now = useNow()
  // The roles stand for themselves: as cards, the rows are no table to a browser any more.
  return (
    <table className="table" role="table" data-testid="staff-table">
      <caption className="hidden">{t('nav.staff')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[t('staff.name'), t('staff.roles'), t('staff.languages'), t('staff.presence'), t('staff.secondFactor'), t('staff.open'), t('staff.seen')].map((name) => (
            <th key={name} scope="col" role="columnheader">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {people.map((person) => (
          <tr key={person.id} role="row" data-disabled={person.disabled} data-testid={`person-${person.id}`}>
            <th scope="row" role="rowheader">
              <PlaceLink to={personAddress(person.id)} className="page-link">{person.name}</PlaceLink>
              {person.id === me && <span className="quiet">{t('list.you')}</span>}
              <span className="table-under">{person.email}</span>
            </th>
            <td role="cell" data-label={t('staff.roles')}>{listed(person.roles.map(roleName))}</td>
            <td role="cell" data-label={t('staff.languages')}>{person.languages.length === 0 ? t('staff.nothing') : listed(person.languages.map(languageName))}</td>
            <td role="cell" data-label={t('staff.presence')}><Presence person={person} /></td>
            <td role="cell" data-label={t('staff.secondFactor')}>{person.secondFactor ? t('staff.has') : <span className="weak">{t('staff.hasNot')}</span>}</td>
            <td role="cell" data-label={t('staff.open')} className="number">{person.open}</td>
            <td role="cell" data-label={t('staff.seen')}>
              {person.seenAt === null ? t('staff.never') : <time dateTime={person.seenAt} title={exactly(person.seenAt)}>{nearby(person.seenAt, now)}</time>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

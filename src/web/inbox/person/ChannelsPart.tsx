// Where they write, and on which terms we may write to them.
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../server/api/people.ts'
import { ContactTerms } from '../contact/ContactTerms.tsx'
import { useCompanyOf } from '../companies/companyQueries.ts'
import { Icon, isIcon } from '../Icon.tsx'
import { addressOf } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { lately, useNow } from '../time.ts'
import { channelName } from '../words.ts'

export function ChannelsPart({ view, conversation }: { readonly view: PersonView; readonly conversation: string | null }) {
  const { t } = useTranslation()
  const now = useNow()
  const companyOf = useCompanyOf()
  const { conversations } = view
  const here = conversations.find(({ id }) => id === conversation) ?? conversations[0]
  return (
    <section className="profile-part" data-testid="channels">
      <h3>{t('people.where')}</h3>
      {conversations.length === 0 && <p className="quiet">{t('people.noConversations')}</p>}
      <ul className="profile-list">
        {conversations.map((one) => (
          <li key={one.id}>
            <PlaceLink to={addressOf(one.id)} className="page-link profile-channel" current={one.id === conversation} testid="to-conversation">
              <Icon name={isIcon(one.channel) ? one.channel : 'channel'} size={14} />{channelName(one.channel)}
            </PlaceLink>
            <span className="profile-marks">
              {one.preferred && <span className="tag">{t('people.preferredHere')}</span>}
              {one.dangerous && <span className="tag tag-strong">{t('people.danger')}</span>}
              {!one.reachable && <span className="tag tag-late">{t('people.unreachable')}</span>}
              {one.entryCode !== null && <span className="quiet">{t('can.entry', { code: [one.entryCode, companyOf(one.entryCode)].filter((part) => part !== null).join(' ') })}</span>}
              <span className="quiet">{t('people.lastAt', { time: lately(one.lastAt, now) })}</span>
            </span>
          </li>
        ))}
      </ul>
      {here && <ContactTerms conversation={{ id: here.id, channel: here.channel, others: conversations }} />}
      {here && conversations.length > 1 && <p className="quiet">{t('people.contactOf', { channel: channelName(here.channel) })}</p>}
    </section>
  )
}

// Data protection at the desk: what people asked about their own data, and for how long each kind is kept.
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { WAIT_DAYS } from '../../../privacy/requests.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { RequestItem } from './RequestItem.tsx'
import { RulesPanel } from './RulesPanel.tsx'
import { useRequests } from './privacyRequests.ts'
import './privacy.css'

export function PrivacyPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  return (
    <Page heading={t('nav.privacy')} intro={t('privacy.intro')} testid="privacy">
      {me.may.includes('privacy.ask') && <Requests me={me} />}
      {me.may.includes('privacy.rules') && <RulesPanel me={me} />}
    </Page>
  )
}

function Requests({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  return (
    <Panel heading={t('privacy.requests')} hint={t('privacy.requestsHint', { days: WAIT_DAYS })} testid="privacy-requests">
      <Answered query={useRequests()}>
        {({ requests }) => (requests.length === 0
          ? <p className="empty">{t('privacy.noRequests')}</p>
          : <ul className="items">{requests.map((one) => <RequestItem key={one.id} request={one} decides={me.may.includes('privacy.decide')} />)}</ul>)}
      </Answered>
    </Panel>
  )
}

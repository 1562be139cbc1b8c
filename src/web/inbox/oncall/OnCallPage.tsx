// The night: who is on call, the weeks ahead, how one is called oneself, and what became of past calls.
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { Alarms } from './Alarms.tsx'
import { ChainForm } from './ChainForm.tsx'
import './oncall.css'
import { Offers } from './Offers.tsx'
import { Rota } from './Rota.tsx'
import { Tonight } from './Tonight.tsx'
import { useOnCall } from './queries.ts'
import { Ways } from './Ways.tsx'

export function OnCallPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const onCall = useOnCall()
  const manages = me.may.includes('oncall.manage')
  return (
    <Page heading={t('onCall.page')} intro={t('onCall.intro')} testid="on-call">
      <Answered query={onCall}>
        {(view) => (
          <>
            <Tonight view={view} />
            {me.may.includes('oncall.own') && <Offers view={view} me={me.id} />}
            <Rota view={view} me={me} manages={manages} />
            {me.may.includes('oncall.own') && <Ways view={view} />}
            {manages && <ChainForm settings={view.settings} />}
            {me.may.includes('oncall.alarms') && <Alarms manages={manages} />}
          </>
        )}
      </Answered>
    </Page>
  )
}

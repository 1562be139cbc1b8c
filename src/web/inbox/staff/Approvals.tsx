// What waits for a second person, and what was decided before.
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { Answered } from './Answered.tsx'
import { Approval } from './Approval.tsx'
import { Page, Panel } from './Page.tsx'
import { useApprovals } from './staffQueries.ts'

export function Approvals({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const approvals = useApprovals()
  return (
    <Page heading={t('nav.approvals')} intro={t('approval.intro')} testid="approvals">
      <Answered query={approvals}>
        {(list) => {
          const waiting = list.filter(({ decision }) => decision === null)
          const decided = list.filter(({ decision }) => decision !== null)
          return (
            <>
              <Panel heading={t('approval.waiting')} testid="approvals-waiting">
                {waiting.length === 0
                  ? <p className="quiet">{t('approval.none')}</p>
                  : <ul className="items">{waiting.map((approval) => <Approval key={approval.id} approval={approval} me={me} />)}</ul>}
              </Panel>
              <Panel heading={t('approval.history')} testid="approvals-history">
                {decided.length === 0
                  ? <p className="quiet">{t('approval.noHistory')}</p>
                  : <ul className="items">{decided.map((approval) => <Approval key={approval.id} approval={approval} me={me} />)}</ul>}
              </Panel>
            </>
          )
        }}
      </Answered>
    </Page>
  )
}

// What failed and waits for somebody: what it is, why, what to do about it, and doing it.
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { since, useNow } from '../time.ts'
import { TroublePanel } from './TroublePanel.tsx'
import { useTroubles } from './troubleRequests.ts'
import './troubles.css'

export function TroublesPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const now = useNow()
  const troubles = useTroubles()
  return (
    <Page heading={t('nav.troubles')} intro={t('trouble.intro')} testid="troubles">
      <Answered query={troubles}>
        {({ kinds, stuck }) => (
          <>
            <div role="status">
              {(['turns', 'deliveries'] as const).map((work) => stuck[work] !== null && (
                <p key={work} className="problem" data-testid={`stuck-${work}`}><Icon name="attention" /><span>{t(`trouble.stuck.${work}`, { time: since(stuck[work], now) })}</span></p>
              ))}
            </div>
            {kinds.length === 0
              ? <p className="empty trouble-none" data-testid="no-troubles"><Icon name="check" />{t('trouble.none')}</p>
              : kinds.map((one) => <TroublePanel key={one.kind} trouble={one} me={me} />)}
          </>
        )}
      </Answered>
    </Page>
  )
}

// The desk's pages, as far as one may open them; what waits there for somebody is counted.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { useCaseCounts } from '../cases/caseQueries.ts'
import { useAlertCount } from '../operation/useOperation.ts'
import { usePlace } from '../place.ts'
import { usePrivacyCount } from '../privacy/privacyRequests.ts'
import { useTroubleCount } from '../troubles/troubleRequests.ts'
import { PageGroup } from './PageGroup.tsx'
import { PageLink } from './PageLink.tsx'
import { FIRST_PAGES, PAGE_GROUPS } from './pages.ts'
import type { NavigationPage } from './pages.ts'
import { useApprovalsSeldom } from './staffQueries.ts'

export function Navigation({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const place = usePlace()
  const approvals = useApprovalsSeldom(me.may.includes('approvals.decide')).data ?? []
  const cases = useCaseCounts(me.may.includes('cases.read'))
  const privacy = usePrivacyCount(me.may.includes('privacy.see')).data ?? { requests: 0, rules: 0 }
  const troubles = useTroubleCount(me.may.includes('troubles.read')).data?.count ?? 0
  const alerts = useAlertCount(me.may.includes('operation.read')).data ?? 0
  const waiting: Readonly<Record<string, number>> = {
    cases: cases?.['unassigned'] ?? 0,
    troubles,
    status: alerts,
    privacy: privacy.requests + privacy.rules,
    oversight: cases?.['escalated'] ?? 0,
    approvals: approvals.filter(({ decision, askedBy }) => decision === null && askedBy.id !== me.id).length,
  }
  const mine = (pages: readonly NavigationPage[]) => pages.filter(({ needs }) => me.may.includes(needs))
    .map((page) => ({ ...page, current: page.types.includes(place.type), count: waiting[page.name] ?? 0 }))
  useEffect(() => {
    // On a phone the pages are one line that is pushed sideways.
    document.querySelector('.top-page[data-current=true]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [place.type])
  return (
    <nav className="top-pages" aria-label={t('nav.heading')} data-testid="navigation">
      {mine(FIRST_PAGES).map((page) => <PageLink key={page.name} page={page} className="top-page" />)}
      {PAGE_GROUPS.map(({ group, pages }) => ({ group, pages: mine(pages) })).filter(({ pages }) => pages.length > 0)
        .map(({ group, pages }) => <PageGroup key={group} group={group} pages={pages} />)}
    </nav>
  )
}

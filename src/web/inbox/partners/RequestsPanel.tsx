// In a case: whom the desk has asked, what they said, what it cost, and the way to the next one.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CaseRequest, costsOf, REQUEST_KINDS } from '../../../cases/requests.ts'
import type { PanelProps } from '../cases/CasePage.tsx'
import { yen } from '../cases/caseWords.ts'
import { Panel } from '../staff/Page.tsx'
import { FindPartner } from './FindPartner.tsx'
import { useRequests } from './partnerQueries.ts'
import type { Search } from './partnerRequests.ts'
import { RequestItem } from './RequestItem.tsx'

/** Where to look first: as it was looked last, else in the worker's language. */
function firstSearch(last: CaseRequest | undefined, language: string | null): Search {
  return { kind: last?.kind ?? REQUEST_KINDS[0], prefecture: last?.prefecture ?? '', language: last?.language ?? language ?? '' }
}

export function RequestsPanel({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState<Search | null>(null)
  const { case: { id, language }, state: { requests } } = detail
  const seen = useRequests(id, requests.length > 0).data
  const last = requests.at(-1)
  const costs = costsOf({ requests })
  const find = may ? <Button size="compact-sm" variant="default" onClick={() => setSearch(firstSearch(last, language))} data-testid="find-partner">{t(last?.status === 'declined' ? 'ask.findAnother' : 'ask.find')}</Button> : undefined
  return (
    <Panel heading={t('ask.panel')} hint={t('ask.hint')} actions={find} testid="requests">
      {requests.length === 0 ? <p className="quiet">{t('ask.none')}</p> : (
        <ul className="items">{requests.toReversed().map((request) => <RequestItem key={request.id} request={request} detail={detail} may={may} link={seen?.links.find((one) => one.id === request.id)} />)}</ul>
      )}
      {costs > 0 && <p className="item-facts" data-testid="request-costs"><strong>{t('ask.costs')}</strong><span className="case-figure">{yen(costs)}</span></p>}
      {search && <FindPartner detail={detail} first={search} onClose={() => setSearch(null)} />}
    </Panel>
  )
}

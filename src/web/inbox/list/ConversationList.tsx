// The list of conversations: what waits for the desk, or all of them; danger first, then who waits longest.
import { type KeyboardEvent, useEffect } from 'react'
import { Loader, Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Show } from '../api.ts'
import { ConversationRow } from './ConversationRow.tsx'
import type { Counsellor } from '../Desk.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { moveInList } from '../keys.ts'
import { ListCounts } from './ListCounts.tsx'
import { NothingListed } from './NothingListed.tsx'
import { useConversations } from '../queries.ts'
import { QuotaGauges } from './QuotaGauges.tsx'
import { useNow } from '../time.ts'
import { BudgetGauge } from '../translation/BudgetGauge.tsx'

interface ConversationListProps {
  readonly user: Counsellor
  readonly live: boolean
  readonly show: Show
  onShow(show: Show): void
  readonly open: string | null
}

export function ConversationList({ user, live, show, onShow, open }: ConversationListProps) {
  const { t } = useTranslation()
  const list = useConversations(show, live)
  const now = useNow()
  const arrows = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    moveInList(event.key === 'ArrowDown' ? 1 : -1)
  }
  useEffect(() => {
    document.querySelector('[data-row][aria-current=page]')?.scrollIntoView({ block: 'nearest' })
  }, [open])
  return (
    <nav className="list" aria-label={t('list.heading')}>
      <h2 className="list-heading">{t('list.heading')}</h2>
      {list.data && <ListCounts counts={list.data.counts} />}
      <Tabs value={show} onChange={(value) => onShow(value === 'all' ? 'all' : 'open')} className="list-tabs" keepMounted={false}>
        <Tabs.List grow>
          <Tabs.Tab value="open">{t('list.open')}</Tabs.Tab>
          <Tabs.Tab value="all">{t('list.all')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={show} tabIndex={-1}>
          {list.isError && <FormProblem error={list.error} />}
          {list.isPending && <Loader className="list-loading" aria-label={t('desk.loading')} role="img" />}
          {list.data?.conversations.length === 0 && (
            <NothingListed never={list.data.counts.all === 0} onShowAll={() => onShow('all')} />
          )}
          {list.data !== undefined && list.data.conversations.length > 0 && (
            <ul className="rows" onKeyDown={arrows} data-testid="conversations">
              {list.data.conversations.map((conversation) => (
                <li key={conversation.id}>
                  <ConversationRow conversation={conversation} now={now} open={conversation.id === open} me={user.id} />
                </li>
              ))}
            </ul>
          )}
        </Tabs.Panel>
      </Tabs>
      <QuotaGauges />
      <BudgetGauge />
    </nav>
  )
}

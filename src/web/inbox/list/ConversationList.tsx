// The list of conversations: views, filters, search, rows, and what is done with many of them at once.
import { useState } from 'react'
import { ActionIcon, Button, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { filterOf, isSame } from '../../../list/filter.ts'
import type { Counsellor } from '../Desk.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { focusedRow, useDeskKeys } from '../keys.ts'
import { show } from '../notices.ts'
import { go, listAddress, useListQuery } from '../place.ts'
import { ArrangeViews } from './ArrangeViews.tsx'
import { BulkBar } from './BulkBar.tsx'
import { FilterFields } from './FilterFields.tsx'
import { NothingListed } from './NothingListed.tsx'
import { QuotaGauges } from './QuotaGauges.tsx'
import { BudgetGauge } from '../translation/BudgetGauge.tsx'
import { idsOf, useRows } from './rows.ts'
import { Rows } from './Rows.tsx'
import { SaveView } from './SaveView.tsx'
import { SearchBox, type Wanted } from './SearchBox.tsx'
import { SearchResults } from './SearchResults.tsx'
import { SnoozeDialog } from './SnoozeDialog.tsx'
import { useActs } from './useActs.ts'
import { useSelection } from './useSelection.ts'
import { useViews } from './views.ts'
import { ViewTiles } from './ViewTiles.tsx'

interface ConversationListProps { readonly user: Counsellor; readonly live: boolean; readonly open: string | null }

/** As many as are chosen at once, at most. */
const MOST = 500

export function ConversationList({ user, live, open }: ConversationListProps) {
  const { t } = useTranslation()
  const query = useListQuery()
  const filter = filterOf(new URLSearchParams(query))
  const { page, isPending, error, more, loading } = useRows(filter, live)
  const views = useViews()
  const selection = useSelection(query)
  const acts = useActs()
  const [wanted, setWanted] = useState<Wanted | null>(null)
  /** How often a search was closed: each has a field of its own. */
  const [closed, setClosed] = useState(0)
  const [filtering, setFiltering] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const [dialog, setDialog] = useState<'save' | 'arrange' | null>(null)
  const [snoozing, setSnoozing] = useState<readonly string[] | null>(null)
  const known = views.data?.views.some((view) => isSame(view.filter, filter)) ?? true
  const ids = [...selection.ids]
  const current = () => focusedRow() ?? open
  const meant = () => (ids.length > 0 ? ids : [current()].filter((id) => id !== null))
  const closeSearch = () => {
    setWanted(null)
    setClosed(closed + 1)
  }
  const stop = () => {
    selection.clear()
    setChoosing(false)
  }
  const all = async () => {
    const matching = await idsOf(query, MOST).catch(() => null)
    if (matching === null) return show(t('error.failed'), 'problem')
    selection.take(matching)
    if (matching.length === MOST) show(t('bulk.most', { count: MOST }))
  }
  useDeskKeys({
    choose() {
      const id = current()
      if (id !== null) selection.toggle(id)
    },
    chooseAll: () => void all(),
    claim() {
      if (meant().length > 0) void acts.act(meant(), { type: 'claim' }).then(stop)
    },
    snooze() {
      if (meant().length > 0) setSnoozing(meant())
    },
    undo: acts.undoLast,
    filter: () => setFiltering(!filtering),
    leave() {
      if (ids.length > 0) stop()
      else if (wanted) closeSearch()
      else return false
      return true
    },
  })
  return (
    <nav className="list" aria-label={t('list.heading')} data-choosing={choosing || ids.length > 0}>
      <h2 className="list-heading">{t('list.heading')}</h2>
      {views.data && <ViewTiles views={views.data.views} filter={filter} />}
      <div className="list-tools">
        <SearchBox key={closed} wanted={wanted} onSearch={setWanted} />
        <ActionIcon size="lg" variant={filtering ? 'filled' : 'default'} aria-label={t('filter.heading')} title={t('filter.heading')} aria-expanded={filtering} onClick={() => setFiltering(!filtering)} data-testid="filter"><Icon name="filter" /></ActionIcon>
        <ActionIcon size="lg" variant={choosing ? 'filled' : 'default'} aria-label={t('bulk.choose')} title={t('bulk.choose')} aria-pressed={choosing} onClick={() => (choosing ? stop() : setChoosing(true))} data-testid="choose"><Icon name="check" /></ActionIcon>
        <ActionIcon size="lg" variant="default" aria-label={t('view.arrange')} title={t('view.arrange')} onClick={() => setDialog('arrange')} data-testid="arrange"><Icon name="system" /></ActionIcon>
      </div>
      {(filtering || !known) && <FilterFields filter={filter} known={known} onSave={() => setDialog('save')} />}
      {error && <FormProblem error={error} />}
      {wanted !== null && <SearchResults wanted={wanted} onClose={closeSearch} />}
      {wanted === null && isPending && <Loader className="list-loading" aria-label={t('desk.loading')} role="img" />}
      {wanted === null && page?.rows.length === 0 && (
        <NothingListed never={views.data?.counts.all === 0} usual={query === ''} onShowAll={() => go(listAddress('show=all'))} />
      )}
      {wanted === null && page !== undefined && page.rows.length > 0 && (
        <Rows key={query} rows={page.rows} open={open} me={user.id} selection={selection} loading={loading} onEnd={more} />
      )}
      {ids.length > 0 && (
        <BulkBar ids={ids} partly={page !== undefined && (!page.whole || page.rows.some(({ id }) => !selection.ids.has(id)))} acts={acts} snoozed={filter.show === 'snoozed'} onAll={() => void all()} onSnooze={() => setSnoozing(ids)} onClear={stop} />
      )}
      {choosing && ids.length === 0 && <p className="bulk quiet">{t('bulk.hint')} <Button size="compact-xs" variant="subtle" onClick={() => void all()}>{t('bulk.all')}</Button></p>}
      {dialog === 'save' && <SaveView filter={filter} onClose={() => setDialog(null)} />}
      {dialog === 'arrange' && views.data && <ArrangeViews views={views.data.views} onClose={() => setDialog(null)} />}
      {snoozing && (
        <SnoozeDialog count={snoozing.length} onClose={() => setSnoozing(null)} onChoose={(until) => {
          setSnoozing(null)
          void acts.act(snoozing, { type: 'snooze', until }).then(stop)
        }} />
      )}
      <QuotaGauges />
      <BudgetGauge />
    </nav>
  )
}

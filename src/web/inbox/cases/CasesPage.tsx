// The queue of cases: mine, nobody's, what is overdue; and the next one, which the desk chooses.
import { useState } from 'react'
import { Button, Kbd } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { countShown } from '../../../list/most.ts'
import { NEXT_CASE } from '../keys.ts'
import { show } from '../notices.ts'
import { caseAddress, go } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { useCases } from './caseQueries.ts'
import { LISTS, type ListName, takeNext } from './caseRequests.ts'
import { CaseRow } from './CaseRow.tsx'
import { NewCase } from './NewCase.tsx'

export function CasesPage() {
  const { t } = useTranslation()
  const [list, setList] = useState<ListName>('mine')
  const [opening, setOpening] = useState(false)
  const cases = useCases(list)
  const next = useChange({
    ask: takeNext, again: ['cases'], told: true,
    onDone: ({ id }) => {
      show(t(id === null ? 'case.nextNone' : 'case.nextTook'))
      if (id !== null) go(caseAddress(id))
    },
  })
  const actions = (
    <div className="item-actions">
      <Button variant="default" onClick={() => setOpening(true)} data-testid="new-case">{t('case.new')}</Button>
      <Button {...NEXT_CASE} loading={next.isPending} onClick={() => next.mutate(undefined)} rightSection={<Kbd size="xs">n</Kbd>} data-testid="next-case">{t('case.next')}</Button>
    </div>
  )
  return (
    <Page heading={t('case.page')} intro={t('case.intro')} actions={actions} testid="cases-page">
      <div className="case-lists" role="group" aria-label={t('case.lists')}>
        {LISTS.map((name) => (
          <button key={name} type="button" className="case-list" aria-pressed={name === list} data-some={(cases.data?.counts[name] ?? 0) > 0} onClick={() => setList(name)} data-testid={`list-${name}`}>
            {t(`case.list.${name}`)} <span className="case-list-count">{cases.data ? countShown(cases.data.counts[name] ?? 0) : ''}</span>
          </button>
        ))}
      </div>
      <Answered query={cases}>
        {(found) => found.cases.length === 0
          ? <p className="panel empty" data-testid="no-cases">{t(`case.empty.${list}`)}</p>
          : <ul className="panel case-rows" data-testid="cases">{found.cases.map((view) => <CaseRow key={view.id} view={view} />)}</ul>}
      </Answered>
      {opening && <NewCase conversation={null} language={null} onClose={() => setOpening(false)} />}
    </Page>
  )
}

// What was published, put away or is being written; each can be compared with what is asked now, and written on.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QuestionnairePage, QuestionnaireVersionView } from '../../../server/api/questionnaires.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { draftOf } from '../../../questionnaires/draft.ts'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { DraftComparison } from './DraftComparison.tsx'
import { AGAIN } from './questionnaireQueries.ts'
import { beginDraft } from './requests.ts'

interface ItemProps { readonly page: QuestionnairePage; readonly version: QuestionnaireVersionView; readonly me: MeView }

function VersionItem({ page, version, me }: ItemProps) {
  const { t } = useTranslation()
  const [compared, setCompared] = useState(false)
  const beginning = useChange({ ask: () => beginDraft(page.key, version.number), again: AGAIN, told: true })
  const { number, state, authors, reviewer, reason, at, ran, draft } = version
  const runs = page.running?.number === number
  const facts = [t(state === 'withdrawn' && ran ? 'questionnaire.standing.withdrawn' : `article.state.${state}`), listed(authors), exactly(at), reviewer === null ? '' : t('article.reviewer', { name: reviewer })]
  return (
    <li className="item item-wide" data-testid={`version-${number}`}>
      <div className="item-text">
        <strong>{t('article.version', { number })}{runs && ` · ${t('questionnaire.runsNow')}`}</strong>
        <span className="quiet">{facts.filter(Boolean).join(' · ')}</span>
        {reason !== '' && <span>{t('approval.why', { reason })}</span>}
      </div>
      <div className="item-actions">
        {!runs && page.running !== null && <Button size="compact-md" variant="default" aria-expanded={compared} onClick={() => setCompared(!compared)} data-testid="compare">{t('article.compare')}</Button>}
        {page.open === null && me.may.includes('questionnaires.write') && <Button size="compact-md" variant="default" loading={beginning.isPending} onClick={() => beginning.mutate(undefined)} data-testid="write-on">{t('questionnaire.writeOn')}</Button>}
      </div>
      {compared && page.running && <div className="version-changes"><DraftComparison before={draftOf(page.running.content)} after={draft} /></div>}
    </li>
  )
}

export function VersionsTab({ page, me }: { readonly page: QuestionnairePage; readonly me: MeView }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="quiet">{t('questionnaire.versionsHint')}</p>
      <ol className="items" data-testid="versions">{page.versions.map((version) => <VersionItem key={version.number} page={page} version={version} me={me} />)}</ol>
    </>
  )
}

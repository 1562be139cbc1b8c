// One questionnaire: its questions, when it is open and for whom, what was answered, and what it was before.
import { useState } from 'react'
import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QuestionnairePage as PageView } from '../../../server/api/questionnaires.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { draftOf } from '../../../questionnaires/draft.ts'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { HearingsTab } from './HearingsTab.tsx'
import { OpeningTab } from './OpeningTab.tsx'
import { QuestionnaireEditor } from './QuestionnaireEditor.tsx'
import { useQuestionnaire } from './questionnaireQueries.ts'
import { inDesk } from './questionnaireWords.ts'
import { ReadQuestions } from './ReadQuestions.tsx'
import { ResultsTab } from './ResultsTab.tsx'
import { Standing } from './Standing.tsx'
import { VersionsTab } from './VersionsTab.tsx'
import '../articles/articles.css'
import './questionnaires.css'

export function QuestionnairePage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const query = useQuestionnaire(id)
  const title = query.data && inDesk(query.data.title)
  return (
    <Page heading={title || id} testid="questionnaire" actions={query.data && <span className="questionnaire-head"><span className="tag">{t(`questionnaire.kind.${query.data.kind}`)}</span><Standing standing={query.data.standing} /></span>}>
      <p className="page-back"><PlaceLink to={PAGES.questionnaires} className="page-link">{t('questionnaire.back')}</PlaceLink></p>
      <Answered query={query}>{(page) => <Parts page={page} me={me} />}</Answered>
    </Page>
  )
}

function Parts({ page, me }: { readonly page: PageView; readonly me: MeView }) {
  const { t } = useTranslation()
  const hears = page.kind === 'selfCheck' && me.may.includes('conversations.read')
  const names = ['questions', 'opening', 'results', ...(hears ? ['hearings' as const] : []), 'versions'] as const
  const [tab, setTab] = useState<string | null>(page.open === null && page.finished > 0 ? 'results' : 'questions')
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false}>
      <Tabs.List>{names.map((name) => <Tabs.Tab key={name} value={name} data-testid={`tab-${name}`}>{t(`questionnaire.tab.${name}`)}</Tabs.Tab>)}</Tabs.List>
      <Tabs.Panel value="questions" className="questionnaire-tab">
        {page.open ? <QuestionnaireEditor key={page.open.number} page={page} open={page.open} me={me} /> : <ReadQuestions page={page} draft={page.running && draftOf(page.running.content)} me={me} />}
      </Tabs.Panel>
      <Tabs.Panel value="opening" className="questionnaire-tab"><OpeningTab page={page} me={me} /></Tabs.Panel>
      <Tabs.Panel value="results" className="questionnaire-tab"><ResultsTab page={page} me={me} /></Tabs.Panel>
      {hears && <Tabs.Panel value="hearings" className="questionnaire-tab"><HearingsTab id={page.key} me={me} /></Tabs.Panel>}
      <Tabs.Panel value="versions" className="questionnaire-tab"><VersionsTab page={page} me={me} /></Tabs.Panel>
    </Tabs>
  )
}

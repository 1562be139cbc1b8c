// What was answered, to look at: how many, when, in which languages, and question by question.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QuestionnairePage, ResultFilter, ResultsView } from '../../../server/api/questionnaires.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { CountPlot } from '../numbers/CountPlot.tsx'
import { Answered } from '../staff/Answered.tsx'
import { languageName } from '../words.ts'
import { DaysPlot } from './DaysPlot.tsx'
import { QuestionResultPlot } from './QuestionResultPlot.tsx'
import { useResults } from './questionnaireQueries.ts'
import { exportAddress } from './requests.ts'
import { NO_FILTER, ResultFilters } from './ResultFilters.tsx'
import '../numbers/numbers.css'

export function ResultsTab({ page, me }: { readonly page: QuestionnairePage; readonly me: MeView }) {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<ResultFilter>(NO_FILTER)
  const results = useResults(page.key, filter)
  const reads = me.may.includes('questionnaires.answers')
  if (page.finished + page.unfinished === 0) return <p className="empty" data-testid="no-answers">{t('questionnaire.noAnswers')}</p>
  return (
    <Answered query={results}>
      {(view) => (
        <div className="results" aria-busy={results.isPlaceholderData}>
          <ResultFilters view={view} filter={filter} onChange={setFilter} />
          <p className="results-rule"><Icon name="shield" size={15} /><span>{t(view.anonymous ? 'questionnaire.ruleAnonymous' : 'questionnaire.ruleNamed', { least: view.least })}</span></p>
          <Tiles view={view} />
          {reads && !view.few && view.n !== 0 && (
            <div className="item-actions">
              <Button component="a" href={exportAddress(page.key, filter, 'xlsx')} variant="default" leftSection={<Icon name="save" />} data-testid="export-xlsx">{t('questionnaire.exportXlsx')}</Button>
              <Button component="a" href={exportAddress(page.key, filter, 'csv')} variant="default" data-testid="export-csv">{t('questionnaire.exportCsv')}</Button>
              <span className="quiet">{t(view.anonymous ? 'questionnaire.exportAnonymous' : 'questionnaire.exportNamed')}</span>
            </div>
          )}
          {view.few
            ? <p className="few" data-testid="few"><Icon name="shield" size={18} />{t('questionnaire.few', { least: view.least })}</p>
            : <Plots page={page} view={view} filter={filter} reads={reads} />}
        </div>
      )}
    </Answered>
  )
}

function Tiles({ view }: { readonly view: ResultsView }) {
  const { t } = useTranslation()
  const { n, waiting, unfinished, least } = view
  return (
    <dl className="tiles" data-testid="tiles">
      <div className="tile"><dt>{t('questionnaire.counted')}</dt><dd><strong>{n ?? t('questionnaire.fewShort', { least })}</strong>{waiting !== null && waiting > 0 && n !== null && <span className="quiet">{t('questionnaire.waiting', { count: waiting })}</span>}</dd></div>
      <div className="tile"><dt>{t('questionnaire.unfinished')}</dt><dd><strong>{unfinished}</strong><span className="quiet">{t('questionnaire.unfinishedNote')}</span></dd></div>
    </dl>
  )
}

interface PlotsProps { readonly page: QuestionnairePage; readonly view: ResultsView; readonly filter: ResultFilter; readonly reads: boolean }

function Plots({ page, view, filter, reads }: PlotsProps) {
  const { t } = useTranslation()
  const shown = view.byLanguage.flatMap(({ key, count }) => (count === null ? [] : [{ key, count }]))
  const hidden = view.byLanguage.length - shown.length
  return (
    <div className="results-plots">
      {view.byDay.length > 0 && <DaysPlot days={view.byDay} />}
      <div className="result-wide">
        <CountPlot heading={t('questionnaire.byLanguage')} first={t('numbers.language')} empty={t('questionnaire.few', { least: view.least })} counts={shown} nameOf={(key) => (key === null ? t('numbers.unknown') : languageName(key))} testid="by-language" />
        {hidden > 0 && shown.length > 0 && <p className="quiet">{t('questionnaire.languagesHidden', { count: hidden, least: view.least })}</p>}
      </div>
      {view.questions.map((question, at) => <QuestionResultPlot key={question.id} page={page} result={question} at={at} filter={filter} reads={reads} least={view.least} first={at === 0 || view.questions[at - 1]?.group !== question.group} />)}
    </div>
  )
}

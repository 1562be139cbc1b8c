// What the worker reads of their own case now, the summary written for them, and what they said when it was over.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '../staff/Page.tsx'
import { exactly } from '../time.ts'
import { languageName } from '../words.ts'
import { ActButton } from './ActForm.tsx'
import type { PanelProps } from './CasePage.tsx'
import { useSeen } from './caseQueries.ts'
import { word } from './caseWords.ts'
import { CheckSummary } from './CheckSummary.tsx'

export function WorkerPanel({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state } = detail
  const seen = useSeen(id).data
  return (
    <div className="case-facts case-worker">
      <Panel heading={t('case.seen')} hint={t('case.seenHint')} testid="seen">
        {state.standingAsked && <p className="case-support">{t('case.standingAsked')}</p>}
        {seen && <div className="worker-text">
          <p lang={seen.language}>{seen.text}</p>
          {seen.language !== 'ja' && <details><summary>{t('case.textJapanese')}</summary><p lang="ja">{seen.japanese}</p></details>}
        </div>}
      </Panel>
      <Summary detail={detail} may={may || state.closing !== null} language={seen?.language ?? null} />
      {state.closing !== null && <Said detail={detail} />}
    </div>
  )
}

function Summary({ detail: { case: { id }, state: { summary } }, may, language }: PanelProps & { readonly language: string | null }) {
  const { t } = useTranslation()
  const [checking, setChecking] = useState(false)
  const checked = language === null ? undefined : summary?.checked[language]
  const writing = (
    <ActButton
      id={id} testid="write-summary" label={t(summary ? 'case.changeSummary' : 'case.writeSummary')} heading={t('case.summary')}
      fields={[{ name: 'text', label: t('case.summaryText'), kind: 'long', hint: t('case.summaryHint'), initial: summary?.text ?? '' }]} build={(values) => ({ type: 'writeSummary', ...values })}
    />
  )
  return (
    <Panel heading={t('case.summary')} hint={t('case.summaryPanelHint')} actions={may ? writing : undefined} testid="summary">
      {summary === null ? <p className="quiet">{t('case.noSummary')}</p> : <p className="worker-text">{summary.text}</p>}
      {summary !== null && language !== null && (
        <p className="item-facts" data-testid="summary-status">
          <span className={checked ? 'quiet' : 'weak'}>{checked ? t('case.summaryChecked', { language: languageName(language), time: exactly(checked.at) }) : t('case.summaryUnchecked', { language: languageName(language) })}</span>
          <Button size="compact-sm" variant="default" onClick={() => setChecking(true)} data-testid="check-summary">{t(checked ? 'case.checkAgain' : 'case.checkSummary')}</Button>
        </p>
      )}
      {checked && language !== 'ja' && <details><summary>{t('case.summaryIn', { language: languageName(language ?? '') })}</summary><p className="worker-text" lang={language ?? undefined}>{checked.text}</p></details>}
      {checking && summary !== null && language !== null && <CheckSummary id={id} japanese={summary.text} language={language} known={checked?.text ?? null} onClose={() => setChecking(false)} />}
    </Panel>
  )
}

function Said({ detail: { state: { satisfaction, solved } } }: Pick<PanelProps, 'detail'>) {
  const { t } = useTranslation()
  return (
    <Panel heading={t('case.satisfaction')} testid="satisfaction">
      {satisfaction === null ? <p className="quiet">{t('case.notRated')}</p> : (
        <p className="item-text"><strong>{t('case.ratedAs', { rating: satisfaction.rating })}</strong>{satisfaction.comment !== '' && <span>{satisfaction.comment}</span>}<span className="quiet">{exactly(satisfaction.at)}</span></p>
      )}
      {solved !== null && <p className="item-text"><strong>{t('case.solvedLater', { answer: word('solvedAs', solved.answer) })}</strong><span className="quiet">{exactly(solved.at)}</span></p>}
    </Panel>
  )
}

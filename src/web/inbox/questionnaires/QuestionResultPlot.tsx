// One question's answers as a plot, with the table behind it; always with how many answered, and how many did not.
import { useState } from 'react'
import { Button } from '@mantine/core'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { QuestionnairePage, ResultFilter } from '../../../server/api/questionnaires.ts'
import type { QuestionResult } from '../../../questionnaires/results.ts'
import type { Bin } from '../../../questionnaires/spread.ts'
import { Panel } from '../staff/Page.tsx'
import { locale } from '../time.ts'
import { BarsPlot, type BarRow } from './BarsPlot.tsx'
import { FreeTextList } from './FreeTextList.tsx'
import { answerName, inDesk } from './questionnaireWords.ts'

interface QuestionResultProps { readonly page: QuestionnairePage; readonly result: QuestionResult; readonly at: number; readonly filter: ResultFilter; readonly reads: boolean; readonly least: number; readonly first: boolean }

export function QuestionResultPlot({ page, result, at, filter, reads, least, first }: QuestionResultProps) {
  const { t } = useTranslation()
  const heading = `${at + 1}. ${inDesk(result.text)}`
  const testid = `result-${result.id}`
  const group = first && result.group !== '' && <h3 className="result-group">{result.group}</h3>
  if (result.few) return <>{group}<Panel heading={heading} testid={testid}><p className="quiet">{t('questionnaire.few', { least })}</p></Panel></>
  const basis = t('questionnaire.basis', { n: result.n, unknown: result.unknown })
  switch (result.type) {
    case 'choices': {
      const rows: BarRow[] = result.rows.map(({ id, text, count, level }) => ({ name: text === null ? answerName({ kind: 'yesNo', choices: [] }, id) : inDesk(text), count, grave: (level ?? 0) >= 3 }))
      const none = result.several ? [{ name: t('questionnaire.noneOfThese'), count: result.none, grave: false }] : []
      return <>{group}<BarsPlot heading={heading} hint={[basis, result.several ? t('questionnaire.several') : ''].filter(Boolean).join(' · ')} testid={testid} rows={[...rows, ...none]} n={result.n ?? 0} /></>
    }
    case 'scale': {
      const ends = [inDesk(result.low), inDesk(result.high)] as const
      const rows = result.rows.map(({ value, count }, place) => ({ name: place === 0 ? `${value} ${ends[0]}` : place === result.rows.length - 1 ? `${value} ${ends[1]}` : String(value), tick: String(value), count, grave: false }))
      return <>{group}<BarsPlot heading={heading} hint={withMedian(basis, result.median)} testid={testid} rows={rows} n={result.n ?? 0} ends={ends} upright /></>
    }
    case 'numbers': return <>{group}<BarsPlot heading={heading} hint={withMedian(basis, result.median)} testid={testid} rows={result.bins.map(binRow)} n={result.n ?? 0} upright /></>
    case 'amounts': return (
      <>
        {group}
        {result.currencies.map(({ currency, n, median: middle, bins }) => (
          <BarsPlot key={currency} heading={`${heading} (${currency})`} hint={withMedian(t('questionnaire.basisCurrency', { n, nought: result.nought, unread: result.unread, unknown: result.unknown }), middle)} testid={`${testid}-${currency}`} rows={bins.map(binRow)} n={n} upright />
        ))}
        {result.currencies.length === 0 && <Panel heading={heading} testid={testid}><p className="quiet">{basis}</p></Panel>}
      </>
    )
    case 'texts': return <>{group}<FreeTextPanel page={page} result={result} heading={heading} basis={basis} filter={filter} reads={reads} /></>
  }
}

const withMedian = (basis: string, value: number | null) => (value === null ? basis : `${basis} · ${i18next.t('questionnaire.median', { value: value.toLocaleString() })}`)
const short = (value: number) => value.toLocaleString(locale(), { notation: 'compact', maximumSignificantDigits: 3 })
const binRow = ({ from, to, count }: Bin): BarRow => ({ name: from === to ? from.toLocaleString() : `${from.toLocaleString()} –`, tick: from === to ? short(from) : `${short(from)} –`, count, grave: false })

interface FreeTextPanelProps { readonly page: QuestionnairePage; readonly result: QuestionResult; readonly heading: string; readonly basis: string; readonly filter: ResultFilter; readonly reads: boolean }

function FreeTextPanel({ page, result, heading, basis, filter, reads }: FreeTextPanelProps) {
  const { t } = useTranslation()
  const [reading, setReading] = useState(false)
  return (
    <div className="result-wide">
      <Panel heading={heading} hint={basis} testid={`result-${result.id}`}>
        {!reads ? <p className="quiet">{t('questionnaire.textsForSupervisors')}</p>
          : reading ? <FreeTextList id={page.key} question={result.id} filter={filter} />
          : <div><Button variant="default" onClick={() => setReading(true)} data-testid={`read-${result.id}`}>{t('questionnaire.readTexts')}</Button></div>}
      </Panel>
    </div>
  )
}

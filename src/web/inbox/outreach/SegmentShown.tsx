// For whom a message is, in words.
import { useTranslation } from 'react-i18next'
import type { Segment } from '../../../outreach/segment.ts'
import { industryChoices, prefectureName, residenceChoices } from '../person/factWords.ts'
import { channelName, languageName, listed } from '../words.ts'
import { useChoices } from './outreachQueries.ts'

export function SegmentShown({ segment }: { readonly segment: Segment }) {
  const { t } = useTranslation()
  const choices = useChoices().data
  const labelIn = (of: readonly { readonly value: string; readonly label: string }[]) => (value: string) => of.find((one) => one.value === value)?.label ?? value
  const company = (id: string) => choices?.companies.find((one) => one.id === id)?.name ?? id
  const rows: (readonly [string, string])[] = [
    [t('outreach.languages'), listed(segment.languages.map(languageName))], [t('outreach.prefectures'), listed(segment.prefectures.map(prefectureName))],
    [t('outreach.industries'), listed(segment.industries.map(labelIn(industryChoices())))], [t('outreach.statuses'), listed(segment.statuses.map(labelIn(residenceChoices())))],
    [t('outreach.channels'), listed(segment.channels.map(channelName))],
    [t('outreach.companies'), segment.related && segment.companies.length > 0 ? `${listed(segment.companies.map(company))} (${t('outreach.related')})` : listed(segment.companies.map(company))],
    [t('outreach.codes'), listed(segment.codes)], [t('outreach.campaigns'), listed(segment.campaigns)],
    [t('outreach.heardWithin'), segment.heardWithin === null ? '' : String(segment.heardWithin)], [t('outreach.notHeardFor'), segment.notHeardFor === null ? '' : String(segment.notHeardFor)],
    [t('outreach.questionnaire'), segment.questionnaire === null ? '' : t(segment.questionnaire.answered ? 'outreach.answered' : 'outreach.notAnswered', { title: choices?.questionnaires.find(({ key }) => key === segment.questionnaire?.key)?.title ?? segment.questionnaire.key })],
  ]
  const asked = rows.filter(([, value]) => value !== '')
  if (asked.length === 0) return <p>{t('outreach.everybody')}</p>
  return <dl className="segment-shown">{asked.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

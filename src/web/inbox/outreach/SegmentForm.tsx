// For whom a message is: everything that is asked for has to be so, and of each list one is enough.
import { Checkbox, MultiSelect, NativeSelect, NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Segment } from '../../../outreach/segment.ts'
import type { OutreachChoices } from '../../../server/api/outreach.ts'
import { industryChoices, prefectureChoices, residenceChoices } from '../person/factWords.ts'
import { channelName, languageName } from '../words.ts'
import { LANGUAGES } from './languages.ts'

interface Props { readonly segment: Segment; readonly choices: OutreachChoices; onChange(part: Partial<Segment>): void }

export function SegmentForm({ segment, choices, onChange }: Props) {
  const { t } = useTranslation()
  const many = (label: string, value: readonly string[], data: readonly { readonly value: string; readonly label: string }[], change: (value: string[]) => void, testid?: string) => (
    <MultiSelect label={label} value={[...value]} data={[...data]} onChange={change} searchable clearable hidePickedOptions {...(value.length === 0 && { placeholder: t('outreach.any') })} nothingFoundMessage={t('outreach.nothingFound')} clearButtonProps={{ 'aria-label': t('outreach.clear') }} data-testid={testid} />
  )
  const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
  const days = (label: string, value: number | null, change: (days: number | null) => void) => (
    <NumberInput label={label} value={value ?? ''} min={1} max={3650} allowDecimal={false} hideControls onChange={(given) => change(typeof given === 'number' && given >= 1 ? given : null)} />
  )
  const { questionnaire } = segment
  return (
    <div className="segment">
      {many(t('outreach.languages'), segment.languages, LANGUAGES.map((value) => ({ value, label: languageName(value) })), (languages) => onChange({ languages }), 'segment-languages')}
      {many(t('outreach.prefectures'), segment.prefectures.map(String), prefectureChoices(), (codes) => onChange({ prefectures: codes.map(Number) }))}
      {many(t('outreach.industries'), segment.industries, industryChoices(), (industries) => onChange({ industries }))}
      {many(t('outreach.statuses'), segment.statuses, residenceChoices(), (statuses) => onChange({ statuses }))}
      {many(t('outreach.channels'), segment.channels, choices.accounts.map((value) => ({ value, label: channelName(value) })), (channels) => onChange({ channels }))}
      {many(t('outreach.companies'), segment.companies, choices.companies.map(({ id, name }) => ({ value: id, label: name })), (companies) => onChange({ companies }))}
      {segment.companies.length > 0 && <Checkbox label={t('outreach.related')} checked={segment.related} onChange={(event) => onChange({ related: event.currentTarget.checked })} />}
      {many(t('outreach.codes'), segment.codes, plain(choices.codes), (codes) => onChange({ codes }))}
      {many(t('outreach.campaigns'), segment.campaigns, plain(choices.campaigns), (campaigns) => onChange({ campaigns }))}
      {days(t('outreach.heardWithin'), segment.heardWithin, (heardWithin) => onChange({ heardWithin }))}
      {days(t('outreach.notHeardFor'), segment.notHeardFor, (notHeardFor) => onChange({ notHeardFor }))}
      <NativeSelect
        label={t('outreach.questionnaire')} value={questionnaire === null ? '' : `${questionnaire.answered ? 'yes' : 'no'}:${questionnaire.key}`}
        data={[{ value: '', label: t('outreach.any') }, ...choices.questionnaires.flatMap(({ key, title }) => [{ value: `no:${key}`, label: t('outreach.notAnswered', { title }) }, { value: `yes:${key}`, label: t('outreach.answered', { title }) }])]}
        onChange={({ currentTarget: { value } }) => { const [answered, key = ''] = value.split(/:(.*)/s); onChange({ questionnaire: value === '' ? null : { key, answered: answered === 'yes' } }) }}
      />
    </div>
  )
}

// How many answers are wanted at most: of all together, and of each language, company, channel, purse or campaign.
import { ActionIcon, Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { QUOTA_BY, type Quota } from '../../../questionnaires/quotas.ts'
import { LOTS } from '../../../companies/lots.ts'
import { Icon } from '../Icon.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import { channelName, languageName } from '../words.ts'

interface QuotaFieldsProps { readonly quotas: readonly Quota[]; onChange(quotas: readonly Quota[]): void; readonly companies: readonly { readonly id: string; readonly name: string }[] }
type By = (typeof QUOTA_BY)[number]

const CHANNELS = ['line', 'messenger', 'webchat', 'email'] as const
const isBy = (value: string): value is By => QUOTA_BY.some((one) => one === value)

export function QuotaFields({ quotas, onChange, companies }: QuotaFieldsProps) {
  const { t } = useTranslation()
  const put = (at: number, quota: Quota) => onChange(quotas.with(at, quota))
  const choicesOf = (by: By): readonly { readonly value: string; readonly label: string }[] | null => {
    switch (by) {
      case 'language': return LANGUAGES.map((value) => ({ value, label: languageName(value) }))
      case 'channel': return CHANNELS.map((value) => ({ value, label: channelName(value) }))
      case 'company': return companies.map(({ id, name }) => ({ value: id, label: name }))
      case 'lot': return LOTS.map((value) => ({ value, label: t(`questionnaire.lot.${value}`) }))
      case 'campaign': return null
    }
  }
  const firstOf = (by: By) => choicesOf(by)?.[0]?.value ?? ''
  return (
    <div className="quota-fields" role="group" aria-label={t('questionnaire.quotas')}>
      <p className="quotas-label">{t('questionnaire.quotas')}</p>
      {quotas.map((quota, at) => {
        const choices = quota.by && choicesOf(quota.by)
        return (
          <div className="form-row quota" key={at}>
            <NativeSelect
              aria-label={t('questionnaire.quotaOf')} value={quota.by ?? ''} data={[{ value: '', label: t('questionnaire.quotaBy.all') }, ...QUOTA_BY.map((by) => ({ value: by, label: t(`questionnaire.quotaBy.${by}`) }))]}
              onChange={(event) => { const by = event.currentTarget.value; put(at, isBy(by) ? { by, value: firstOf(by), most: quota.most } : { most: quota.most }) }}
            />
            {quota.by && (choices
              ? <NativeSelect aria-label={t(`questionnaire.quotaBy.${quota.by}`)} value={quota.value ?? ''} data={[...choices]} onChange={(event) => put(at, { ...quota, value: event.currentTarget.value })} />
              : <TextInput aria-label={t('questionnaire.quotaBy.campaign')} value={quota.value ?? ''} maxLength={100} onChange={(event) => put(at, { ...quota, value: event.currentTarget.value })} />)}
            <NumberInput aria-label={t('questionnaire.quotaMost')} value={quota.most} min={1} max={1_000_000} allowDecimal={false} onChange={(value) => put(at, { ...quota, most: typeof value === 'number' ? Math.max(1, value) : quota.most })} data-testid={`quota-${at}`} />
            <ActionIcon variant="subtle" onClick={() => onChange(quotas.toSpliced(at, 1))} aria-label={`${t('questionnaire.remove')}: ${t('questionnaire.quotas')} ${at + 1}`}><Icon name="close" /></ActionIcon>
          </div>
        )
      })}
      <Button size="compact-sm" variant="default" leftSection={<Icon name="plus" />} onClick={() => onChange([...quotas, { most: 100 }])} data-testid="add-quota">{t('questionnaire.addQuota')}</Button>
    </div>
  )
}

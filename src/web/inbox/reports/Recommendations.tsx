// What the desk recommends to the company, theme by theme and in both languages: the only sentences that somebody writes into a report.
import { type FormEvent } from 'react'
import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Recommendation } from '../../../reports/suppression-shape.ts'
import type { ReportView } from '../../../server/api/reports.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { refusalOf } from '../need.ts'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { useUnsaved } from '../unsaved.ts'
import { saveRecommendations } from './reportRequests.ts'

const THEMES = ['general', 'labour', 'residence', 'living', 'medical', 'tax', 'education'] as const
const MOST = 20
const isList = (value: unknown): value is readonly Recommendation[] => Array.isArray(value) && value.every((one: unknown) => typeof one === 'object' && one !== null && 'theme' in one && 'text' in one)

export function Recommendations({ view: { id, revision, report } }: { readonly view: ReportView }) {
  const { t } = useTranslation()
  const saved = { revision, value: report.recommendations }
  const { base, value, change, take, dirty } = useUnsaved(`report.${id}`, saved, isList)
  const saving = useChange({
    ask: (wanted: readonly Recommendation[]) => saveRecommendations(id, base.revision, wanted), again: ['reports'],
    onDone: (answer, wanted) => { take({ revision: answer.revision, value: wanted }); show(t('reports.actionsSaved')) },
  })
  const edit = (at: number, part: Partial<Recommendation>) => change((before) => before.map((one, i) => (i === at ? { ...one, ...part } : one)))
  const submit = (event: FormEvent) => { event.preventDefault(); saving.mutate(value) }
  return (
    <Panel heading={t('reports.actions')} hint={t('reports.actionsHint')} testid="recommendations">
      <form className="form" onSubmit={submit}>
        {value.length === 0 && <p className="quiet">{t('reports.noActions')}</p>}
        {value.map((one, i) => (
          <fieldset key={i} className="report-fields report-action" aria-label={t('reports.actionNumber', { number: i + 1 })} data-testid="recommendation">
            <div className="form-row">
              <NativeSelect label={t('reports.theme')} value={one.theme} data={THEMES.map((theme) => ({ value: theme, label: t(`reports.themes.${theme}`) }))} onChange={(event) => edit(i, { theme: event.currentTarget.value })} />
              <TextInput label={t('reports.addressee')} placeholder={t('reports.addresseeExample')} maxLength={80} value={one.addressee} onChange={(event) => edit(i, { addressee: event.currentTarget.value })} />
            </div>
            <Textarea lang="ja" label={t('reports.textJa')} autosize minRows={2} maxLength={1000} required withAsterisk={false} value={one.text.ja} onChange={(event) => edit(i, { text: { ...one.text, ja: event.currentTarget.value } })} />
            <Textarea lang="en" label={t('reports.textEn')} description={t('reports.textEnHint')} autosize minRows={2} maxLength={1000} value={one.text.en} onChange={(event) => edit(i, { text: { ...one.text, en: event.currentTarget.value } })} />
            <div><Button size="compact-sm" variant="subtle" onClick={() => change((before) => before.filter((_, place) => place !== i))}>{t('reports.removeAction')}</Button></div>
          </fieldset>
        ))}
        <FormProblem error={saving.error} />
        {refusalOf(saving.error).error === 'changed' && <div><Button variant="default" onClick={() => { take(saved); saving.reset() }}>{t('reports.takeTheirs')}</Button></div>}
        <div className="form-end">
          <Button variant="default" disabled={value.length >= MOST} leftSection={<Icon name="plus" />} onClick={() => change((before) => [...before, { theme: 'general', addressee: '', text: { ja: '', en: '' } }])} data-testid="add-recommendation">{t('reports.addAction')}</Button>
          <Button type="submit" disabled={!dirty} loading={saving.isPending} data-testid="save-recommendations">{t('staff.save')}</Button>
        </div>
      </form>
    </Panel>
  )
}

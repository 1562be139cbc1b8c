// By which rules reports are made: from how many people on, how often, what a parent company sees, and the award's criteria.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReportSettingsView } from '../../../server/api/reports.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { useChange } from '../staff/useChange.ts'
import { changeSettings } from './reportRequests.ts'

const TIERS = ['1', '2', '3'] as const

export function ReportSettings({ settings, may }: { readonly settings: ReportSettingsView; readonly may: boolean }) {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState(settings)
  const saving = useChange({ ask: () => changeSettings(wanted), again: ['reports'], onDone: () => show(t('reports.settings.saved')) })
  const submit = (event: FormEvent) => { event.preventDefault(); saving.mutate(undefined) }
  const percent = (name: 'reached' | 'satisfaction') => (
    <TextInput
      type="number" min={1} max={100} label={t(`reports.settings.${name}`)} value={String(Math.round(wanted.award[name] * 100))}
      onChange={(event) => { const share = Number(event.currentTarget.value) / 100; setWanted((before) => ({ ...before, award: { ...before.award, [name]: share } })) }}
    />
  )
  return (
    <details className="panel report-settings" data-testid="report-settings">
      <summary><h3>{t('reports.settings.heading')}</h3></summary>
      <form onSubmit={submit}>
        <fieldset className="form report-fields" disabled={!may}>
          <p className="quiet">{t('reports.settings.hint')}</p>
          <div className="form-row">
            {TIERS.map((tier) => (
              <TextInput
                key={tier} type="number" min={settings.thresholds[tier]} max={50} label={t('reports.settings.threshold', { tier })} value={String(wanted.thresholds[tier])}
                onChange={(event) => { const people = Number(event.currentTarget.value); setWanted((before) => ({ ...before, thresholds: { ...before.thresholds, [tier]: people } })) }}
              />
            ))}
          </div>
          <div className="form-row">
            <NativeSelect label={t('reports.settings.cadence')} value={wanted.cadence} data={[{ value: 'quarter', label: t('reports.settings.quarter') }, { value: 'year', label: t('reports.settings.year') }]} onChange={(event) => { const cadence = event.currentTarget.value === 'year' ? 'year' : 'quarter'; setWanted((before) => ({ ...before, cadence })) }} />
            <NativeSelect label={t('reports.settings.parentSees')} value={wanted.parentSees} data={[{ value: 'figures', label: t('reports.settings.figures') }, { value: 'status', label: t('reports.settings.status') }]} onChange={(event) => { const parentSees = event.currentTarget.value === 'status' ? 'status' : 'figures'; setWanted((before) => ({ ...before, parentSees })) }} />
          </div>
          <div className="form-row">{percent('reached')}{percent('satisfaction')}</div>
          <FormProblem error={saving.error} />
          {may && <div className="form-end"><Button type="submit" loading={saving.isPending} data-testid="save-report-settings">{t('staff.save')}</Button></div>}
        </fieldset>
      </form>
    </details>
  )
}

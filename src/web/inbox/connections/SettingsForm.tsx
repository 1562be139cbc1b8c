// Takes what a platform gave out. What is secret is written here and never shown again.
import { type FormEvent, useState } from 'react'
import { Button, PasswordInput, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionField, ConnectionKept, ConnectionView } from '../../../server/api/connections.ts'
import { FormProblem } from '../FormProblem.tsx'
import { refusalOf } from '../need.ts'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { fieldHint, fieldName } from './connectWords.ts'
import { AGAIN, keepSettings } from './connectionRequests.ts'
import { Findings } from './Findings.tsx'

interface SettingsFormProps { readonly connection: ConnectionView; readonly fields: readonly ConnectionField[] }

export function SettingsForm({ connection: { kind }, fields }: SettingsFormProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [outcome, setOutcome] = useState<ConnectionKept | null>(null)
  const keeping = useChange({
    ask: (values: Readonly<Record<string, string>>) => keepSettings(kind, values), again: AGAIN,
    onDone: (kept) => {
      setOutcome(kept)
      if (kept.kept) setTyped({})
    },
  })
  const changed = Object.entries(typed).filter(([name, value]) => value.trim() !== (fields.find((field) => field.name === name)?.value ?? ''))
  const lacking = fields.some(({ name, required, set }) => required && set === null && (typed[name] ?? '').trim() === '')
  const wrong = (refusalOf(keeping.error).detail ?? '').split(', ')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setOutcome(null)
    keeping.mutate(Object.fromEntries(changed))
  }
  return (
    <form className="form" onSubmit={submit} autoComplete="off">
      {fields.map((field) => (
        <SettingField key={field.name} field={field} wrong={wrong.includes(field.name)} value={typed[field.name] ?? field.value ?? ''} onChange={(value) => setTyped({ ...typed, [field.name]: value })} />
      ))}
      <FormProblem error={keeping.error} />
      {outcome && !outcome.kept && <Findings kind={kind} findings={outcome.findings} />}
      {outcome && !outcome.kept && <p className="problem" role="alert">{t('connect.notKept')}</p>}
      {outcome?.kept && <p role="status" data-testid="settings-kept">{t('connect.kept')}</p>}
      <div className="form-end"><Button type="submit" loading={keeping.isPending} disabled={changed.length === 0 || lacking} data-testid="keep-settings">{t('connect.keep')}</Button></div>
    </form>
  )
}

interface SettingFieldProps { readonly field: ConnectionField; readonly value: string; readonly wrong: boolean; onChange(value: string): void }

function SettingField({ field: { name, required, shown, long, set }, value, wrong, onChange }: SettingFieldProps) {
  const { t } = useTranslation()
  const same = {
    label: fieldName(name), description: fieldHint(name), required: required && set === null, withAsterisk: false, value, error: wrong && t('connect.wrongForm'), autoComplete: 'off', spellCheck: false,
    placeholder: set !== null && !shown ? t('connect.setOn', { time: exactly(set) }) : required ? '' : t('connect.optional'), 'data-testid': `field-${name}`,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  if (long) return <Textarea {...same} autosize minRows={3} maxRows={8} />
  return shown ? <TextInput {...same} /> : <PasswordInput {...same} visibilityToggleButtonProps={{ 'aria-label': t('connect.show') }} />
}

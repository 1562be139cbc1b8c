// A form of a few fields that does one thing to a case, in a dialog behind its button.
import { type FormEvent, useState } from 'react'
import { Button, type ButtonProps, Checkbox, NativeSelect, NumberInput, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useAct } from './caseQueries.ts'
import type { AskedAct } from './caseRequests.ts'

export interface Field {
  readonly name: string
  readonly label: string
  readonly kind?: 'line' | 'long' | 'day' | 'number' | 'choice' | 'many' | 'check'
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly optional?: boolean
  readonly hint?: string
  readonly initial?: string
}

/** Of each field what stands in it; `many` as values with spaces between, `check` as `yes`. */
export type Values = Readonly<Record<string, string>>

export const manyOf = (values: Values, name: string): string[] => (values[name] ?? '').split(' ').filter((one) => one !== '')

interface OneProps { readonly field: Field; readonly values: Values; readonly first?: boolean; onChange(value: string): void }

export function OneField({ field, values, first = false, onChange }: OneProps) {
  const { name, label, kind = 'line', choices = [], optional = false, hint } = field
  const value = values[name] ?? ''
  const shared = { label, required: !optional, withAsterisk: false, ...(hint !== undefined && { description: hint }), ...(first && { 'data-first': '' }) }
  switch (kind) {
    case 'choice': return <NativeSelect {...shared} value={value} onChange={(event) => onChange(event.currentTarget.value)} data={[...choices]} />
    case 'long': return <Textarea {...shared} autosize minRows={3} maxRows={10} maxLength={5000} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    case 'day': return <TextInput {...shared} type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    case 'number': return <NumberInput {...shared} min={0} allowDecimal={false} value={value} onChange={(next) => onChange(String(next))} />
    case 'check': return <Checkbox label={label} checked={value === 'yes'} onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')} />
    case 'many': {
      const chosen = manyOf(values, name)
      return (
        <fieldset className="choice">
          <legend>{label}</legend>
          <div className="choice-row">
            {choices.map((choice) => (
              <Checkbox key={choice.value} label={choice.label} checked={chosen.includes(choice.value)} onChange={(event) => onChange(choices.filter((one) => (one.value === choice.value ? event.currentTarget.checked : chosen.includes(one.value))).map((one) => one.value).join(' '))} />
            ))}
          </div>
        </fieldset>
      )
    }
    case 'line': return <TextInput {...shared} maxLength={300} autoComplete="off" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  }
}

/** What the fields hold at first. */
export const firstValues = (fields: readonly Field[]): Values =>
  Object.fromEntries(fields.map(({ name, initial, kind, choices = [] }) => [name, initial ?? (kind === 'choice' ? choices[0]?.value ?? '' : '')]))

interface ActFormProps { readonly id: string; readonly heading: string; readonly yes: string; readonly hint?: string; readonly fields: readonly Field[]; readonly testid: string; build(values: Values): AskedAct; onClose(): void }

export function ActForm({ id, heading, yes, hint, fields, testid, build, onClose }: ActFormProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState(() => firstValues(fields))
  const acting = useAct(id, () => {
    show(t('case.saved'))
    onClose()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    acting.mutate(build(values))
  }
  return (
    <Dialog heading={heading} onClose={onClose} testid={testid} stays>
      {hint !== undefined && <p className="quiet">{hint}</p>}
      <form className="form" onSubmit={submit}>
        {fields.map((field, i) => <OneField key={field.name} field={field} values={values} first={i === 0} onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))} />)}
        <FormProblem error={acting.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={acting.isPending} data-testid={`${testid}-yes`}>{yes}</Button>
        </div>
      </form>
    </Dialog>
  )
}

interface ActButtonProps extends Omit<ActFormProps, 'onClose' | 'heading' | 'yes'>, Pick<ButtonProps, 'variant' | 'disabled'> { readonly label: string; readonly heading?: string; readonly yes?: string; readonly named?: string }

/** `named` is what a screen reader hears, where the label alone says too little. */
export function ActButton({ label, variant = 'default', disabled = false, heading = label, yes, named, ...form }: ActButtonProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="compact-sm" variant={variant} disabled={disabled} onClick={() => setOpen(true)} aria-label={named} data-testid={form.testid}>{label}</Button>
      {open && <ActForm {...form} testid={`${form.testid}-dialog`} heading={heading} yes={yes ?? t('case.save')} onClose={() => setOpen(false)} />}
    </>
  )
}

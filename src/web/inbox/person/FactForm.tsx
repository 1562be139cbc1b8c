// Writes one field down: what we know, or that they do not know or would not say. If somebody else was faster, both stand side by side.
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button, Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FACT_STATUSES } from '../../../people/facts.ts'
import type { FactName, FactStatus } from '../../../people/facts.ts'
import type { FactView } from '../../../server/api/people.ts'
import { FormProblem } from '../FormProblem.tsx'
import { refusalOf } from '../need.ts'
import { useChange } from '../staff/useChange.ts'
import { FactFields, type Typed, typedOf, valueOf } from './FactFields.tsx'
import { entryWords } from './factWords.ts'
import { noteFact } from './personRequests.ts'

interface FactFormProps { readonly person: string; readonly conversation: string | null; readonly field: FactName; readonly fact: FactView | undefined; onDone(): void; onClose(): void }

export function FactForm({ person, conversation, field, fact, onDone, onClose }: FactFormProps) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const [status, setStatus] = useState<FactStatus>(fact?.status === 'empty' || fact === undefined ? 'known' : fact.status)
  const [typed, setTyped] = useState<Typed>(() => typedOf(fact?.value ?? null))
  const [base] = useState(fact?.entry ?? 0)
  const saving = useChange({
    ask: (onto: number) => noteFact(person, { field, status, value: status === 'known' ? valueOf(field, typed) : null, base: onto, conversation }), again: ['people'],
    onDone: () => onDone(),
  })
  useEffect(() => { form.current?.querySelector<HTMLElement>('input, select')?.focus() }, [])
  const overtaken = fact !== undefined && fact.entry !== base
  const save = (onto: number) => saving.mutate(onto, { onError: (error) => { if (refusalOf(error).error === 'unchanged') onClose() } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!overtaken) save(base)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <form ref={form} className="form profile-form" onSubmit={submit} onKeyDown={keys} noValidate data-testid={`fact-form-${field}`}>
      {status === 'known' && <FactFields field={field} typed={typed} onType={(part, text) => setTyped((before) => ({ ...before, [part]: text }))} />}
      <Radio.Group label={t('people.status.legend')} value={status} onChange={(value) => setStatus(FACT_STATUSES.find((one) => one === value) ?? 'known')} size="xs">
        <div className="profile-statuses">{FACT_STATUSES.filter((one) => one !== 'empty' || fact !== undefined).map((one) => <Radio key={one} size="xs" value={one} label={t(`people.status.${one}`)} />)}</div>
      </Radio.Group>
      {overtaken && (
        <p className="problem" role="alert" data-testid="overtaken">{t('people.changedFirst', { name: fact.by, value: entryWords(field, fact) })}</p>
      )}
      {!overtaken && <FormProblem error={saving.error} />}
      <div className="form-end">
        <Button size="compact-sm" variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
        <Button size="compact-sm" type={overtaken ? 'button' : 'submit'} loading={saving.isPending} data-testid="fact-save"
          onClick={overtaken ? () => save(fact.entry) : undefined}>{t(overtaken ? 'people.overwrite' : 'people.save')}</Button>
      </div>
    </form>
  )
}

// What is known of an incident, in the order of the commission's form.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DUTY_KINDS, FACT_FIELDS, isDuty } from '../../../privacy/incident.ts'
import type { IncidentFacts } from '../../../privacy/incident.ts'
import type { IncidentBody } from '../../../server/api/incidents.ts'
import type { Answer } from '../api.ts'
import { FormProblem } from '../FormProblem.tsx'
import { useChange } from '../staff/useChange.ts'
import { AGAIN_INCIDENT } from './privacyRequests.ts'

const NOTHING: IncidentFacts = { title: '', people: null, kinds: [], what: '', data: '', cause: '', harm: '', measures: '', prevention: '', notice: '', other: '' }
/** Japan's wall clock, as the field writes it, wherever the browser stands. */
const wallOf = (at: Date) => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16)

interface IncidentFormProps<Made> { readonly initial: IncidentBody | null; ask(body: IncidentBody): Promise<Answer<Made>>; onDone(made: Made): void; onCancel?(): void }

export function IncidentForm<Made>({ initial, ask, onDone, onCancel }: IncidentFormProps<Made>) {
  const { t } = useTranslation()
  const [facts, setFacts] = useState(initial?.facts ?? NOTHING)
  const [known, setKnown] = useState(wallOf(new Date(initial?.knownAt ?? Date.now())))
  const [unlawful, setUnlawful] = useState(initial?.unlawful ?? false)
  const saving = useChange({ ask: () => ask({ knownAt: new Date(`${known}:00+09:00`).toISOString(), unlawful, facts: { ...facts, title: facts.title.trim() } }), again: AGAIN_INCIDENT, onDone })
  const submit = (event: FormEvent) => { event.preventDefault(); saving.mutate(undefined) }
  const set = (part: Partial<IncidentFacts>) => setFacts({ ...facts, ...part })
  return (
    <form className="form" onSubmit={submit}>
      <TextInput required withAsterisk={false} label={t('incident.title')} maxLength={200} value={facts.title} onChange={(event) => set({ title: event.currentTarget.value })} />
      <TextInput type="datetime-local" required withAsterisk={false} label={t('incident.knownAt')} description={t('incident.knownHint')} value={known} onChange={(event) => setKnown(event.currentTarget.value)} />
      <Checkbox label={t('incident.unlawful')} checked={unlawful} onChange={(event) => setUnlawful(event.currentTarget.checked)} />
      <TextInput type="number" min={0} label={t('incident.people')} description={t('incident.peopleHint')} value={facts.people ?? ''} onChange={(event) => set({ people: event.currentTarget.value === '' ? null : Math.max(0, Math.trunc(Number(event.currentTarget.value))) })} />
      <Checkbox.Group label={t('incident.kinds')} value={[...facts.kinds]} onChange={(chosen) => set({ kinds: DUTY_KINDS.filter((kind) => chosen.includes(kind)) })}>
        <div className="form">{DUTY_KINDS.map((kind) => <Checkbox key={kind} value={kind} label={t(`incident.kind.${kind}`)} />)}</div>
      </Checkbox.Group>
      <p role="status">{t(isDuty(facts) ? 'incident.duty' : 'incident.dutyMaybe')}</p>
      {FACT_FIELDS.map((field) => <Textarea key={field} label={t(`incident.field.${field}`)} autosize minRows={2} maxLength={5000} value={facts[field]} onChange={(event) => set({ [field]: event.currentTarget.value })} />)}
      <FormProblem error={saving.error} />
      <div className="form-end">
        {onCancel && <Button variant="default" onClick={onCancel}>{t('staff.cancel')}</Button>}
        <Button type="submit" loading={saving.isPending} disabled={facts.title.trim() === '' || known === ''} data-testid="save-incident">{t('incident.save')}</Button>
      </div>
    </form>
  )
}

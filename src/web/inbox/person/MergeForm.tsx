// Finds the other person by the name staff know them by, shows which facts agree, and asks a second person.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FactName } from '../../../people/facts.ts'
import { isProof } from '../../../people/matching.ts'
import type { FoundPersonView, PersonView } from '../../../server/api/people.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { channelName, listed } from '../words.ts'
import { fieldName, valueWords } from './factWords.ts'
import { askMerge, findPeople } from './personRequests.ts'

export function MergeForm({ view, onClose }: { readonly view: PersonView; onClose(): void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [other, setOther] = useState<FoundPersonView | null>(null)
  const [facts, setFacts] = useState<readonly FactName[]>([])
  const [reason, setReason] = useState('')
  const choose = (one: FoundPersonView | null) => {
    setOther(one)
    setFacts(one?.alike ?? [])
  }
  const finding = useChange({ ask: () => findPeople(name.trim(), view.id), again: [], onDone: ({ people }) => choose(people.length === 1 ? people[0] ?? null : null) })
  const asking = useChange({
    ask: (id: string) => askMerge(view.id, { other: id, facts, reason: reason.trim() }), again: ['people', 'approvals'],
    onDone: () => {
      show(t('people.asked'))
      onClose()
    },
  })
  const found = finding.data?.people
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (other) asking.mutate(other.id)
    else finding.mutate(undefined)
  }
  return (
    <Dialog heading={t('people.sameAsk')} onClose={onClose} testid="merge-dialog" stays>
      <form className="form" onSubmit={submit}>
        <p className="quiet">{t('people.sameHint')}</p>
        <div className="form-row">
          <TextInput label={t('people.sameName')} value={name} maxLength={40} autoComplete="off" data-first="" onChange={(event) => { setName(event.currentTarget.value); choose(null); finding.reset() }} />
          <Button variant="default" type="button" loading={finding.isPending} disabled={name.trim() === ''} onClick={() => finding.mutate(undefined)} data-testid="find-person">{t('people.find')}</Button>
        </div>
        {found?.length === 0 && <p role="status">{t('people.noneFound')}</p>}
        {found !== undefined && found.length > 0 && (
          <Radio.Group label={t('people.found')} value={other?.id ?? ''} onChange={(id) => choose(found.find((one) => one.id === id) ?? null)}>
            <div className="profile-statuses">{found.map((one) => <Radio key={one.id} size="sm" value={one.id} label={`${one.pseudonym} · ${listed(one.channels.map(channelName))}`} />)}</div>
          </Radio.Group>
        )}
        {other && (
          <fieldset className="choice" data-testid="alike">
            <legend>{t('people.alike')}</legend>
            {other.alike.length === 0 && <p className="quiet">{t('people.alikeNone')}</p>}
            {other.alike.map((field) => (
              <Checkbox key={field} size="sm" label={`${fieldName(field)}: ${valueWords(field, view.facts[field]?.value)}`} checked={facts.includes(field)} onChange={(event) => setFacts(event.currentTarget.checked ? [...facts, field] : facts.filter((one) => one !== field))} />
            ))}
            {other.alike.length > 0 && !isProof(facts) && <p className="quiet" role="status">{t('people.alikeFew')}</p>}
          </fieldset>
        )}
        {other && <Textarea label={t('people.reason')} autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
        <FormProblem error={finding.error ?? asking.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={asking.isPending} disabled={!other || !isProof(facts) || reason.trim() === ''} data-testid="merge-yes">{t('people.ask')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

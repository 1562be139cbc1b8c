// Whether they are the same as somebody else: what was merged, by which proof, what waits for a second person, and taking it back.
import { type FormEvent, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PersonMergeView, PersonView } from '../../../server/api/people.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useMay } from '../staff/staffQueries.ts'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { fieldName } from './factWords.ts'
import { MergeForm } from './MergeForm.tsx'
import { partPerson } from './personRequests.ts'

function PartForm({ person, merge, onClose }: { readonly person: string; readonly merge: PersonMergeView; onClose(): void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const parting = useChange({
    ask: () => partPerson(person, { part: merge.part.id, reason: reason.trim() }), again: ['people', 'conversations', 'thread', 'cases'],
    onDone: () => {
      show(t('people.parted'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    parting.mutate(undefined)
  }
  return (
    <Dialog heading={t('people.partHeading', { name: merge.part.pseudonym })} onClose={onClose} testid="part-dialog" stays>
      <form className="form" onSubmit={submit}>
        <p>{t('people.partHow')}</p>
        <Textarea label={t('people.partReason')} autosize minRows={2} maxLength={1000} required withAsterisk={false} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-first="" />
        <FormProblem error={parting.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={parting.isPending} disabled={reason.trim() === ''} data-testid="part-yes">{t('people.part')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function Merge({ person, merge }: { readonly person: string; readonly merge: PersonMergeView }) {
  const { t } = useTranslation()
  const may = useMay('people.part')
  const [parting, setParting] = useState(false)
  const { part, whole, how, by, approvedBy, at, undone } = merge
  const name = by ?? t('people.worker')
  return (
    <li data-testid="merge">
      <strong>{t('people.merged', { part: part.pseudonym, whole: whole.pseudonym })}</strong>
      <span className="quiet">{at === null ? t('people.waitsFor', { name }) : how === 'code' ? t('people.byCode') : t('people.byApproval', { name, other: approvedBy ?? '' })}{at !== null && ` · ${exactly(at)}`}</span>
      {merge.facts.length > 0 && <span className="quiet">{t('people.alike')}: {listed(merge.facts.map(fieldName))}</span>}
      {merge.reason !== '' && <span>{merge.reason}</span>}
      {undone && <span className="quiet">{undone.by === null ? t('people.undoneWorker', { time: exactly(undone.at) }) : t('people.undoneLine', { name: undone.by, time: exactly(undone.at), reason: undone.reason })}</span>}
      {merge.stands && may && <span><Button size="compact-xs" variant="default" aria-label={t('people.partNamed', { name: part.pseudonym })} onClick={() => setParting(true)} data-testid="part">{t('people.part')}</Button></span>}
      {parting && <PartForm person={person} merge={merge} onClose={() => setParting(false)} />}
    </li>
  )
}

export function SamePart({ view }: { readonly view: PersonView }) {
  const { t } = useTranslation()
  const may = useMay('conversations.write')
  const [asking, setAsking] = useState(false)
  return (
    <section className="profile-part" data-testid="same">
      <h3>{t('people.same')}</h3>
      <p className="quiet">{t('people.sameHint')}</p>
      {view.merges.length > 0 && <ul className="profile-list">{view.merges.map((merge) => <Merge key={merge.id} person={view.id} merge={merge} />)}</ul>}
      {may && <span><Button size="compact-sm" variant="default" onClick={() => setAsking(true)} data-testid="ask-merge">{t('people.sameAsk')}</Button></span>}
      {asking && <MergeForm view={view} onClose={() => setAsking(false)} />}
    </section>
  )
}

// Companies and people somebody is tied to: they see nothing of their conversations.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConflictView, StaffView } from '../../../server/api/staff.ts'
import { CompanyChoice } from '../companies/CompanyChoice.tsx'
import { useCompanyOf } from '../companies/companyQueries.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { exactly } from '../time.ts'
import { Answered } from './Answered.tsx'
import { Panel } from './Page.tsx'
import { type NewConflict, addConflict, removeConflict } from './requests.ts'
import { useConflicts } from './staffQueries.ts'
import { useChange } from './useChange.ts'

const AGAIN = ['conflicts', 'staff', 'conversations', 'thread']

export function Conflicts({ person }: { readonly person: StaffView }) {
  const { t } = useTranslation()
  const conflicts = useConflicts(person.id)
  const companyOf = useCompanyOf()
  const restoring = useChange({ ask: (conflict: NewConflict) => addConflict(person.id, conflict), again: AGAIN, told: true, onDone: () => show(t('staff.undone')) })
  const removing = useChange({
    ask: (conflict: ConflictView) => removeConflict(person.id, conflict.id), again: AGAIN, told: true,
    onDone: (_value, { kind, value, note }) => show(t('conflict.removed'), 'done', () => restoring.mutate({ kind, value, note })),
  })
  return (
    <Panel heading={t('conflict.heading')} hint={t('conflict.hint')} testid="conflicts">
      <Answered query={conflicts}>
        {(list) => list.length === 0 ? <p className="quiet">{t('conflict.none')}</p> : (
          <ul className="items">
            {list.map((conflict) => (
              <li key={conflict.id} className="item" data-testid={`conflict-${conflict.id}`}>
                <Icon name={conflict.kind === 'code' ? 'entry' : 'worker'} />
                <p className="item-text">
                  <strong>{t(`conflict.${conflict.kind}`)} {conflict.kind === 'code' && companyOf(conflict.value)} {conflict.value}</strong>
                  {conflict.note !== '' && <span>{conflict.note}</span>}
                  <span className="quiet">{exactly(conflict.createdAt)}</span>
                </p>
                <Button size="compact-sm" variant="default" disabled={removing.isPending} aria-label={t('conflict.removeNamed', { value: conflict.value })} onClick={() => removing.mutate(conflict)}>{t('staff.remove')}</Button>
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <ConflictForm person={person} />
    </Panel>
  )
}

function ConflictForm({ person }: { readonly person: StaffView }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<ConflictView['kind']>('code')
  const [value, setValue] = useState('')
  const [note, setNote] = useState('')
  const adding = useChange({
    ask: (conflict: NewConflict) => addConflict(person.id, conflict), again: AGAIN,
    onDone: () => {
      setValue('')
      setNote('')
      show(t('conflict.added'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate({ kind, value: value.trim(), note: note.trim() })
  }
  return (
    <form className="form-row" onSubmit={submit} data-testid="conflict-form">
      <NativeSelect
        label={t('conflict.kind')} value={kind} onChange={(event) => setKind(event.currentTarget.value === 'person' ? 'person' : 'code')}
        data={[{ value: 'code', label: t('conflict.code') }, { value: 'person', label: t('conflict.person') }]}
      />
      {kind === 'code' && <CompanyChoice label={t('company.choose')} code={value} onChoose={setValue} />}
      <TextInput label={t(kind === 'code' ? 'conflict.codeValue' : 'conflict.personValue')} required withAsterisk={false} maxLength={100} autoComplete="off" value={value} onChange={(event) => setValue(event.currentTarget.value)} />
      <TextInput label={t('conflict.note')} maxLength={200} autoComplete="off" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={adding.isPending}>{t('conflict.add')}</Button>
      <FormProblem error={adding.error} />
    </form>
  )
}

// Which part of the record: what one person did, or what happened to one thing. It stands in the address.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { PAGES, go, recordAddress } from '../place.ts'
import type { RecordFilter } from './requests.ts'
import { useStaffNames } from './staffQueries.ts'

export function RecordFilters({ me, filter }: { readonly me: MeView; readonly filter: RecordFilter }) {
  const { t } = useTranslation()
  const [actor, setActor] = useState(filter.actor)
  const [object, setObject] = useState(filter.object)
  const people = useStaffNames(me.may.includes('staff.read')).data ?? [me]
  // Somebody who has left is still in the record.
  const known = actor === '' || people.some(({ id }) => id === actor)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go(recordAddress(actor, object.trim()))
  }
  return (
    <form className="form-row" onSubmit={submit} role="search" aria-label={t('record.filter')} data-testid="record-filters">
      <NativeSelect
        label={t('record.actor')} value={actor} onChange={(event) => setActor(event.currentTarget.value)}
        data={[{ value: '', label: t('record.everybody') }, ...people.map(({ id, name }) => ({ value: id, label: name })), ...(known ? [] : [{ value: actor, label: actor }])]}
      />
      <TextInput label={t('record.object')} placeholder="conversation:…" autoComplete="off" spellCheck={false} maxLength={120} value={object} onChange={(event) => setObject(event.currentTarget.value)} />
      <Button type="submit" variant="default">{t('record.show')}</Button>
      {(filter.actor !== '' || filter.object !== '') && <Button variant="subtle" onClick={() => go(PAGES.record)} data-testid="clear-filters">{t('record.clear')}</Button>}
    </form>
  )
}

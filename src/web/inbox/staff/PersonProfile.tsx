// Somebody's name, languages and weekly hours.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StaffChange, StaffView } from '../../../server/api/staff.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { LanguageChoice } from './Choices.tsx'
import { hoursAreFine } from './hours.ts'
import { OwnHours } from './OwnHours.tsx'
import { Panel } from './Page.tsx'
import { changeStaff } from './requests.ts'
import { useChange } from './useChange.ts'

export function PersonProfile({ person }: { readonly person: StaffView }) {
  const { t } = useTranslation()
  const [name, setName] = useState(person.name)
  const [languages, setLanguages] = useState(person.languages)
  const [hours, setHours] = useState(person.hours)
  const saving = useChange({
    ask: (change: StaffChange) => changeStaff(person.id, change), again: ['staff', 'me'],
    onDone: () => show(t('account.saved')),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && hoursAreFine(hours)) saving.mutate({ name: name.trim(), languages, hours })
  }
  return (
    <Panel heading={t('staff.profile')} testid="person-profile">
      <form className="form" onSubmit={submit} noValidate>
        <TextInput label={t('staff.name')} maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} error={name.trim() === '' && t('error.missing')} />
        <LanguageChoice chosen={languages} onChange={setLanguages} />
        <OwnHours hours={hours} onChange={setHours} />
        <FormProblem error={saving.error} />
        <div className="form-end"><Button type="submit" loading={saving.isPending} data-testid="save-person">{t('staff.save')}</Button></div>
      </form>
    </Panel>
  )
}

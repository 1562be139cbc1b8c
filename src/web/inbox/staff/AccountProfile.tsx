// How workers see one, when one is at the desk, and in which languages one answers.
import { type FormEvent, useState } from 'react'
import { Button, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { LanguageChoice } from './Choices.tsx'
import { hoursAreFine } from './hours.ts'
import { OwnHours } from './OwnHours.tsx'
import { Panel } from './Page.tsx'
import { changeMe } from './requests.ts'
import { UndoChoice } from './UndoChoice.tsx'
import { useAway } from './useAway.ts'
import { useChange } from './useChange.ts'

export function AccountProfile({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const [publicName, setPublicName] = useState(me.publicName ?? '')
  const [languages, setLanguages] = useState(me.languages)
  const [hours, setHours] = useState(me.hours)
  const away = useAway()
  const saving = useChange({ ask: changeMe, again: ['me', 'staff'], onDone: () => show(t('account.saved')) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (hoursAreFine(hours)) saving.mutate({ publicName: publicName.trim() === '' ? null : publicName.trim(), languages, hours })
  }
  return (
    <Panel heading={t('account.profile')} testid="profile">
      <Switch checked={me.away} onChange={(event) => away.turn(event.currentTarget.checked)} label={t('away.label')} description={t('away.hint')} data-testid="away-account" />
      <UndoChoice me={me} />
      <form className="form" onSubmit={submit}>
        <TextInput
          label={t('account.publicName')} description={t('account.publicNameHint')} placeholder={t('author.counsellor')} maxLength={40}
          value={publicName} onChange={(event) => setPublicName(event.currentTarget.value)} data-testid="public-name"
        />
        <LanguageChoice chosen={languages} onChange={setLanguages} />
        <OwnHours hours={hours} onChange={setHours} />
        <FormProblem error={saving.error} />
        <div className="form-end"><Button type="submit" loading={saving.isPending} data-testid="save-profile">{t('staff.save')}</Button></div>
      </form>
    </Panel>
  )
}

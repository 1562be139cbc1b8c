// Changes when the desk is open: the usual timetable, and those of single languages.
import { type FormEvent, useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HoursView, Timetable } from '../../../server/api/staff.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { languageName } from '../words.ts'
import { LANGUAGES } from './Choices.tsx'
import { hoursAreFine } from './hours.ts'
import { HoursChoice } from './HoursChoice.tsx'
import { HoursEditor } from './HoursEditor.tsx'
import { Panel } from './Page.tsx'
import { type DeskHours, changeHours } from './requests.ts'
import { useChange } from './useChange.ts'

export function HoursForm({ view }: { readonly view: HoursView }) {
  const { t } = useTranslation()
  const [usual, setUsual] = useState(view.usual)
  const [languages, setLanguages] = useState(view.languages)
  const [tried, setTried] = useState(false)
  const undoing = useChange({
    ask: changeHours, again: ['hours'], told: true,
    onDone: (_value, before) => {
      setUsual(before.usual)
      setLanguages(before.languages)
      show(t('staff.undone'))
    },
  })
  const saving = useChange({
    ask: ({ wanted }: { readonly wanted: DeskHours; readonly before: DeskHours }) => changeHours(wanted), again: ['hours'],
    onDone: (_value, { before }) => show(t('account.saved'), 'done', () => undoing.mutate(before)),
  })
  const fine = [usual, ...Object.values(languages)].every(hoursAreFine)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (fine) saving.mutate({ wanted: { usual, languages }, before: { usual: view.usual, languages: view.languages } })
  }
  const put = (language: string, hours: Timetable | null) => {
    const others = Object.entries(languages).filter(([each]) => each !== language)
    setLanguages(Object.fromEntries(hours === null ? others : [...others, [language, hours]]))
  }
  return (
    <form className="form" onSubmit={submit} noValidate data-testid="hours-form">
      <Panel heading={t('hours.usual')} hint={t('hours.usualHint')} testid="hours-usual">
        <HoursEditor hours={usual} onChange={setUsual} legend={t('hours.weekly')} never={t('hours.never')} />
      </Panel>
      <Panel heading={t('hours.languages')} hint={t('hours.languagesHint')} testid="hours-languages">
        <div className="hours-languages">
          {LANGUAGES.map((language) => (
            <HoursChoice
              key={language} hours={languages[language] ?? null} onChange={(hours) => put(language, hours)} usual={usual} testid={`hours-language-${language}`}
              words={{ label: languageName(language), usual: t('hours.asUsual'), own: t('hours.ownTable'), never: t('hours.never') }}
            />
          ))}
        </div>
      </Panel>
      <div className="hours-save">
        <p className="hours-problem" role="alert">{tried && !fine && t('error.invalid')}</p>
        <FormProblem error={saving.error} />
        <Button type="submit" loading={saving.isPending} data-testid="save-hours">{t('staff.save')}</Button>
      </div>
    </form>
  )
}

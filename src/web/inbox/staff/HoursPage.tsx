// When somebody is at the desk: as it is now, and the timetables, to change for those who may.
import { useTranslation } from 'react-i18next'
import type { HoursView, MeView } from '../../../server/api/staff.ts'
import { languageName } from '../words.ts'
import { Answered } from './Answered.tsx'
import { LANGUAGES } from './Choices.tsx'
import { HoursForm } from './HoursForm.tsx'
import { HoursNow } from './HoursNow.tsx'
import { HoursShown } from './HoursShown.tsx'
import { Page, Panel } from './Page.tsx'
import { useHours } from './staffQueries.ts'

function Timetables({ view }: { readonly view: HoursView }) {
  const { t } = useTranslation()
  return (
    <>
      <Panel heading={t('hours.usual')} hint={t('hours.usualHint')} testid="hours-usual"><HoursShown hours={view.usual} testid="hours" /></Panel>
      {LANGUAGES.map((language) => {
        const own = view.languages[language]
        return own && <Panel key={language} heading={languageName(language)} testid={`hours-language-${language}`}><HoursShown hours={own} testid="hours" /></Panel>
      })}
    </>
  )
}

export function HoursPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const hours = useHours(true)
  return (
    <Page heading={t('hours.page')} intro={t('hours.intro')} testid="hours-page">
      <Answered query={hours}>
        {(view) => (
          <>
            <HoursNow view={view} />
            {me.may.includes('settings.hours') ? <HoursForm view={view} /> : <Timetables view={view} />}
          </>
        )}
      </Answered>
    </Page>
  )
}

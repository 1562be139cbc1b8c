// Whether there is a mediation to go to. While there is none, what the worker is honestly told, in their language.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MediationView } from '../../../server/api/mediation.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { show } from '../notices.ts'
import { useChange } from '../staff/useChange.ts'
import { setAvailable } from './mediationRequests.ts'

export function Availability({ view: { available, notYet, language }, me }: { readonly view: MediationView; readonly me: MeView }) {
  const { t } = useTranslation()
  const turning = useChange({ ask: (next: boolean) => setAvailable(next), again: ['cases'], told: true })
  const copy = async () => {
    await navigator.clipboard.writeText(notYet.text)
    show(t('mediation.copied'))
  }
  return (
    <section className="panel availability" data-available={available} data-testid="availability">
      <header className="panel-head">
        <h3>{t(available ? 'mediation.available' : 'mediation.unavailable')}</h3>
        {me.may.includes('settings.mediation') && <Button size="compact-sm" variant="default" loading={turning.isPending} onClick={() => turning.mutate(!available)} data-testid="turn-availability">{t(available ? 'mediation.turnOff' : 'mediation.turnOn')}</Button>}
        {!available && <p className="quiet">{t('mediation.unavailableHint')}</p>}
      </header>
      {!available && (
        <div className="not-yet">
          <p lang={language}>{notYet.text}</p>
          {language !== 'ja' && <p lang="ja" className="quiet">{notYet.japanese}</p>}
          <Button size="compact-sm" variant="light" onClick={() => void copy()}>{t('mediation.copy')}</Button>
        </div>
      )}
    </section>
  )
}

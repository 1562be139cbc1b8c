// Beside a person: asking for erasure or a copy in their name, and holding what a court may need.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../server/api/people.ts'
import type { RequestKind } from '../../../privacy/requests.ts'
import { show } from '../notices.ts'
import { ReasonDialog } from '../reports/ReasonDialog.tsx'
import { useMe } from '../staff/staffQueries.ts'
import { useChange } from '../staff/useChange.ts'
import { askFor, AGAIN, holdPerson, liftHold } from './privacyRequests.ts'

export function OwnDataPart({ view: { id, held }, conversation }: { readonly view: PersonView; readonly conversation: string | null }) {
  const { t } = useTranslation()
  const may = useMe().data?.may ?? []
  const [holding, setHolding] = useState(false)
  const asking = useChange({ ask: (kind: RequestKind) => askFor(id, kind, conversation), again: AGAIN, told: true, onDone: () => show(t('privacy.asked')) })
  const lifting = useChange({ ask: () => liftHold(id), again: [...AGAIN, 'people'], told: true, onDone: () => show(t('privacy.lifted')) })
  if (!may.includes('privacy.ask')) return null
  return (
    <section className="own-data" data-testid="own-data">
      <h4>{t('privacy.panel')}</h4>
      {held !== null && <p>{t('privacy.held')} <span className="quiet">{held}</span></p>}
      <div className="item-actions">
        <Button size="compact-md" variant="default" disabled={asking.isPending} onClick={() => asking.mutate('copy')} data-testid="ask-copy">{t('privacy.askCopy')}</Button>
        <Button size="compact-md" variant="default" disabled={asking.isPending} onClick={() => asking.mutate('erasure')} data-testid="ask-erasure">{t('privacy.askErasure')}</Button>
        {may.includes('privacy.decide') && (held === null
          ? <Button size="compact-md" variant="default" onClick={() => setHolding(true)} data-testid="hold">{t('privacy.hold')}</Button>
          : <Button size="compact-md" variant="default" disabled={lifting.isPending} onClick={() => lifting.mutate(undefined)} data-testid="lift">{t('privacy.lift')}</Button>)}
      </div>
      {holding && <ReasonDialog heading={t('privacy.hold')} text={t('privacy.holdText')} again={[...AGAIN, 'people']} ask={(reason) => holdPerson(id, reason)} onClose={() => setHolding(false)} />}
    </section>
  )
}

// Gives a case to a colleague, or back to who is on duty. Whoever is tied to it is not among those to choose from.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../server/api/cases.ts'
import { show } from '../notices.ts'
import { Answered } from '../staff/Answered.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { Presence } from '../staff/Presence.tsx'
import { useChange } from '../staff/useChange.ts'
import { useCandidates } from './caseQueries.ts'
import { give } from './caseRequests.ts'

function Candidates({ view, onClose }: { readonly view: CaseView; onClose(): void }) {
  const { t } = useTranslation()
  const candidates = useCandidates(view.id)
  const giving = useChange({
    ask: (staff: string | null) => give(view.id, staff, ''), again: ['cases'], told: true,
    onDone: () => {
      show(t('case.given'))
      onClose()
    },
  })
  return (
    <Dialog heading={t('case.give')} onClose={onClose} testid="give-dialog">
      <Answered query={candidates}>
        {({ candidates: people }) => people.length === 0 ? <p className="quiet">{t('case.giveNone')}</p> : (
          <ul className="items">
            {people.map((person) => (
              <li key={person.id} className="item">
                <p className="item-text"><strong>{person.name}</strong><span className="item-facts"><Presence person={person} />{person.speaks && <span className="row-fact">{t('assign.speaks')}</span>}<span className="row-fact">{t('assign.load', { count: person.open })}</span></span></p>
                {person.id === view.owner.id
                  ? <span className="tag">{t('assign.now')}</span>
                  : <Button size="compact-sm" variant="light" loading={giving.isPending} aria-label={t('assign.toNamed', { name: person.name })} onClick={() => giving.mutate(person.id)}>{t('assign.to')}</Button>}
              </li>
            ))}
          </ul>
        )}
      </Answered>
      {!view.owner.id.startsWith('team:') && <div className="form-end"><Button variant="default" onClick={() => giving.mutate(null)} data-testid="give-nobody">{t('case.giveNobody')}</Button></div>}
    </Dialog>
  )
}

export function GiveCase({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)} data-testid="give">{t('case.give')}</Button>
      {open && <Candidates view={view} onClose={() => setOpen(false)} />}
    </>
  )
}

// Their cases, open and closed, with the end of their stay as a deadline to be taken over, and everything they consented to.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { readFact } from '../../../people/facts.ts'
import type { PersonCaseView, PersonView } from '../../../server/api/people.ts'
import { itemNames, word } from '../cases/caseWords.ts'
import { act } from '../cases/caseRequests.ts'
import { DueOf } from '../cases/Due.tsx'
import { Severity } from '../cases/Severity.tsx'
import { show } from '../notices.ts'
import { caseAddress } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useMay } from '../staff/staffQueries.ts'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'

function Listed({ one, until }: { readonly one: PersonCaseView; readonly until: string | null }) {
  const { t } = useTranslation()
  const may = useMay('cases.write')
  const { view, endOfStay } = one
  const setting = useChange({ ask: (day: string) => act(view.id, { type: 'setDeadline', kind: 'endOfStay', day }), again: ['people', 'cases'], told: true, onDone: () => show(t('people.toCaseDone')) })
  return (
    <li>
      <span className="profile-marks"><Severity severity={view.severity} /><PlaceLink to={caseAddress(view.id)} className="page-link" testid="to-case">{word('stage', view.stage)}</PlaceLink>{view.closedAt === null && <DueOf view={view} />}</span>
      {view.closedAt !== null && <span className="quiet">{t('case.closedOn', { time: exactly(view.closedAt) })}</span>}
      {may && view.closedAt === null && endOfStay === null && until !== null && (
        <span className="profile-marks">
          <span className="quiet">{t('people.toCaseHint')}</span>
          <Button size="compact-xs" variant="light" loading={setting.isPending} onClick={() => setting.mutate(until)} data-testid="to-case-deadline">{t('people.toCase')}</Button>
        </span>
      )}
    </li>
  )
}

export function CasesPart({ view }: { readonly view: PersonView }) {
  const { t } = useTranslation()
  const stay = view.facts.residence
  const until = stay?.status === 'known' ? readFact('residence', stay.value)?.until ?? null : null
  const open = view.cases.filter((one) => one.view.closedAt === null)
  const closed = view.cases.filter((one) => one.view.closedAt !== null)
  return (
    <section className="profile-part" data-testid="person-cases">
      <h3>{t('people.cases')}</h3>
      {view.cases.length === 0 && <p className="quiet">{t('people.noCases')}</p>}
      <ul className="profile-list">{open.map((one) => <Listed key={one.view.id} one={one} until={until} />)}</ul>
      {closed.length > 0 && <details><summary>{t('people.closedCases', { count: closed.length })}</summary><ul className="profile-list">{closed.map((one) => <Listed key={one.view.id} one={one} until={null} />)}</ul></details>}
    </section>
  )
}

export function ConsentsPart({ view }: { readonly view: PersonView }) {
  const { t } = useTranslation()
  const line = ({ case: of, consent, live }: PersonView['consents'][number]) => (
    <li key={consent.id}>
      <PlaceLink to={caseAddress(of)} className="page-link">{word('parties', consent.party.type)} · {consent.party.name}</PlaceLink>
      <span>{itemNames(consent.items)}</span>
      <span className="quiet">{live ? t('people.consentLive', { time: exactly(consent.expiresAt) }) : t(consent.revokedAt === null ? 'case.expired' : 'case.revoked')}</span>
    </li>
  )
  const ended = view.consents.filter(({ live }) => !live)
  return (
    <section className="profile-part" data-testid="person-consents">
      <h3>{t('people.consents')}</h3>
      {view.consents.length === 0 && <p className="quiet">{t('people.noConsents')}</p>}
      <ul className="profile-list">{view.consents.filter(({ live }) => live).map(line)}</ul>
      {ended.length > 0 && <details><summary>{t('people.consentOver')}</summary><ul className="profile-list">{ended.map(line)}</ul></details>}
    </section>
  )
}

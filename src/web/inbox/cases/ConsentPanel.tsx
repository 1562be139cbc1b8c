// What the worker agreed to, addressee by addressee and item by item, and the way to ask them.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Consent } from '../../../cases/consent.ts'
import { Panel } from '../staff/Page.tsx'
import { exactly, useNow } from '../time.ts'
import { languageName } from '../words.ts'
import { ActButton } from './ActForm.tsx'
import { AskConsent } from './AskConsent.tsx'
import type { PanelProps } from './CasePage.tsx'
import { itemNames, word } from './caseWords.ts'

function Given({ consent, id, open }: { readonly consent: Consent; readonly id: string; readonly open: boolean }) {
  const { t } = useTranslation()
  const over = Date.parse(consent.expiresAt) <= useNow()
  const live = consent.revokedAt === null && !over
  return (
    <li className="item" data-live={live}>
      <p className="item-text">
        <strong>{word('parties', consent.party.type)} · {consent.party.name}</strong>
        <span>{itemNames(consent.items)}</span>
        <span className="item-facts quiet">
          <span>{consent.revokedAt !== null ? t('case.revoked') : over ? t('case.expired') : t('case.validUntil', { time: exactly(consent.expiresAt) })}</span>
          <span>{languageName(consent.language)} · {word('givens', consent.given)} · {t('case.version', { version: consent.version })}</span>
        </span>
      </p>
      {open && live && <ActButton id={id} testid="revoke" variant="subtle" label={t('case.revoke')} named={`${t('case.revoke')}: ${consent.party.name}`} fields={[{ name: 'reason', label: t('case.reason'), kind: 'long' }]} build={(values) => ({ type: 'revokeConsent', id: consent.id, ...values })} />}
    </li>
  )
}

export function ConsentPanel({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { case: { id }, state } = detail
  return (
    <Panel heading={t('case.consents')} hint={t('case.consentHint')} actions={may ? <Button size="compact-sm" variant="default" onClick={() => setAsking(true)} data-testid="ask-consent">{t('case.askConsent')}</Button> : undefined} testid="consents">
      {state.consents.length === 0
        ? <p className="quiet">{t('case.noConsents')}</p>
        : <ul className="items">{state.consents.map((consent) => <Given key={consent.id} consent={consent} id={id} open />)}</ul>}
      {asking && <AskConsent id={id} onClose={() => setAsking(false)} />}
    </Panel>
  )
}

// Who was in contact with whom: the worker, and with consent others.
import { useTranslation } from 'react-i18next'
import { Panel } from '../staff/Page.tsx'
import { exactly } from '../time.ts'
import { ActButton } from './ActForm.tsx'
import { partyIn } from './AskConsent.tsx'
import type { PanelProps } from './CasePage.tsx'
import { choicesOf, word } from './caseWords.ts'

export function ContactsPanel({ detail }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state, names } = detail
  const logging = (
    <ActButton
      id={id} testid="log-contact" label={t('case.log')} hint={t('case.consentHint')}
      fields={[
        { name: 'party', label: t('case.withWhom'), kind: 'choice', choices: [{ value: 'worker', label: t('case.worker') }, ...choicesOf('parties')] },
        { name: 'name', label: t('case.partyName'), optional: true },
        { name: 'direction', label: t('case.direction'), kind: 'choice', choices: [{ value: 'out', label: t('case.out') }, { value: 'in', label: t('case.in') }] },
        { name: 'way', label: t('case.way'), kind: 'choice', choices: choicesOf('ways'), initial: 'phone' },
        { name: 'subject', label: t('case.subject'), kind: 'choice', choices: choicesOf('subjects') },
        { name: 'note', label: t('case.text'), kind: 'long', optional: true },
      ]}
      build={({ party, name = '', ...values }) => ({ type: 'contact', ...values, party: party === 'worker' ? null : partyIn({ party: party ?? '', name }) })}
    />
  )
  return (
    <Panel heading={t('case.contacts')} actions={logging} testid="contacts">
      {state.contacts.length === 0 ? <p className="quiet">{t('case.noContacts')}</p> : (
        <ul className="items">
          {state.contacts.toReversed().map((one) => (
            <li key={one.id} className="item">
              <p className="item-text">
                <strong>{one.party === null ? t('case.worker') : `${word('parties', one.party.type)} · ${one.party.name}`} <span className="quiet">{t(one.direction === 'in' ? 'case.in' : 'case.out')} · {word('ways', one.way)} · {word('subjects', one.subject)}</span></strong>
                {one.note !== '' && <span>{one.note}</span>}
                <span className="quiet">{exactly(one.at)} · {one.by === 'system' ? t('case.bySystem') : names[one.by] ?? one.by}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

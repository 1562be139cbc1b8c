// One field: what we know, from whom and since when, what came before it, and the form to change it.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FactName } from '../../../people/facts.ts'
import type { FactView } from '../../../server/api/people.ts'
import { useCompanyOf } from '../companies/companyQueries.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { useChange } from '../staff/useChange.ts'
import { useMay } from '../staff/staffQueries.ts'
import { lately, exactly, useNow } from '../time.ts'
import { FactForm } from './FactForm.tsx'
import { entryWords } from './factWords.ts'
import { takeBack } from './personRequests.ts'
import { StayEnds } from './StayEnds.tsx'

interface FactRowProps { readonly person: string; readonly conversation: string | null; readonly field: FactName; readonly fact: FactView }

export function FactRow({ person, conversation, field, fact }: FactRowProps) {
  const { t } = useTranslation()
  const now = useNow()
  const may = useMay('conversations.write')
  const companyOf = useCompanyOf()
  const [editing, setEditing] = useState(false)
  const taking = useChange({ ask: (entry: number) => takeBack(person, field, entry), again: ['people'], told: true, onDone: () => show(t('people.takenBack')) })
  const name = t(`people.field.${field}`)
  return (
    <div className="profile-fact" data-testid={`fact-${field}`} data-status={fact.status}>
      <dt>{name}</dt>
      <dd>
        {!editing && (
          <div className="profile-value">
            <span className={fact.status === 'known' ? 'profile-known' : 'profile-unknown'}>{entryWords(field, fact)}{field === 'company' && typeof fact.value === 'string' && ` ${companyOf(fact.value) ?? ''}`}</span>
            {may && <Button size="compact-xs" variant="subtle" aria-label={t('people.changeNamed', { field: name })} onClick={() => setEditing(true)} data-testid={`change-${field}`}>{t('people.change')}</Button>}
          </div>
        )}
        {editing && <FactForm person={person} conversation={conversation} field={field} fact={fact} onClose={() => setEditing(false)} onDone={() => { setEditing(false); show(t('people.saved')) }} />}
        {field === 'residence' && fact.status === 'known' && <StayEnds value={fact.value} />}
        {fact.differs.map((one) => (
          <p key={one.entry} className="profile-differs" data-testid="differs"><Icon name="attention" size={14} />{t('people.differs', { value: entryWords(field, one), name: one.by, time: lately(one.at, now) })}</p>
        ))}
        <details className="profile-history">
          <summary title={exactly(fact.at)}>{t('people.by', { name: fact.by, time: lately(fact.at, now) })}{fact.changes.length > 1 && <span> · {t('people.history', { count: fact.changes.length - 1 })}</span>}</summary>
          <ol>
            {fact.changes.map((one, i) => {
              const before = fact.changes[i + 1]
              return (
                <li key={one.entry}>
                  <span>{before ? t('people.changeLine', { before: entryWords(field, before), after: entryWords(field, one) }) : entryWords(field, one)}</span>
                  <span className="quiet">{t('people.by', { name: one.by, time: exactly(one.at) })}{one.undid && ` · ${t('people.undid')}`}</span>
                  {i === 0 && may && <Button size="compact-xs" variant="subtle" loading={taking.isPending} onClick={() => taking.mutate(one.entry)} data-testid={`undo-${field}`}>{t('people.takeBack')}</Button>}
                </li>
              )
            })}
          </ol>
        </details>
      </dd>
    </div>
  )
}

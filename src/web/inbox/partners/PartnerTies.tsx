// Companies and people a partner is tied to: it is not found for their cases, and its links to them show nothing.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TieView } from '../../../server/api/partners.ts'
import { CompanyChoice } from '../companies/CompanyChoice.tsx'
import { useCompanyOf } from '../companies/companyQueries.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { addTie, type NewTie, removeTie } from './partnerRequests.ts'

const AGAIN = ['partners', 'cases', 'found']
const NEW: NewTie = { kind: 'code', value: '', note: '' }

export function PartnerTies({ id, ties }: { readonly id: string; readonly ties: readonly TieView[] }) {
  const { t } = useTranslation()
  const [tie, setTie] = useState(NEW)
  const companyOf = useCompanyOf()
  const adding = useChange({
    ask: (wanted: NewTie) => addTie(id, wanted), again: AGAIN,
    onDone: () => {
      setTie(NEW)
      show(t('conflict.added'))
    },
  })
  const restoring = useChange({ ask: (wanted: NewTie) => addTie(id, wanted), again: AGAIN, told: true, onDone: () => show(t('staff.undone')) })
  const removing = useChange({
    ask: (wanted: TieView) => removeTie(id, wanted.id), again: AGAIN, told: true,
    onDone: (_value, { kind, value, note }) => show(t('conflict.removed'), 'done', () => restoring.mutate({ kind, value, note })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate({ ...tie, value: tie.value.trim(), note: tie.note.trim() })
  }
  return (
    <Panel heading={t('partner.ties')} hint={t('partner.tiesHint')} testid="ties">
      {ties.length === 0 ? <p className="quiet">{t('partner.noTies')}</p> : (
        <ul className="items">
          {ties.map((one) => (
            <li key={one.id} className="item">
              <Icon name={one.kind === 'code' ? 'entry' : 'worker'} />
              <p className="item-text"><strong>{t(`conflict.${one.kind}`)} {one.kind === 'code' && companyOf(one.value)} {one.value}</strong>{one.note !== '' && <span>{one.note}</span>}<span className="quiet">{exactly(one.createdAt)}</span></p>
              <Button size="compact-sm" variant="default" disabled={removing.isPending} aria-label={t('conflict.removeNamed', { value: one.value })} onClick={() => removing.mutate(one)}>{t('staff.remove')}</Button>
            </li>
          ))}
        </ul>
      )}
      <form className="form-row" onSubmit={submit} data-testid="tie-form">
        <NativeSelect label={t('conflict.kind')} value={tie.kind} onChange={(event) => setTie({ ...tie, kind: event.currentTarget.value === 'person' ? 'person' : 'code' })} data={[{ value: 'code', label: t('conflict.code') }, { value: 'person', label: t('conflict.person') }]} />
        {tie.kind === 'code' && <CompanyChoice label={t('company.choose')} code={tie.value} onChoose={(value) => setTie({ ...tie, value })} />}
        <TextInput label={t(tie.kind === 'code' ? 'conflict.codeValue' : 'conflict.personValue')} required withAsterisk={false} maxLength={100} autoComplete="off" value={tie.value} onChange={(event) => setTie({ ...tie, value: event.currentTarget.value })} />
        <TextInput label={t('conflict.note')} maxLength={200} autoComplete="off" value={tie.note} onChange={(event) => setTie({ ...tie, note: event.currentTarget.value })} />
        <Button type="submit" variant="default" loading={adding.isPending}>{t('conflict.add')}</Button>
        <FormProblem error={adding.error} />
      </form>
    </Panel>
  )
}

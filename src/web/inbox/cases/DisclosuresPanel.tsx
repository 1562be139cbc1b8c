// The register of what left the desk: to whom, what, by which consent; and the one form for danger without consent.
import { type FormEvent, useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { refusalOf } from '../need.ts'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { Panel } from '../staff/Page.tsx'
import { exactly } from '../time.ts'
import { ActButton, type Field, firstValues, manyOf, OneField, type Values } from './ActForm.tsx'
import { partyIn, usePartyFields } from './AskConsent.tsx'
import type { PanelProps } from './CasePage.tsx'
import { useAct } from './caseQueries.ts'
import { choicesOf, itemNames, reasonWords, word } from './caseWords.ts'

function Telling({ id, onClose }: { readonly id: string; onClose(): void }) {
  const { t } = useTranslation()
  const fields: readonly Field[] = [...usePartyFields(), { name: 'items', label: t('case.discloseItems'), kind: 'many', choices: choicesOf('itemNames') }, { name: 'purpose', label: t('case.purpose'), kind: 'long' }]
  const [values, setValues] = useState<Values>(() => firstValues(fields))
  const telling = useAct(id, () => {
    show(t('case.saved'))
    onClose()
  })
  const warned = refusalOf(telling.error).error === 'status_warning'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    telling.mutate({ type: 'disclose', party: partyIn(values), items: manyOf(values, 'items'), purpose: values['purpose'], warned })
  }
  return (
    <Dialog heading={t('case.disclose')} onClose={onClose} testid="disclose-dialog" stays>
      <form className="form" onSubmit={submit}>
        {fields.map((field, i) => <OneField key={field.name} field={field} values={values} first={i === 0} onChange={(value) => { telling.reset(); setValues((before) => ({ ...before, [field.name]: value })) }} />)}
        {warned ? <p className="case-legal" role="alert" data-testid="status-warning"><Icon name="attention" /><span>{t('case.statusWarning')}</span></p> : <FormProblem error={telling.error} />}
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={telling.isPending} data-testid="disclose-yes">{t(warned ? 'case.warnedYes' : 'case.tellNow')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

export function DisclosuresPanel({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { case: { id, severity }, state, names } = detail
  const party = usePartyFields()
  const emergency = (
    <ActButton
      id={id} testid="emergency" variant="light" label={t('case.emergency')} hint={t('case.emergencyHint')} yes={t('case.tellNow')}
      fields={[
        ...party, { name: 'items', label: t('case.discloseItems'), kind: 'many', choices: choicesOf('itemNames') }, { name: 'exception', label: t('case.exception'), kind: 'choice', choices: choicesOf('exceptions') },
        { name: 'why', label: t('case.why'), kind: 'long' }, { name: 'notAsked', label: t('case.notAsked'), kind: 'long' },
      ]}
      build={(values) => ({ type: 'discloseInEmergency', party: partyIn(values), items: manyOf(values, 'items'), exception: values['exception'], why: values['why'], notAsked: values['notAsked'] })}
    />
  )
  const actions = (
    <span className="item-actions">
      {may && <Button size="compact-sm" variant="default" onClick={() => setOpen(true)} data-testid="disclose">{t('case.disclose')}</Button>}
      {state.closing === null && severity >= 'S4' && emergency}
    </span>
  )
  return (
    <Panel heading={t('case.disclosures')} hint={t('case.disclosuresHint')} actions={actions} testid="disclosures">
      {state.disclosures.length === 0 ? <p className="quiet">{t('case.noDisclosures')}</p> : (
        <ul className="items">
          {state.disclosures.map((one) => (
            <li key={one.id} className="item">
              <p className="item-text">
                <strong>{word('parties', one.party.type)} · {one.party.name}</strong>
                <span>{itemNames(one.items)} — {reasonWords(one.purpose)}</span>
                {one.emergency && <span className="item-facts"><span className="tag tag-late">{t('case.emergencyMark')}</span><span>{word('exceptions', one.emergency.exception)} · {one.emergency.notAsked}</span></span>}
                <span className="quiet">{exactly(one.at)} · {names[one.by] ?? one.by}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {open && <Telling id={id} onClose={() => setOpen(false)} />}
    </Panel>
  )
}

// Asks for consent in two steps: the text in the worker's language, made by the desk, then that they said yes to exactly this.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ITEMS, PARTIES, type Party } from '../../../cases/consent.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { dateBefore } from '../time.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { type Field, firstValues, manyOf, OneField, type Values } from './ActForm.tsx'
import { useAct } from './caseQueries.ts'
import { getConsentText } from './caseRequests.ts'
import { choicesOf } from './caseWords.ts'

const MONTHS_DAYS = 90

/** Whom; `known` where it is somebody of the directory. */
export function usePartyFields(known?: Party): readonly Field[] {
  const { t } = useTranslation()
  return [
    { name: 'party', label: t('case.party'), kind: 'choice', choices: choicesOf('parties'), ...(known && { initial: known.type }) },
    { name: 'name', label: t('case.partyName'), ...(known && { initial: known.name }) },
    { name: 'publicEmployee', label: t('case.publicEmployee'), kind: 'check', ...(known?.publicEmployee && { initial: 'yes' }) },
  ]
}

export const partyIn = (values: Values): Party =>
  ({ type: PARTIES.find((one) => one === values['party']) ?? 'office', name: (values['name'] ?? '').trim(), publicEmployee: values['publicEmployee'] === 'yes' })

export function AskConsent({ id, party, onClose }: { readonly id: string; readonly party?: Party; onClose(): void }) {
  const { t } = useTranslation()
  const fields: readonly Field[] = [
    ...usePartyFields(party),
    { name: 'items', label: t('case.items'), kind: 'many', choices: choicesOf('itemNames') },
    { name: 'until', label: t('case.until'), kind: 'day', initial: dateBefore(-MONTHS_DAYS) },
  ]
  const [values, setValues] = useState<Values>(() => firstValues(fields))
  const [given, setGiven] = useState('spoken')
  const asked = { party: partyIn(values), items: ITEMS.filter((item) => manyOf(values, 'items').includes(item)), until: values['until'] ?? '' }
  const making = useChange({ ask: () => getConsentText(id, asked), again: [] })
  const agreeing = useAct(id, () => {
    show(t('case.consented'))
    onClose()
  })
  const text = making.data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text === undefined || text === null) making.mutate(undefined)
    else agreeing.mutate({ type: 'giveConsent', ...asked, given, text: text.text, language: text.language, version: text.version })
  }
  return (
    <Dialog heading={t('case.askConsent')} onClose={onClose} testid="consent-dialog" stays>
      <form className="form" onSubmit={submit}>
        {fields.map((field, i) => (
          <OneField
            key={field.name} field={field} values={values} first={i === 0}
            onChange={(value) => {
              // Another question is another text.
              making.reset()
              setValues((before) => ({ ...before, [field.name]: value }))
            }}
          />
        ))}
        {text && (
          <section className="consent-text" data-testid="consent-text">
            <h3>{t('case.textFor')}</h3>
            <p lang={text.language}>{text.text}</p>
            {text.language !== 'ja' && <details><summary>{t('case.textJapanese')}</summary><p lang="ja">{text.japanese}</p></details>}
          </section>
        )}
        {text && <NativeSelect label={t('case.given')} value={given} onChange={(event) => setGiven(event.currentTarget.value)} data={choicesOf('givens')} />}
        <FormProblem error={making.error ?? agreeing.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={making.isPending || agreeing.isPending} data-testid="consent-yes">{t(text ? 'case.recordConsent' : 'case.showText')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

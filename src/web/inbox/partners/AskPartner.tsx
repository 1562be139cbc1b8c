// Asks one partner: what for, when, and what of the worker they are told, item by item as far as was agreed to. What leaves is shown before it does.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isLive, isSame, type Item, ITEMS } from '../../../cases/consent.ts'
import { addressOf, partyOf } from '../../../partners/entry.ts'
import type { CaseDetail } from '../../../server/api/cases.ts'
import type { Partner } from '../../../server/api/partners.ts'
import { AskConsent } from '../cases/AskConsent.tsx'
import { itemNames, word } from '../cases/caseWords.ts'
import { FormProblem } from '../FormProblem.tsx'
import { refusalOf } from '../need.ts'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { dateBefore, exactly, useNow } from '../time.ts'
import { AskPreview } from './AskPreview.tsx'
import { DraftChoice } from './DraftChoice.tsx'
import { ask, type Asking, type Search } from './partnerRequests.ts'

const WEEKS_DAYS = 21

interface Props { readonly detail: CaseDetail; readonly partner: Partner; readonly search: Search; onBack(): void; onClose(): void }

export function AskPartner({ detail, partner: { id: partner, entry }, search, onBack, onClose }: Props) {
  const { t } = useTranslation()
  const now = useNow()
  const { case: { id }, state } = detail
  const party = partyOf(entry)
  // What was agreed to a moment ago counts at once, also where this clock is behind the server's.
  const consents = state.consents.filter((one) => isLive(one, new Date(Math.max(now, Date.parse(one.givenAt)))) && isSame(one.party, party))
  const agreed = ITEMS.filter((item) => consents.some(({ items }) => items.includes(item)))
  const address = addressOf(entry)
  const [facts, setFacts] = useState<Readonly<Partial<Record<Item, string>>>>({})
  const [question, setQuestion] = useState('')
  const [consenting, setConsenting] = useState(false)
  const [draft, setDraft] = useState({ day: '', until: dateBefore(-WEEKS_DAYS), mail: address !== null, confirmed: false })
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }))
  const tell = (item: Item, text: string) => {
    setFacts((before) => ({ ...before, [item]: text }))
    set({ confirmed: false })
  }
  const asking = useChange({
    ask: (wanted: Asking) => ask(id, wanted), again: ['cases', 'found'],
    onDone: () => {
      show(t('ask.sent'))
      onClose()
    },
  })
  const warned = refusalOf(asking.error).error === 'status_warning'
  const wanted: Asking = {
    partner, kind: search.kind, day: draft.day === '' ? null : draft.day, prefecture: search.prefecture, language: search.language === '' ? null : search.language, until: draft.until,
    question: agreed.includes('problem') ? question.trim() : '', mail: draft.mail, warned,
    facts: agreed.flatMap((item) => { const text = facts[item]?.trim() ?? ''; return text === '' ? [] : [{ item, text }] }),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    asking.mutate(wanted)
  }
  const ends = consents.map(({ expiresAt }) => expiresAt).toSorted()[0]
  return (
    <Dialog heading={t('ask.heading', { name: entry.name })} onClose={onClose} testid="ask-dialog" stays>
      <form className="form" onSubmit={submit}>
        <p className={ends === undefined ? 'case-support' : 'quiet'} data-testid="ask-consent-state"><span>{ends === undefined ? t('ask.unconsented', { name: entry.name }) : t('ask.consented', { items: itemNames(agreed), time: exactly(ends) })}</span></p>
        <div><Button size="compact-sm" variant="default" onClick={() => setConsenting(true)} data-testid="ask-consent-here">{t('case.askConsent')}</Button></div>
        <div className="form-pair">
          <TextInput label={t('ask.day')} type="date" data-first value={draft.day} onChange={(event) => set({ day: event.currentTarget.value, confirmed: false })} />
          <TextInput label={t('ask.until')} type="date" required withAsterisk={false} value={draft.until} onChange={(event) => set({ until: event.currentTarget.value })} />
        </div>
        {agreed.length > 0 && <h3 className="cannot">{t('ask.factsHeading')}</h3>}
        {agreed.includes('problem') && <Textarea label={t('ask.question')} description={t('ask.questionHint')} autosize minRows={3} maxRows={12} maxLength={5000} value={question} onChange={(event) => { setQuestion(event.currentTarget.value); set({ confirmed: false }) }} data-testid="ask-question" />}
        {agreed.map((item) => <Textarea key={item} label={t('ask.fact', { item: word('itemNames', item) })} autosize minRows={1} maxRows={10} maxLength={5000} value={facts[item] ?? ''} onChange={(event) => tell(item, event.currentTarget.value)} />)}
        {(agreed.includes('problem') || agreed.includes('wish')) && <DraftChoice id={id} items={agreed} onPut={(item, text) => tell(item, [facts[item] ?? '', text].filter((part) => part !== '').join('\n'))} />}
        <NativeSelect label={t('ask.link')} value={draft.mail ? 'mail' : 'hand'} onChange={(event) => set({ mail: event.currentTarget.value === 'mail' })} data={[...(address === null ? [] : [{ value: 'mail', label: t('ask.byMail', { address }) }]), { value: 'hand', label: t('ask.byHand') }]} />
        <AskPreview asking={wanted} />
        <Checkbox label={t('ask.confirm')} required checked={draft.confirmed} onChange={(event) => set({ confirmed: event.currentTarget.checked })} data-testid="ask-confirm" />
        {warned ? <p className="case-legal" role="alert"><span>{t('case.statusWarning')}</span></p> : <FormProblem error={asking.error} />}
        <div className="form-end">
          <Button variant="default" onClick={onBack}>{t('ask.backToList')}</Button>
          <Button type="submit" loading={asking.isPending} data-testid="ask-yes">{t(warned ? 'case.warnedYes' : 'ask.send')}</Button>
        </div>
      </form>
      {consenting && <AskConsent id={id} party={party} onClose={() => setConsenting(false)} />}
    </Dialog>
  )
}

// Begins a case: from a conversation with a few keys, or for somebody who rang, came by, or is spoken for by others.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OpeningInput } from '../../../cases/acts.ts'
import { SEVERITIES } from '../../../cases/severity.ts'
import { ASKERS, WAYS } from '../../../cases/state.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { caseAddress, go } from '../place.ts'
import { LANGUAGES } from '../staff/Choices.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { languageName } from '../words.ts'
import { openCase } from './caseRequests.ts'
import { word } from './caseWords.ts'

interface NewCaseProps { readonly conversation: string | null; readonly language: string | null; onClose(): void }
type Draft = Pick<OpeningInput, 'severity' | 'way' | 'here' | 'reason'> & { asker: OpeningInput['asker']['kind']; name: string; companies: string; language: string }

const pick = <T extends string>(list: readonly T[], value: string): T | undefined => list.find((one) => one === value)

export function NewCase({ conversation, language, onClose }: NewCaseProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Draft>({ asker: 'worker', name: '', severity: 'S2', way: conversation === null ? 'phone' : 'conversation', here: true, reason: '', companies: '', language: language ?? '' })
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const opening = useChange({
    ask: openCase, again: ['cases'],
    onDone: ({ id }) => {
      show(t('case.began'))
      onClose()
      if (id !== null) go(caseAddress(id))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { asker, name, severity, way, here, reason, companies } = draft
    opening.mutate({
      conversation, language: draft.language === '' ? null : draft.language,
      opening: { asker: { kind: asker, name: name.trim() }, origin: asker === 'partner' ? 'partner' : 'counsellor', severity, reason: reason.trim(), way, here, companies: companies.split(/[\s、,]+/).filter((code) => code !== '') },
    })
  }
  return (
    <Dialog heading={t('case.newHeading')} onClose={onClose} testid="new-case-dialog" stays>
      <form className="form" onSubmit={submit}>
        <TextInput label={t('case.what')} required withAsterisk={false} maxLength={1000} autoComplete="off" data-first value={draft.reason} onChange={(event) => set({ reason: event.currentTarget.value })} />
        <div className="form-pair">
          <NativeSelect label={t('case.severityLabel')} value={draft.severity} onChange={(event) => set({ severity: pick(SEVERITIES, event.currentTarget.value) ?? 'S2' })} data={SEVERITIES.map((value) => ({ value, label: `${value} ${word('severity', value)}` }))} />
          <NativeSelect label={t('case.asker')} value={draft.asker} onChange={(event) => set({ asker: pick(ASKERS, event.currentTarget.value) ?? 'worker' })} data={ASKERS.map((value) => ({ value, label: word('askers', value) }))} />
        </div>
        {draft.asker !== 'worker' && <TextInput label={t('case.askerName')} maxLength={200} autoComplete="off" value={draft.name} onChange={(event) => set({ name: event.currentTarget.value })} />}
        {conversation === null && (
          <div className="form-pair">
            <NativeSelect label={t('case.way')} value={draft.way} onChange={(event) => set({ way: pick(WAYS, event.currentTarget.value) ?? 'phone' })} data={WAYS.filter((value) => value !== 'conversation').map((value) => ({ value, label: word('ways', value) }))} />
            <NativeSelect label={t('case.language')} value={draft.language} onChange={(event) => set({ language: event.currentTarget.value })} data={[{ value: '', label: t('case.languageUnknown') }, ...LANGUAGES.map((value) => ({ value, label: languageName(value) }))]} />
          </div>
        )}
        <TextInput label={t('case.companies')} maxLength={200} autoComplete="off" value={draft.companies} onChange={(event) => set({ companies: event.currentTarget.value })} />
        <Checkbox label={t('case.here')} checked={draft.here} onChange={(event) => set({ here: event.currentTarget.checked })} />
        <FormProblem error={opening.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={opening.isPending} data-testid="begin-case">{t('case.begin')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

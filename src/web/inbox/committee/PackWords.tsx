// What the desk writes into a pack while it is a draft, and which case studies stand in it.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PackView } from '../../../server/api/committee.ts'
import type { PackTexts } from '../../../reports/pack.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { useUnsaved } from '../unsaved.ts'
import { savePack } from './committeeRequests.ts'

const PARTS = ['remarks', 'proposals'] as const
const isTexts = (value: unknown): value is PackTexts => typeof value === 'object' && value !== null && PARTS.every((part) => part in value)

export function PackWords({ view }: { readonly view: PackView }) {
  const { t } = useTranslation()
  const { base, value: texts, change, take } = useUnsaved(`pack.${view.id}`, { revision: view.revision, value: view.texts }, isTexts)
  const [studies, setStudies] = useState(view.studies.map(({ id }) => id))
  const saving = useChange({
    ask: () => savePack(view.id, { revision: base.revision, texts, studies }), again: ['committee'],
    onDone: ({ revision }) => { take({ revision, value: texts }); show(t('committee.saved')) },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate(undefined)
  }
  const toggle = (id: string) => setStudies((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]))
  return (
    <Panel heading={t('committee.edit')} hint={t('committee.editHint')} testid="pack-words">
      <form className="form pack-words" onSubmit={submit}>
        {PARTS.map((part) => <Textarea key={part} label={t(`committee.${part}`)} autosize minRows={2} maxRows={12} maxLength={8_000} value={texts[part]} onChange={({ currentTarget: { value } }) => change((before) => ({ ...before, [part]: value }))} data-testid={`pack-${part}`} />)}
        <fieldset className="pack-studies">
          <legend>{t('committee.studies')}</legend>
          {view.available.length === 0 ? <p className="quiet">{t('committee.noStudies')}</p> : view.available.map(({ id, title }) => <Checkbox key={id} label={title} checked={studies.includes(id)} onChange={() => toggle(id)} />)}
        </fieldset>
        <FormProblem error={saving.error} />
        <div className="form-end"><Button type="submit" loading={saving.isPending} data-testid="pack-save">{t('committee.save')}</Button></div>
      </form>
    </Panel>
  )
}

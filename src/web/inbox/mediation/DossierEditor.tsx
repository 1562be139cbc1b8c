// Writes a dossier: passage by passage in both languages, from the case's events and what the worker sent, or by hand.
import { useState } from 'react'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Dossier, type Passage, SECTIONS, type Section } from '../../../cases/dossier.ts'
import type { CaseEvent } from '../../../cases/events.ts'
import type { MediationView } from '../../../server/api/mediation.ts'
import { FormProblem } from '../FormProblem.tsx'
import { refusalOf } from '../need.ts'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { useUnsaved } from '../unsaved.ts'
import { Addressee } from './Addressee.tsx'
import { ChoosePassages, type Choosable } from './ChoosePassages.tsx'
import { DossierStanding } from './DossierStanding.tsx'
import { saveDossier, translateTexts } from './mediationRequests.ts'
import { choicesIn, named } from './mediationWords.ts'
import { PassageField } from './PassageField.tsx'
import { eventChoices, evidenceChoices } from './choices.ts'

export const emptyPassage = (section: Section): Passage => ({ section, day: null, ja: '', translation: '', source: 'none', event: null, media: null })

const isDossier = (value: unknown): value is Dossier => typeof value === 'object' && value !== null && 'passages' in value && Array.isArray(value.passages) && 'party' in value

interface EditorProps { readonly id: string; readonly view: MediationView; readonly events: readonly CaseEvent[]; readonly may: boolean }

export function DossierEditor({ id, view, events, may }: EditorProps) {
  const { t } = useTranslation()
  const { base, value: dossier, change: write, take, dirty } = useUnsaved(`dossier.${id}`, { revision: view.revision, value: view.dossier }, isDossier)
  const [choosing, setChoosing] = useState<readonly Choosable[] | null>(null)
  const change = (part: Partial<Dossier>) => write((before) => ({ ...before, ...part }))
  const edit = (at: number, part: Partial<Passage>) => write((before) => ({ ...before, passages: before.passages.map((one, i) => (i === at ? { ...one, ...part } : one)) }))
  const add = (passages: readonly Passage[]) => write((before) => ({ ...before, passages: [...before.passages, ...passages] }))
  const saving = useChange({
    ask: (wanted: Dossier) => saveDossier(id, base.revision, wanted), again: ['cases'],
    onDone: ({ revision }, wanted) => { take({ revision, value: wanted }); show(t('mediation.saved')) },
  })
  const missing = dossier.passages.filter(({ ja, translation }) => ja !== '' && translation === '')
  const translating = useChange({
    ask: () => translateTexts(id, missing.map(({ ja }) => ja)), again: [],
    onDone: ({ texts }) => {
      const made = new Map(missing.map(({ ja }, i) => [ja, texts[i] ?? null]))
      if (texts.some((text) => text === null)) show(t('mediation.notTranslated'), 'problem')
      write((before) => ({ ...before, passages: before.passages.map((one) => { const text = one.translation === '' ? made.get(one.ja) : null; return text ? { ...one, translation: text, source: 'machine' } : one }) }))
    },
  })
  const reload = () => { take({ revision: view.revision, value: view.dossier }); saving.reset() }
  const two = view.language !== 'ja'
  return (
    <Panel heading={t('mediation.dossier')} hint={t('mediation.dossierHint')} testid="dossier">
      <fieldset className="dossier-form" disabled={!may}>
        <Addressee party={dossier.party} onChange={(party) => change({ party })} />
        <div className="form-row">
          {two && <NativeSelect label={t('mediation.layout')} value={dossier.layout} data={choicesIn('layouts')} onChange={(event) => change({ layout: event.currentTarget.value === 'after' ? 'after' : 'side' })} />}
          <Checkbox label={t('mediation.thumbnails')} checked={dossier.thumbnails} onChange={(event) => change({ thumbnails: event.currentTarget.checked })} />
          <Checkbox label={t('mediation.register')} checked={dossier.register} onChange={(event) => change({ register: event.currentTarget.checked })} />
        </div>
        {SECTIONS.map((section) => (
          <section key={section} className="dossier-section" data-testid={`section-${section}`}>
            <header className="dossier-section-head">
              <h4>{named('sections', section)}</h4>
              <span className="item-actions">
                {section === 'timeline' && <Button size="compact-sm" variant="default" onClick={() => setChoosing(eventChoices(events))} data-testid="from-timeline">{t('mediation.fromTimeline')}</Button>}
                {section === 'evidence' && <Button size="compact-sm" variant="default" onClick={() => setChoosing(evidenceChoices(view.evidence))} data-testid="from-evidence">{t('mediation.fromEvidence')}</Button>}
                <Button size="compact-sm" variant="default" onClick={() => add([emptyPassage(section)])} aria-label={`${t('mediation.addPassage')}: ${named('sections', section)}`} data-testid={`add-${section}`}>{t('mediation.addPassage')}</Button>
              </span>
            </header>
            {dossier.passages.map((passage, at) => passage.section === section && (
              <PassageField key={at} passage={passage} language={two ? view.language : null} onChange={(part) => edit(at, part)} onRemove={() => change({ passages: dossier.passages.filter((_, i) => i !== at) })} />
            ))}
          </section>
        ))}
        <FormProblem error={saving.error} />
        {refusalOf(saving.error).error === 'changed' && <Button variant="light" size="compact-sm" onClick={reload}>{t('mediation.reload')}</Button>}
        <div className="form-end">
          {dirty && <span className="quiet">{t('mediation.unsaved')}</span>}
          {two && view.translates && <Button variant="default" loading={translating.isPending} disabled={missing.length === 0} onClick={() => translating.mutate(undefined)} data-testid="translate-dossier">{t('mediation.translate')}</Button>}
          <Button loading={saving.isPending} disabled={!dirty} onClick={() => saving.mutate(dossier)} data-testid="save-dossier">{t('mediation.save')}</Button>
        </div>
      </fieldset>
      {base.revision > 0 && <DossierStanding id={id} view={view} dirty={dirty} may={may} />}
      {choosing && <ChoosePassages choices={choosing} taken={dossier.passages} onChoose={(chosen) => { add(chosen); setChoosing(null) }} onClose={() => setChoosing(null)} />}
    </Panel>
  )
}

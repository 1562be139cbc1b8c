// Prepares a piece: which body it is about, and what of its words is to be shown.
import { useState } from 'react'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { countryOf, kindOf } from '../../../feedback/kinds.ts'
import type { PieceView } from '../../../server/api/feedback.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { useUnsaved } from '../unsaved.ts'
import { BodyForm, emptyBody } from './BodyForm.tsx'
import { useBodies } from './feedbackQueries.ts'
import { savePiece } from './feedbackRequests.ts'
import { feedbackWord } from './feedbackWords.ts'
import { PieceActions } from './PieceActions.tsx'

const MOST_LETTERS = 2_000

interface Written { readonly body: string; readonly shown: string }
const isWritten = (value: unknown): value is Written => typeof value === 'object' && value !== null && 'body' in value && typeof value.body === 'string' && 'shown' in value && typeof value.shown === 'string'

export function PieceEditor({ view }: { readonly view: PieceView }) {
  const { t } = useTranslation()
  const bodies = useBodies()
  const { base, value, change, take, dirty } = useUnsaved<Written>(`feedback ${view.id}`, { revision: view.revision, value: { body: view.body?.id ?? '', shown: view.shown ?? '' } }, isWritten)
  const { body, shown } = value
  const [making, setMaking] = useState(false)
  const saving = useChange({
    ask: () => savePiece(view.id, { revision: base.revision, body: body || null, shown: view.mayShow ? shown : null }), again: ['feedback'],
    onDone: ({ revision }) => {
      show(t('feedback.saved'))
      take({ revision, value })
    },
  })
  const setBody = (id: string) => change((before) => ({ ...before, body: id }))
  const setShown = (text: string) => change((before) => ({ ...before, shown: text }))
  const all = bodies.data?.bodies ?? []
  const changed = dirty || (view.mayShow && view.shown === null)
  const chosen = all.find(({ id }) => id === body)
  return (
    <>
      <Panel heading={t('feedback.matched')} hint={chosen ? t('feedback.chosen', { name: chosen.entry.name }) : t('feedback.unmatched')} testid="match">
        {view.suggestions.length > 0 && (
          <div className="item-actions suggested" role="group" aria-label={t('feedback.suggestions')}>
            {view.suggestions.map(({ id, name, kind }) => <Button key={id} size="compact-sm" variant={id === body ? 'filled' : 'default'} aria-pressed={id === body} onClick={() => setBody(id)} data-testid="suggestion">{name} · {feedbackWord('kinds', kind)}</Button>)}
          </div>
        )}
        <div className="form-row">
          <NativeSelect label={t('feedback.otherBody')} value={body} onChange={(event) => setBody(event.currentTarget.value)} data={[{ value: '', label: t('feedback.pick') }, ...all.map(({ id, entry }) => ({ value: id, label: `${entry.name} · ${feedbackWord('kinds', entry.kind)}` }))]} />
          <Button variant="default" onClick={() => setMaking(true)} data-testid="new-body">{t('feedback.newBody')}</Button>
        </div>
      </Panel>
      {view.mayShow && (
        <Panel heading={t('feedback.shownText')} hint={t('feedback.shownHint')} testid="shown">
          <Textarea aria-label={t('feedback.shownText')} lang="ja" autosize minRows={3} maxRows={12} maxLength={MOST_LETTERS} value={shown} onChange={(event) => setShown(event.currentTarget.value)} data-testid="shown-text" />
          {view.suspects.length > 0 && <p className="quiet">{t('feedback.suspects')}: {view.suspects.join(' · ')}</p>}
          {view.japanese !== null && shown === '' && <div className="item-actions"><Button size="compact-sm" variant="default" onClick={() => setShown(view.japanese ?? '')}>{t('feedback.fromJapanese')}</Button></div>}
        </Panel>
      )}
      <div className="form-end save-piece">
        <FormProblem error={saving.error} />
        {dirty && <span className="quiet">{t('feedback.unsaved')}</span>}
        <Button disabled={!changed} loading={saving.isPending} onClick={() => saving.mutate(undefined)} data-testid="save-piece">{t('feedback.save')}</Button>
      </div>
      <PieceActions view={view} blocked={changed} />
      {making && <BodyForm body={null} first={{ ...emptyBody(), name: view.written, kind: kindOf(view.kind), country: countryOf(view.country) }} onSaved={(id) => { if (id) setBody(id) }} onClose={() => setMaking(false)} />}
    </>
  )
}

// What can be done with a piece where it stands: passed on, let through, held, refused, and taken back.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { REASONS } from '../../../feedback/moderation.ts'
import type { Decision, PieceState, PieceView, Reason } from '../../../server/api/feedback.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { decidePiece } from './feedbackRequests.ts'
import { feedbackWord } from './feedbackWords.ts'

const OFFERED: Readonly<Record<PieceState, readonly Decision[]>> = {
  waiting: ['accept', 'hold', 'refuse'], held: ['accept', 'refuse', 'undo'], review: ['publish', 'return', 'hold', 'refuse'], refused: ['undo'], ready: ['undo'], released: ['silence'], repeated: [],
}
const WITH_REASON: readonly Decision[] = ['hold', 'refuse', 'return']
const SAID: Readonly<Partial<Record<Decision, 'feedback.accepted' | 'feedback.published'>>> = { accept: 'feedback.accepted', publish: 'feedback.published' }

/** `blocked`: something is not saved yet, so nothing can be passed on. */
export function PieceActions({ view, blocked = false }: { readonly view: PieceView; readonly blocked?: boolean }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Decision | null>(null)
  const [reason, setReason] = useState<Reason>('personalData')
  const [note, setNote] = useState('')
  const deciding = useChange({
    ask: (decision: Decision) => decidePiece(view.id, { revision: view.revision, decision, ...(decision === 'hold' || decision === 'refuse' ? { reason } : {}), ...(WITH_REASON.includes(decision) ? { note } : {}) }),
    again: ['feedback'], told: asking === null,
    onDone: (_done, decision) => {
      show(t(SAID[decision] ?? 'feedback.decided'))
      setAsking(null)
    },
  })
  const offered = OFFERED[view.state].filter((one) => (one !== 'publish' || !view.mine) && (one !== 'silence' || Boolean(view.shown)))
  const press = (decision: Decision) => { if (WITH_REASON.includes(decision)) setAsking(decision); else deciding.mutate(decision) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (asking) deciding.mutate(asking)
  }
  if (offered.length === 0) return null
  return (
    <div className="item-actions piece-actions">
      {view.state === 'review' && view.mine && <p className="quiet">{t('feedback.mine')}</p>}
      {offered.map((decision) => <Button key={decision} variant={decision === 'accept' || decision === 'publish' ? 'filled' : 'default'} disabled={blocked && decision === 'accept'} loading={deciding.isPending && deciding.variables === decision} onClick={() => press(decision)} data-testid={`decide-${decision}`}>{t(`feedback.${decision}`)}</Button>)}
      {asking && (
        <Dialog heading={t(`feedback.${asking}`)} onClose={() => setAsking(null)} testid="decision-dialog" stays>
          <form className="form" onSubmit={submit}>
            {asking !== 'return' && <NativeSelect data-first label={t('feedback.reason')} value={reason} onChange={(event) => setReason(REASONS.find((one) => one === event.currentTarget.value) ?? 'other')} data={REASONS.map((value) => ({ value, label: feedbackWord('reasons', value) }))} />}
            <Textarea label={t('feedback.note')} autosize minRows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            <FormProblem error={deciding.error} />
            <div className="form-end">
              <Button variant="default" onClick={() => setAsking(null)}>{t('staff.cancel')}</Button>
              <Button type="submit" loading={deciding.isPending} data-testid="decision-yes">{t(`feedback.${asking}`)}</Button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  )
}

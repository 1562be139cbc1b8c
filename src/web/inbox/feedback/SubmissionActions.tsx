// What can be done with an entry that a body wrote: checked by one, approved by another, sent back or refused with a reason.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SubmissionAct, SubmissionState, SubmissionView } from '../../../server/api/directory.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { decideSubmission } from './feedbackRequests.ts'

const OFFERED: Readonly<Record<SubmissionState, readonly SubmissionAct[]>> = {
  invited: ['refuse'], waiting: ['check', 'return', 'refuse'], checked: ['approve', 'return', 'refuse'], returned: ['refuse'], approved: [], refused: [],
}

export function SubmissionActions({ view }: { readonly view: SubmissionView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<SubmissionAct | null>(null)
  const [note, setNote] = useState('')
  const [body, setBody] = useState(view.alike[0]?.id ?? '')
  const deciding = useChange({
    ask: (act: SubmissionAct) => decideSubmission(view.id, { revision: view.revision, act, ...(asking !== null && { note }), ...(act === 'check' && { body: view.body?.id ?? (body || null) }) }),
    again: ['feedback'], told: asking === null,
    onDone: () => {
      show(t('directory.done'))
      setAsking(null)
    },
  })
  const press = (act: SubmissionAct) => { if (act === 'return' || act === 'refuse') setAsking(act); else deciding.mutate(act) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (asking) deciding.mutate(asking)
  }
  const offered = OFFERED[view.state].filter((act) => act !== 'approve' || !view.mine)
  return (
    <div className="form">
      {view.state === 'waiting' && !view.body && view.alike.length > 0 && (
        <NativeSelect label={t('directory.which')} value={body} onChange={(event) => setBody(event.currentTarget.value)} data={[...view.alike.map(({ id, name }) => ({ value: id, label: name })), { value: '', label: t('directory.newBody') }]} data-testid="which-body" />
      )}
      {view.body && (view.state === 'waiting' || view.state === 'checked') && <p className="quiet">{t('directory.kept')}</p>}
      {view.state === 'checked' && view.mine && <p className="quiet">{t('directory.mine')}</p>}
      <div className="item-actions piece-actions">
        {offered.map((act) => <Button key={act} variant={act === 'check' || act === 'approve' ? 'filled' : 'default'} loading={deciding.isPending && deciding.variables === act} onClick={() => press(act)} data-testid={`decide-${act}`}>{t(`directory.${act}`)}</Button>)}
      </div>
      {asking && (
        <Dialog heading={t(`directory.${asking}`)} onClose={() => setAsking(null)} testid="decision-dialog" stays>
          <form className="form" onSubmit={submit}>
            <Textarea data-first="" required withAsterisk={false} label={t('directory.note')} autosize minRows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            <FormProblem error={deciding.error} />
            <div className="form-end">
              <Button variant="default" onClick={() => setAsking(null)}>{t('staff.cancel')}</Button>
              <Button type="submit" loading={deciding.isPending} data-testid="decision-yes">{t(`directory.${asking}`)}</Button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  )
}

// Parts of the record as files: asked for with a reason, agreed to by a second person, then downloaded.
import { type FormEvent, useState } from 'react'
import { Button, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ExportView } from '../../../server/api/staff.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { dateBefore, exactly } from '../time.ts'
import { Answered } from './Answered.tsx'
import { Decided } from './Approval.tsx'
import { Dialog } from './Dialog.tsx'
import { Panel } from './Page.tsx'
import { askForExport, exportAddress } from './requests.ts'
import { useExports } from './staffQueries.ts'
import { useChange } from './useChange.ts'

const MONTH_DAYS = 30

function ExportForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const [from, setFrom] = useState(dateBefore(MONTH_DAYS))
  const [to, setTo] = useState(dateBefore(0))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const asking = useChange({
    ask: askForExport, again: ['exports'],
    onDone: () => {
      show(t('export.asked'))
      onClose()
    },
  })
  const orderProblem = from === '' || to === '' ? t('error.missing') : from > to ? t('export.order') : null
  const reasonProblem = reason.trim() === '' ? t('error.missing') : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (orderProblem === null && reasonProblem === null) asking.mutate({ from, to, reason: reason.trim() })
  }
  return (
    <Dialog heading={t('export.heading')} onClose={onClose} testid="export-dialog">
      <form className="form" onSubmit={submit} noValidate>
        <p>{t('export.how')}</p>
        <div className="form-pair">
          <TextInput type="date" label={t('export.from')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput type="date" label={t('export.to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} error={tried && orderProblem} />
        </div>
        <Textarea label={t('approval.reason')} rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && reasonProblem} />
        <FormProblem error={asking.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={asking.isPending} data-testid="export-submit">{t('export.submit')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function Export({ wanted }: { readonly wanted: ExportView }) {
  const { t } = useTranslation()
  const { id, from, to, reason, askedBy, askedAt, decision } = wanted
  const period = t('export.period', { from, to })
  return (
    <li className="item item-wide" data-testid={`export-${id}`}>
      <div className="item-text">
        <strong>{period}</strong>
        <span>{t('approval.why', { reason })}</span>
        <span className="quiet">{t('approval.asked', { name: askedBy.name, time: exactly(askedAt) })}</span>
        <Decided approval={wanted} />
      </div>
      {decision === 'granted' && (
        <Button component="a" href={exportAddress(id)} download={`record-${from}-${to}.jsonl`} variant="light" leftSection={<Icon name="save" />} aria-label={t('export.downloadNamed', { period })} data-testid="download">{t('export.download')}</Button>
      )}
    </li>
  )
}

export function Exports() {
  const { t } = useTranslation()
  const exports = useExports()
  const [asking, setAsking] = useState(false)
  return (
    <Panel
      heading={t('export.files')} hint={t('export.hint')} testid="exports"
      actions={<Button variant="default" size="compact-md" onClick={() => setAsking(true)} data-testid="ask-export">{t('export.ask')}</Button>}
    >
      <Answered query={exports}>
        {(list) => list.length === 0
          ? <p className="quiet">{t('export.none')}</p>
          : <ul className="items">{list.map((wanted) => <Export key={wanted.id} wanted={wanted} />)}</ul>}
      </Answered>
      {asking && <ExportForm onClose={() => setAsking(false)} />}
    </Panel>
  )
}

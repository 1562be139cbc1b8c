// The way of a message to many: asked to be looked at, released by somebody else, paused, stopped, tried again.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OutreachPage } from '../../../server/api/outreach.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { go, PAGES } from '../place.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { askReview, decide, removeOutreach, run, type Run } from './outreachRequests.ts'
import { people } from './outreachWords.ts'

type Asking = 'release' | 'return' | 'stop'

export function OutreachActions({ view: { id, revision, state, mine, faults, reach, progress }, me }: { readonly view: OutreachPage; readonly me: MeView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [reason, setReason] = useState('')
  const close = () => setAsking(null)
  const counted = reach?.type === 'counted' ? reach : null
  const again = ['outreach'] as const
  const reviewing = useChange({ ask: (ask: boolean) => askReview(id, revision, ask), again, told: true, onDone: (_, ask) => { if (ask) show(t('outreach.asked')) } })
  const removing = useChange({ ask: () => removeOutreach(id), again, told: true, onDone: () => go(PAGES.outreach) })
  const running = useChange({ ask: (act: Run) => run(id, revision, act, ''), again, told: true })
  const deciding = useChange({ ask: (what: Asking) => (what === 'stop' ? run(id, revision, 'stop', reason) : decide(id, revision, what, reason)), again, onDone: close })
  const writes = me.may.includes('outreach.write')
  const releases = me.may.includes('outreach.release')
  const open = (what: Asking) => { setReason(''); setAsking(what) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (asking) deciding.mutate(asking)
  }
  const failed = Object.keys(progress?.failed ?? {}).length > 0
  return (
    <>
      <div className="item-actions outreach-actions">
        {writes && state === 'draft' && <Button size="compact-sm" disabled={faults.length > 0} loading={reviewing.isPending} onClick={() => reviewing.mutate(true)} data-testid="ask-review">{t('outreach.ask')}</Button>}
        {writes && state === 'draft' && <Button size="compact-sm" variant="subtle" onClick={() => removing.mutate(undefined)}>{t('outreach.remove')}</Button>}
        {writes && state === 'review' && mine && <Button size="compact-sm" variant="default" onClick={() => reviewing.mutate(false)}>{t('outreach.unask')}</Button>}
        {releases && state === 'review' && !mine && <Button size="compact-sm" onClick={() => open('release')} data-testid="release">{t('outreach.release')}</Button>}
        {releases && state === 'review' && !mine && <Button size="compact-sm" variant="default" onClick={() => open('return')}>{t('outreach.return')}</Button>}
        {state === 'review' && mine && <span className="quiet">{t('outreach.otherPerson')}</span>}
        {releases && state === 'released' && <Button size="compact-sm" variant="default" onClick={() => running.mutate('pause')} data-testid="pause">{t('outreach.pause')}</Button>}
        {releases && state === 'paused' && <Button size="compact-sm" onClick={() => running.mutate('resume')} data-testid="resume">{t('outreach.resume')}</Button>}
        {releases && (state === 'released' || state === 'paused') && <Button size="compact-sm" variant="subtle" onClick={() => open('stop')}>{t('outreach.stop')}</Button>}
        {releases && failed && (state === 'released' || state === 'done') && <Button size="compact-sm" variant="default" onClick={() => running.mutate('retry')}>{t('outreach.retry')}</Button>}
      </div>
      {asking && (
        <Dialog heading={t(`outreach.${asking}`)} onClose={close} testid="outreach-dialog" stays>
          <form className="form" onSubmit={submit}>
            {asking === 'release'
              ? <p>{t('outreach.releaseHint', { now: people(counted?.now ?? null), all: people(counted?.all ?? null) })}</p>
              : <TextInput data-first="" required withAsterisk={false} label={t('outreach.reasonLabel')} maxLength={500} autoComplete="off" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
            <FormProblem error={deciding.error} />
            <div className="form-end">
              <Button variant="default" onClick={close}>{t('staff.cancel')}</Button>
              <Button type="submit" loading={deciding.isPending} data-testid="outreach-dialog-yes">{t(`outreach.${asking}`)}</Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}

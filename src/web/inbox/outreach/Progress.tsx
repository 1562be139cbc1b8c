// How far a message to many is: who waits, what was sent, what became of it.
import { Progress as Bar } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OutreachPage, ProgressView } from '../../../server/api/outreach.ts'
import { Panel } from '../staff/Page.tsx'
import { lastingSeconds } from '../time.ts'
import { exportAddress } from './outreachRequests.ts'
import { people, reasonName } from './outreachWords.ts'

export function Progress({ id, view, progress }: { readonly id: string; readonly view: OutreachPage; readonly progress: ProgressView }) {
  const { t } = useTranslation()
  const done = progress.all === null || progress.waiting === null ? null : progress.all === 0 ? 100 : Math.floor(((progress.all - progress.waiting) / progress.all) * 100)
  const reasons = [...Object.entries(progress.failed).map(([key, count]) => ['failed', key, count] as const), ...Object.entries(progress.skipped).map(([key, count]) => ['skipped', key, count] as const), ...Object.entries(progress.delayed).map(([key, count]) => ['delayed', key, count] as const)]
  const tiles = [['waiting', progress.waiting], ['underWay', progress.underWay], ['sent', progress.sent], ...(progress.receipts ? [['delivered', progress.delivered] as const, ['read', progress.read] as const] : []), ['optedOut', progress.optedOut]] as const
  return (
    <Panel heading={t('outreach.progress')} testid="outreach-progress" actions={<a className="page-link" href={exportAddress(id)} download>{t('outreach.export')}</a>}>
      {done !== null && <Bar value={done} size="lg" aria-label={t('outreach.progress')} animated={view.state === 'released'} />}
      <p className="quiet" data-testid="progress-line">
        {t('outreach.ofAll', { all: people(progress.all) })}{view.state === 'released' && progress.left !== null && progress.left > 0 ? ` · ${t('outreach.leftTime', { time: lastingSeconds(progress.left) })}` : ''}
      </p>
      <dl className="tiles">
        {tiles.map(([name, count]) => <div key={name} className="tile"><dt>{t(`outreach.count.${name}`)}</dt><dd><strong data-testid={`count-${name}`}>{people(count)}</strong></dd></div>)}
      </dl>
      {reasons.length > 0 && (
        <table className="outreach-why">
          <thead><tr><th scope="col">{t('outreach.what')}</th><th scope="col">{t('outreach.why')}</th><th scope="col">{t('outreach.people')}</th></tr></thead>
          <tbody>{reasons.map(([what, key, count]) => <tr key={`${what} ${key}`}><td>{t(`outreach.count.${what}`)}</td><td>{reasonName(key)}</td><td>{people(count)}</td></tr>)}</tbody>
        </table>
      )}
    </Panel>
  )
}

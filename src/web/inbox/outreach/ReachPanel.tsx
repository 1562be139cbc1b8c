// How many a message reaches at this moment, why not everybody, and what it costs.
import { useTranslation } from 'react-i18next'
import type { Counting } from '../../../server/api/counts.ts'
import type { ReachView } from '../../../server/api/outreach.ts'
import { Panel } from '../staff/Page.tsx'
import { Standing } from '../staff/Standing.tsx'
import { lastingSeconds } from '../time.ts'
import { channelName, languageName } from '../words.ts'
import { people, reasonName } from './outreachWords.ts'

type Counts = ReachView['never']

function Counted({ heading, counts, nameOf }: { readonly heading: string; readonly counts: Counts; nameOf(key: string): string }) {
  const rows = Object.entries(counts)
  if (rows.length === 0) return null
  return (
    <section className="reach-part">
      <h4>{heading}</h4>
      <dl>{rows.map(([key, count]) => <div key={key}><dt>{nameOf(key)}</dt><dd>{people(count)}</dd></div>)}</dl>
    </section>
  )
}

export function ReachPanel({ reach, busy = false }: { readonly reach: ReachView | Counting; readonly busy?: boolean }) {
  const { t } = useTranslation()
  return (
    <Panel heading={t('outreach.reach')} hint={t('outreach.reachHint')} testid="reach">
      <Standing of={reach} />
      {reach.type === 'counted' && <Reached reach={reach} busy={busy} />}
    </Panel>
  )
}

function Reached({ reach, busy }: { readonly reach: ReachView; readonly busy: boolean }) {
  const { t } = useTranslation()
  const { quota, cost } = reach
  const line = cost?.messages['line'] ?? 0
  const left = quota?.limit == null ? null : Math.max(0, quota.limit - quota.used)
  return (
    <div className="reach" aria-busy={busy} aria-live="polite">
      <dl className="tiles">
        <div className="tile"><dt>{t('outreach.all')}</dt><dd><strong data-testid="reach-all">{people(reach.all)}</strong></dd></div>
        <div className="tile"><dt>{t('outreach.now')}</dt><dd><strong data-testid="reach-now">{people(reach.now)}</strong>{reach.neutral !== 0 && <span className="quiet">{t('outreach.neutral', { people: people(reach.neutral) })}</span>}</dd></div>
        <div className="tile"><dt>{t('outreach.takes')}</dt><dd><strong>{reach.takes === null ? '–' : reach.takes === 0 ? '0' : lastingSeconds(reach.takes)}</strong></dd></div>
        <div className="tile"><dt>{t('outreach.cost')}</dt><dd><strong>{cost === null ? '–' : cost.yen === null ? t('outreach.noPrice') : t('outreach.yen', { yen: cost.yen.toLocaleString() })}</strong>
          {left !== null && <span className={line > left ? 'reach-over' : 'quiet'}>{t('outreach.quota', { needed: line, left })}</span>}</dd></div>
      </dl>
      <div className="reach-parts">
        <Counted heading={t('outreach.never')} counts={reach.never} nameOf={reasonName} />
        <Counted heading={t('outreach.later')} counts={reach.later} nameOf={reasonName} />
        <Counted heading={t('outreach.channels')} counts={reach.channels} nameOf={channelName} />
        <Counted heading={t('outreach.languages')} counts={reach.languages} nameOf={(key) => (key === '' ? t('outreach.unknown') : languageName(key))} />
      </div>
    </div>
  )
}

// How long the oldest work of each kind waited over the last day: small plots, each said in words as well.
import { useTranslation } from 'react-i18next'
import type { QueueView } from '../../../server/api/operation.ts'
import { Panel } from '../staff/Page.tsx'
import { lastingSeconds } from '../time.ts'

const [WIDTH, HEIGHT] = [288, 40]
/** What takes less than a minute fills no plot. */
const LEAST_TOP = 60

export function QueuesPanel({ queues }: { readonly queues: readonly QueueView[] }) {
  const { t } = useTranslation()
  return (
    <Panel heading={t('operation.queues')} hint={t('operation.queuesHint')} testid="queues">
      <ul className="operation-queues">{queues.map((one) => <QueuePlot key={one.queue} {...one} />)}</ul>
    </Panel>
  )
}

function QueuePlot({ queue, now, longest, points }: QueueView) {
  const { t } = useTranslation()
  const lasting = (seconds: number) => (seconds < 60 ? t('operation.seconds', { count: Math.round(seconds) }) : lastingSeconds(seconds))
  const [name, step, top] = [t(`operation.queue.${queue}`), WIDTH / points.length, Math.max(LEAST_TOP, longest)]
  const words = { queue: name, now: lasting(now), longest: lasting(longest) }
  return (
    <li className="operation-queue" data-testid={`queue-${queue}`}>
      <p><strong>{name}</strong> <span>{t('operation.nowWaits', { time: words.now })}</span> <span className="quiet">{t('operation.longestWaits', { time: words.longest })}</span></p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t('operation.waitsPlot', words)}>
        <rect className="operation-ground" width={WIDTH} height={HEIGHT} />
        {points.map((seconds, i) => seconds !== null && <rect key={i} className="operation-wait" x={i * step} width={step} y={HEIGHT - barOf(seconds, top)} height={barOf(seconds, top)} />)}
      </svg>
      <p className="operation-axis quiet" aria-hidden="true"><span>{t('operation.yesterday')}</span><span>{t('operation.thisMoment')}</span></p>
    </li>
  )
}

/** That somebody looked is a line of its own. */
const barOf = (seconds: number, top: number) => Math.max(1, (seconds / top) * HEIGHT)

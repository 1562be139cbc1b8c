// How a connection stands: connected or not, since when, by whom, and what the platform last said.
import { useTranslation } from 'react-i18next'
import type { ConnectionView, FindingView } from '../../../server/api/connections.ts'
import { Icon } from '../Icon.tsx'
import { exactly } from '../time.ts'

export function ConnectionState({ connection: { source, since, health }, findings = [] }: { readonly connection: ConnectionView; readonly findings?: readonly FindingView[] }) {
  const { t } = useTranslation()
  const wrong = (health?.problems.length ?? 0) > 0 || findings.some(({ state }) => state === 'fault' || state === 'refused')
  const shown = findings.find(({ check, state }) => check === 'account' && state === 'fine')?.shown
  if (source === null) return <p className="state" data-on="false" data-testid="state"><Icon name="attention" />{t('connect.not')}</p>
  return (
    <div className="connect-state">
      <p className="state" data-on={!wrong} data-testid="state"><Icon name={wrong ? 'attention' : 'check'} />{t(wrong ? 'connect.trouble' : 'connect.connected')}{shown !== undefined && ` · ${shown}`}</p>
      <p className="item-facts quiet">
        <span>{source === 'environment' ? t('connect.byEnvironment') : since !== null && t('connect.since', { time: exactly(since) })}</span>
        {health !== null && <span>{t('connect.asked', { time: exactly(health.checkedAt) })}</span>}
        {health?.quota && <span>{health.quota.limit === null ? t('connect.sent', { used: health.quota.used }) : t('connect.quota', { used: health.quota.used, limit: health.quota.limit })}</span>}
      </p>
    </div>
  )
}

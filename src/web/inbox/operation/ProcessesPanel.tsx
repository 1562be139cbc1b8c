// The processes the desk runs in, and the release each is of.
import { useTranslation } from 'react-i18next'
import type { ProcessView } from '../../../server/api/operation.ts'
import { Icon } from '../Icon.tsx'
import { Panel } from '../staff/Page.tsx'
import { nearby, since, useNow } from '../time.ts'

export function ProcessesPanel({ processes }: { readonly processes: readonly ProcessView[] }) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <Panel heading={t('operation.processes')} testid="processes">
      {processes.length === 0 ? <p className="quiet">{t('operation.noProcesses')}</p> : (
        <ul className="items">
          {processes.map(({ id, role, version, startedAt, seenAt, lives }) => (
            <li key={id} className="item" data-testid={`process-${role}`}>
              <div className="item-text">
                <strong>{t(`operation.role.${role}`)}</strong>
                <span className="item-facts quiet"><span>{t('operation.version', { version })}</span><span>{t('operation.started', { time: nearby(startedAt, now) })}</span></span>
              </div>
              <span className="state" data-on={lives}><Icon name={lives ? 'check' : 'attention'} />{lives ? t('operation.lives') : t('operation.silent', { time: since(seenAt, now) })}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

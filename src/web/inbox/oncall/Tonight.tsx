// Who is on call now, and what the coming nights lack.
import { useTranslation } from 'react-i18next'
import type { OnCallView } from '../../../server/api/on-call.ts'
import { Icon } from '../Icon.tsx'
import { Panel } from '../staff/Page.tsx'
import { nearby, useNow } from '../time.ts'
import { languageName, listed } from '../words.ts'

export function Tonight({ view }: { readonly view: OnCallView }) {
  const { t } = useTranslation()
  const now = useNow()
  const spoken = new Map(view.people.map(({ id, languages }) => [id, languages]))
  const [gap] = view.gaps
  return (
    <Panel heading={t('onCall.now')} testid="tonight">
      {view.now.length === 0 ? <p className="quiet">{t('onCall.nobodyNow')}</p> : (
        <ul className="items">
          {view.now.map(({ id, staff, line, until, reachable }) => (
            <li key={id} className="item">
              <span className="tag">{t('onCall.line', { line })}</span>
              <p className="item-text">
                <strong>{staff.name}</strong>
                <span className="quiet">{t('onCall.until', { time: nearby(until, now) })}{(spoken.get(staff.id) ?? []).length > 0 && ` · ${listed((spoken.get(staff.id) ?? []).map(languageName))}`}</span>
              </p>
              {!reachable && <span className="state" data-on="false"><Icon name="attention" />{t('onCall.unreachable')}</span>}
            </li>
          ))}
        </ul>
      )}
      {gap && (
        <p className="oncall-gap" data-testid="next-gap">
          <Icon name="danger" />
          {Date.parse(gap.from) <= now ? t('onCall.gapNow', { until: nearby(gap.until, now) }) : t('onCall.gapNext', { from: nearby(gap.from, now), until: nearby(gap.until, now) })}
        </p>
      )}
    </Panel>
  )
}

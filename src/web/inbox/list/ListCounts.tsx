// How many conversations wait, are mine, are in danger, and are there at all.
import { useTranslation } from 'react-i18next'
import type { ConversationList } from '../../../server/api/inbox.ts'

export function ListCounts({ counts }: { readonly counts: ConversationList['counts'] }) {
  const { t } = useTranslation()
  const shown = [
    { name: 'danger', label: t('list.danger'), count: counts.danger },
    { name: 'waiting', label: t('list.waiting'), count: counts.waiting },
    { name: 'mine', label: t('list.mine'), count: counts.mine },
    { name: 'all', label: t('list.total'), count: counts.all },
  ]
  return (
    <dl className="counts" aria-label={t('list.counts')}>
      {shown.map(({ name, label, count }) => (
        <div key={name} data-count={name} data-some={count > 0}>
          <dt>{label}</dt>
          <dd data-testid={`count-${name}`}>{count}</dd>
        </div>
      ))}
    </dl>
  )
}

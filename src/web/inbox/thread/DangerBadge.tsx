// The mark of danger: what kind, and how soon a person has to act.
import { useTranslation } from 'react-i18next'
import type { DangerMark } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { dangerName } from '../words.ts'

export function DangerBadge({ danger }: { readonly danger: DangerMark }) {
  const { t } = useTranslation()
  return (
    <span className="danger-badge" data-level={danger.level} data-testid="danger">
      <Icon name="danger" size={14} />
      <span className="danger-kind">{t('danger.badge')}<span aria-hidden="true"> · </span>{dangerName(danger.kind)}</span>
      <span className="danger-level">{t(`danger.${danger.level}`)}</span>
    </span>
  )
}

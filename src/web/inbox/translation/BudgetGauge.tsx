// How many of the month's characters for translation are used.
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { useStatus } from '../queries.ts'
import { deskLanguage } from '../words.ts'
import { NEAR } from './budget.ts'

export function BudgetGauge() {
  const { t } = useTranslation()
  const budget = useStatus().data?.translationBudget
  if (!budget) return null
  const { used, limit } = budget
  const number = new Intl.NumberFormat(deskLanguage())
  const part = Math.min(1, used / limit)
  const level = part >= 1 ? 'full' : part >= NEAR ? 'near' : 'fine'
  return (
    <ul className="quotas" aria-label={t('translation.budgetHeading')} data-testid="translation-budget">
      <li className="quota" data-level={level}>
        <p>
          {level !== 'fine' && <Icon name="attention" size={13} />}
          <span>{t('translation.budget', { used: number.format(used), limit: number.format(limit) })}</span>
          {level !== 'fine' && <strong>{used >= limit ? t('translation.none') : t('translation.left', { left: number.format(limit - used) })}</strong>}
        </p>
        <svg className="quota-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <rect className="quota-limit" width="100" height="4" />
          <rect className="quota-used" width={part * 100} height="4" />
        </svg>
      </li>
    </ul>
  )
}

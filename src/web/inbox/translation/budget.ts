// What staff are told of the month's characters for translation.
import i18next from 'i18next'
import type { BudgetView } from '../../../server/api/translation.ts'
import type { StatusLine } from '../statusNotices.ts'

/** From this part on it is time to think of the rest of the month. */
export const NEAR = 0.8

export function budgetLines(budget: BudgetView | null): readonly StatusLine[] {
  if (budget === null || budget.used < budget.limit * NEAR) return []
  const { used, limit, reserve, month } = budget
  if (used < limit) return [{ id: `translation-near-${month}`, text: i18next.t('translation.budgetNear', { percent: Math.floor((used / limit) * 100) }), more: '' }]
  return [{ id: `translation-${used < reserve ? 'full' : 'over'}-${month}`, text: i18next.t(used < reserve ? 'translation.budgetFull' : 'translation.budgetOver'), more: '' }]
}

// Where a questionnaire stands, as a word with a mark.
import { useTranslation } from 'react-i18next'
import type { Standing as Name } from '../../../server/api/questionnaires.ts'
import { Icon, type IconName } from '../Icon.tsx'

const MARKS: Readonly<Record<Name, IconName>> = { draft: 'system', review: 'clock', waiting: 'clock', open: 'check', closed: 'close', withdrawn: 'close' }

export function Standing({ standing }: { readonly standing: Name }) {
  const { t } = useTranslation()
  return <span className="state" data-on={standing === 'open'} data-testid="standing"><Icon name={MARKS[standing]} size={14} />{t(`questionnaire.standing.${standing}`)}</span>
}

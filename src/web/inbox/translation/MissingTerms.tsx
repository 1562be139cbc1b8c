// Terms of the desk that did not come out in a translation: a hint beside the text. Nothing is replaced by itself.
import { useTranslation } from 'react-i18next'
import type { MissingTermView } from '../../../server/api/translation.ts'
import { Icon } from '../Icon.tsx'
import './translation.css'

interface MissingTermsProps { readonly missing: readonly MissingTermView[]; readonly from?: string | null; readonly to: string }

export function MissingTerms({ missing, from, to }: MissingTermsProps) {
  const { t } = useTranslation()
  if (missing.length === 0) return null
  return (
    <ul className="missing-terms" aria-label={t('translation.missingHeading')} data-testid="missing-terms">
      {missing.map(({ term, expected }) => (
        <li key={term}>
          <Icon name="attention" size={13} />
          <span><span lang={from ?? undefined}>{t('translation.missing', { term })}</span> <span className="quiet" lang={to}>{t('translation.expected', { words: expected.join(' / ') })}</span></span>
        </li>
      ))}
    </ul>
  )
}

// One version beside another, field by field; what is the same in both is left out.
import { useTranslation } from 'react-i18next'
import type { ArticleText } from '../../../server/api/knowledge.ts'
import { Difference } from './Difference.tsx'
import { faultPlace } from './faults.ts'
import { changedFields, languageOf, shown } from './fields.ts'

/** `before` null: there was nothing. */
export function Comparison({ before, after }: { readonly before: ArticleText | null; readonly after: ArticleText }) {
  const { t } = useTranslation()
  const empty: ArticleText = { ...after, note: '', sources: [], checkedOn: '', reviewBy: '', contacts: [], articles: {}, ask: {} }
  const base = before ?? empty
  const fields = changedFields(base, after)
  if (fields.length === 0) return <p className="empty" data-testid="no-changes">{t('article.noChanges')}</p>
  return (
    <dl className="comparison" data-testid="comparison">
      {fields.map((field) => {
        const language = languageOf(field)
        const { name } = faultPlace({ field, rule: '', found: '', wanted: '' })
        return (
          <div key={field}>
            <dt>{['theme', 'checkedOn', 'reviewBy', 'contacts', 'sources', 'note'].includes(field) ? t(`article.field.${FACTS[field] ?? 'note'}`) : name}</dt>
            <dd><Difference before={shown(base, field)} after={shown(after, field)} {...(language !== null && { lang: language })} /></dd>
          </div>
        )
      })}
    </dl>
  )
}

const FACTS: Readonly<Record<string, 'theme' | 'checkedOn' | 'reviewBy' | 'contacts' | 'sources' | 'note'>> = {
  theme: 'theme', checkedOn: 'checkedOn', reviewBy: 'reviewBy', contacts: 'contacts', sources: 'sources', note: 'note',
}

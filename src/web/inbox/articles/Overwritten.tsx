// Somebody else saved over fields that are being written here: both texts, and the question which one stays.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { Difference } from './Difference.tsx'
import { type Field, shown, taken } from './fields.ts'
import { faultPlace } from './faults.ts'
import type { Editing } from './useEditing.ts'

export function Overwritten({ editing }: { readonly editing: Editing }) {
  const { t } = useTranslation()
  const { both, others, text, settle } = editing
  if (others === null || both.length === 0) return null
  const name = (field: Field) => faultPlace({ field, rule: '', found: '', wanted: '' }).name
  return (
    <section className="article-faults" role="alert" data-testid="overwritten">
      <p><Icon name="attention" /><strong>{t('article.overwritten')}</strong></p>
      {both.map((field) => (
        <div key={field} className="overwritten">
          <h4>{name(field)}</h4>
          <Difference before={shown(others, field)} after={shown(text, field)} />
          <div className="item-actions">
            <Button size="compact-md" variant="default" onClick={() => settle(field, taken(text, field, others))} data-testid="take-theirs">{t('article.takeTheirs')}</Button>
            <Button size="compact-md" variant="default" onClick={() => settle(field, text)} data-testid="keep-mine">{t('article.keepMine')}</Button>
          </div>
        </div>
      ))}
    </section>
  )
}

// What is not there, or not for one's eyes: the two look the same.
import { useTranslation } from 'react-i18next'
import { LIST } from '../place.ts'
import { Page } from './Page.tsx'
import { PlaceLink } from './PlaceLink.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <Page heading={t('error.not_found')} testid="not-found">
      <p><PlaceLink to={LIST} className="page-link">{t('nav.start')}</PlaceLink></p>
    </Page>
  )
}

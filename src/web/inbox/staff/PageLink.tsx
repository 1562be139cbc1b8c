// One page of the navigation, with what waits there.
import { useTranslation } from 'react-i18next'
import type { NavigationPage } from './pages.ts'
import { PlaceLink } from './PlaceLink.tsx'

export interface ShownPage extends NavigationPage { readonly current: boolean; readonly count: number }

export function Waiting({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  return count === 0 ? null : <span className="top-count"><span className="hidden">{t('nav.waiting')} </span>{count}</span>
}

export function PageLink({ page: { name, to, current, count }, className }: { readonly page: ShownPage; readonly className: string }) {
  const { t } = useTranslation()
  return <PlaceLink to={to} className={className} current={current} testid={`nav-${name}`}>{t(`nav.${name}`)}<Waiting count={count} /></PlaceLink>
}

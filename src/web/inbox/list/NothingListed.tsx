// An empty list, explained: nobody waits, nothing fits the filter, or nobody has written yet and how to try.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PAGES } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useMay } from '../staff/staffQueries.ts'

export function NothingListed({ never, usual, onShowAll }: { readonly never: boolean; readonly usual: boolean; onShowAll(): void }) {
  const { t } = useTranslation()
  const mayConnect = useMay('connections.read')
  return (
    <section className="nothing" data-testid="nothing-listed">
      <h3>{never ? t('list.emptyHeading') : usual ? t('list.calmHeading') : t('list.noneHeading')}</h3>
      <p>{never ? t('list.empty') : usual ? t('list.calm') : t('list.none')}</p>
      {never
        ? <Button component="a" href="/" target="_blank" rel="noopener" variant="light">{t('list.tryIt')}</Button>
        : <Button variant="light" onClick={onShowAll}>{t('list.showAll')}</Button>}
      {never && mayConnect && <p><PlaceLink to={PAGES.connections} className="page-link" testid="connect-first">{t('list.connect')}</PlaceLink></p>}
    </section>
  )
}

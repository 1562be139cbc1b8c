// One partner in the directory.
import { useTranslation } from 'react-i18next'
import type { Partner } from '../../../server/api/partners.ts'
import { termOf } from '../../../partners/entry.ts'
import { partnerAddress } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { feeWords, languageNames, partnerWord, prefectureNames, termWords, themeNames } from './partnerWords.ts'

/** `brief`: only what ends. */
export function PartnerRow({ partner: { id, entry }, today, brief = false }: { readonly partner: Partner; readonly today: string; readonly brief?: boolean }) {
  const { t } = useTranslation()
  const terms = [['agreementUntil', entry.agreementUntil], ['trainingUntil', entry.trainingUntil]] as const
  return (
    <li className="item" data-paused={entry.paused}>
      <p className="item-text">
        <span className="item-facts"><PlaceLink to={partnerAddress(id)} className="page-link">{entry.name}</PlaceLink><span className="tag">{partnerWord('kind', entry.kind)}</span>{entry.paused && <span className="tag tag-late">{t('partner.paused')}</span>}</span>
        {!brief && <span className="item-facts"><span>{prefectureNames(entry.prefectures)}</span><span>{languageNames(entry.languages)}</span><span>{themeNames(entry.themes)}</span></span>}
        {!brief && <span className="item-facts quiet"><span>{feeWords(entry)}</span>{entry.shelterPlaces > 0 && <span>{t('partner.places')} {t('partner.placesOf', { count: entry.shelterPlaces })}</span>}</span>}
        <span className="item-facts">
          {terms.map(([name, until]) => {
            const term = termOf(until, today)
            return term === 'none' || (brief && term === 'valid') ? null : <span key={name} className={term === 'valid' ? 'quiet' : 'term'} data-term={term}>{t(`partner.field.${name}`)}: {termWords(until, today)}</span>
          })}
        </span>
      </p>
    </li>
  )
}

// One piece in the queue: about whom, how grave, and what there is to do.
import { useTranslation } from 'react-i18next'
import type { PieceLine } from '../../../server/api/feedback.ts'
import { Icon } from '../Icon.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { dangerName, languageName } from '../words.ts'
import { feedbackWord, pieceAddress, quarterName } from './feedbackWords.ts'

export function PieceFacts({ piece: { kind, country, language, quarter, danger, serious, hasWords, body } }: { readonly piece: PieceLine }) {
  const { t } = useTranslation()
  return (
    <span className="item-facts quiet">
      {danger !== null && <span className="tag tag-late"><Icon name="danger" size={14} /> {dangerName(danger)}</span>}
      {danger === null && serious && <span className="tag tag-late">{t('feedback.serious')}</span>}
      {body !== null && <span className="tag">{body.name}</span>}
      <span>{feedbackWord('kinds', kind)}</span><span>{feedbackWord('countries', country)}</span><span>{languageName(language)}</span>
      <span>{t('feedback.writtenIn', { quarter: quarterName(quarter) })}</span>
      {hasWords && <span>{t('feedback.withWords')}</span>}
    </span>
  )
}

export function PieceRow({ piece }: { readonly piece: PieceLine }) {
  const { t } = useTranslation()
  return (
    <li className="item">
      <p className="item-text">
        <PlaceLink to={pieceAddress(piece.id)} className="page-link" testid="piece">{piece.written || t('feedback.unnamed')}</PlaceLink>
        <PieceFacts piece={piece} />
      </p>
    </li>
  )
}

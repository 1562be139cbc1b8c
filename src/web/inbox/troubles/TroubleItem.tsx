// One thing that failed: why, where, how often, and since when. Nothing of what it says.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TroubleKind, TroubleView } from '../../../server/api/troubles.ts'
import { Icon } from '../Icon.tsx'
import { addressOf, caseAddress } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { channelName } from '../words.ts'
import { troubleReason } from './troubleReason.ts'

interface TroubleItemProps { readonly kind: TroubleKind; readonly row: TroubleView; readonly may: boolean; readonly busy: boolean; onAgain(): void; onEnd(): void }

export function TroubleItem({ kind, row: { at, tries, reason, trying, by, conversation, case: of }, may, busy, onAgain, onEnd }: TroubleItemProps) {
  const { t } = useTranslation()
  const why = troubleReason(kind, reason)
  const when = exactly(at)
  return (
    <li className="item" data-testid="trouble">
      <div className="item-text">
        <strong>{why}</strong>
        <span className="item-facts quiet">
          {by !== null && <span>{channelName(by)}</span>}
          <time dateTime={at}>{when}</time>
          <span>{t('trouble.tries', { count: tries })}</span>
          {conversation !== null && <PlaceLink to={addressOf(conversation)} className="page-link">{t('trouble.conversation')}</PlaceLink>}
          {of !== null && <PlaceLink to={caseAddress(of)} className="page-link">{t('trouble.case')}</PlaceLink>}
        </span>
        {trying && <span className="state" data-on="false"><Icon name="clock" size={14} />{t('trouble.trying')}</span>}
      </div>
      {may && (
        <div className="item-actions">
          <Button size="compact-md" variant="default" disabled={busy} onClick={onEnd} aria-label={t('trouble.endNamed', { why, when })} data-testid="end">{t('trouble.end')}</Button>
          <Button size="compact-md" disabled={busy} onClick={onAgain} aria-label={t('trouble.againNamed', { why, when })} data-testid="again">{t('trouble.again')}</Button>
        </div>
      )}
    </li>
  )
}

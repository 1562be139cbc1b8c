// The figures that say most: who waits, what failed, what is left of the month, the last backup.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OperationView } from '../../../server/api/operation.ts'
import { LIST, PAGES } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { lastingSeconds, locale, nearby, useNow } from '../time.ts'

export function AtAGlance({ view: { unanswered, danger, troubles, translation, backupAt, connections } }: { readonly view: OperationView }) {
  const { t } = useTranslation()
  const now = useNow()
  const count = (value: number) => value.toLocaleString(locale())
  return (
    <dl className="operation-tiles" data-testid="operation-tiles" aria-label={t('operation.summary')}>
      <Tile name={t('operation.unanswered')} value={count(unanswered.count)} note={unanswered.count === 0 ? '' : t('operation.oldest', { time: lastingSeconds(unanswered.oldest) })} />
      <Tile name={t('operation.danger')} value={count(danger.open)} note={danger.acknowledged === 0 ? '' : t('operation.acknowledged', { count: danger.acknowledged, median: lastingSeconds(danger.median), longest: lastingSeconds(danger.longest) })}>
        {danger.open > 0 && <PlaceLink to={LIST} className="page-link">{t('nav.conversations')}</PlaceLink>}
      </Tile>
      <Tile name={t('operation.failed')} value={count(troubles)} note="">
        {troubles > 0 && <PlaceLink to={PAGES.troubles} className="page-link">{t('nav.troubles')}</PlaceLink>}
      </Tile>
      <Tile name={t('operation.translation')} value={translation === null ? '–' : `${Math.floor((translation.used / translation.limit) * 100)} %`} note={translation === null ? t('operation.noTranslation') : t('operation.characters', { used: count(translation.used), limit: count(translation.limit) })} />
      <Tile name={t('operation.backup')} value={backupAt === null ? '–' : nearby(backupAt, now)} note={backupAt === null ? t('operation.noBackup') : ''} />
      <Tile name={t('operation.connections')} value={count(connections.used)} note={`/ ${count(connections.limit)}`} />
    </dl>
  )
}

/** `children`: the way to where it is mended. */
function Tile({ name, value, note, children }: { readonly name: string; readonly value: string; readonly note: string; readonly children?: ReactNode }) {
  return <div className="operation-tile"><dt>{name}</dt><dd><strong>{value}</strong>{children}{note !== '' && <span className="quiet">{note}</span>}</dd></div>
}

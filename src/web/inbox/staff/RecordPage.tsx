// The record of who saw or changed what: newest first, by person or by thing, and as a file once a second person agreed.
import { Button } from '@mantine/core'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AuditEntryView, MeView } from '../../../server/api/staff.ts'
import { PAGES, recordAddress } from '../place.ts'
import { toTheSecond } from '../time.ts'
import { deedName, detailName, listed, objectName, roleName } from '../words.ts'
import { Answered } from './Answered.tsx'
import { Exports } from './Exports.tsx'
import { Page, Panel } from './Page.tsx'
import { PlaceLink } from './PlaceLink.tsx'
import { RecordFilters } from './RecordFilters.tsx'
import type { RecordFilter } from './requests.ts'
import { useRecord, useStaffNames } from './staffQueries.ts'

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return listed(value.map(wordsOf))
  if (typeof value === 'boolean') return i18next.t(value ? 'record.yes' : 'record.no')
  return typeof value === 'string' ? roleName(value) : JSON.stringify(value)
}

interface EntryProps { readonly entry: AuditEntryView; readonly filter: RecordFilter; readonly names: ReadonlyMap<string, string> }

function Entry({ entry, filter, names }: EntryProps) {
  const { t } = useTranslation()
  const { seq, at, actor, action, object, detail, reason } = entry
  const details = Object.entries(detail)
  return (
    <li className="record-entry" data-testid={`entry-${seq}`}>
      <p className="record-head">
        <time dateTime={at}>{toTheSecond(at)}</time>
        <span className="quiet">{t('record.number', { number: seq })}</span>
      </p>
      <p>
        {actor === null
          ? <span>{t('record.nobody')}</span>
          : <PlaceLink to={recordAddress(actor.id, filter.object)} className="page-link" title={t('record.byThem')}>{actor.name}</PlaceLink>}
        <strong className="record-deed">{deedName(action)}</strong>
        {object !== '' && <PlaceLink to={recordAddress(filter.actor, object)} className="page-link" title={t('record.aboutIt')}>{objectName(object, names)}</PlaceLink>}
      </p>
      {reason !== '' && <p className="record-reason">{t('approval.why', { reason })}</p>}
      {details.length > 0 && (
        <dl className="record-detail">
          {details.map(([key, value]) => <div key={key}><dt>{detailName(key)}</dt><dd>{wordsOf(value)}</dd></div>)}
        </dl>
      )}
    </li>
  )
}

export function RecordPage({ me, filter }: { readonly me: MeView; readonly filter: RecordFilter }) {
  const { t } = useTranslation()
  const { actor, object } = filter
  const record = useRecord({ actor, object })
  const names = new Map((useStaffNames(me.may.includes('staff.read')).data ?? []).map(({ id, name }) => [id, name]))
  const filtered = actor !== '' || object !== ''
  return (
    <Page heading={t('nav.record')} intro={t('record.intro')} testid="record">
      {me.may.includes('audit.export') && <Exports />}
      <Panel heading={t('record.entries')} testid="record-entries">
        <RecordFilters key={`${actor} ${object}`} me={me} filter={{ actor, object }} />
        <Answered query={record}>
          {({ pages }) => {
            const entries = pages.flatMap((page) => page.entries)
            if (entries.length === 0) {
              return (
                <div className="empty" data-testid="record-empty">
                  <p>{filtered ? t('record.noneFiltered') : t('record.none')}</p>
                  {filtered && <PlaceLink to={PAGES.record} className="page-link">{t('record.clear')}</PlaceLink>}
                </div>
              )
            }
            return <ol className="record-list">{entries.map((entry) => <Entry key={entry.seq} entry={entry} filter={filter} names={names} />)}</ol>
          }}
        </Answered>
        {record.hasNextPage && (
          <Button className="record-more" variant="light" loading={record.isFetchingNextPage} onClick={() => void record.fetchNextPage()} data-testid="load-more">{t('record.more')}</Button>
        )}
      </Panel>
    </Page>
  )
}

// One partner: all that is known of it, what it is tied to, and who changed what.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PartnerDetail } from '../../../server/api/partners.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { PartnerForm } from './PartnerForm.tsx'
import { usePartner } from './partnerQueries.ts'
import { feeWords, languageNames, partnerWord, prefectureNames, termWords, themeNames, valueWords } from './partnerWords.ts'
import { PartnerTies } from './PartnerTies.tsx'

function Facts({ detail: { partner: { entry }, today } }: { readonly detail: PartnerDetail }) {
  const { t } = useTranslation()
  const facts: readonly (readonly [string, string])[] = [
    [t('partner.kindLabel'), partnerWord('kind', entry.kind)], [t('partner.prefectures'), prefectureNames(entry.prefectures)], [t('partner.languages'), languageNames(entry.languages)],
    [t('partner.themes'), themeNames(entry.themes)], [t('partner.agreement'), termWords(entry.agreementUntil, today)], [t('partner.training'), termWords(entry.trainingUntil, today)],
    [t('partner.fee'), feeWords(entry)], [t('partner.places'), entry.shelterPlaces === 0 ? '' : t('partner.placesOf', { count: entry.shelterPlaces })],
    [t('partner.field.publicEmployee'), entry.publicEmployee ? '✓' : ''], [t('partner.notes'), entry.notes],
    ...entry.contacts.map(({ name, email, phone }) => [t('partner.contacts'), [name, email, phone].filter((part) => part !== '').join(' · ')] as const),
  ]
  return <dl className="facts" data-testid="partner-facts">{facts.map(([name, value], i) => <div key={i}><dt>{name}</dt><dd>{value === '' ? t('partner.nothing') : value}</dd></div>)}</dl>
}

function Whole({ detail, me }: { readonly detail: PartnerDetail; readonly me: MeView }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const { partner, ties, changes } = detail
  return (
    <Page heading={partner.entry.name} actions={<PlaceLink to={PAGES.partners} className="page-link page-back">{t('partner.back')}</PlaceLink>} testid="partner-page">
      <Panel heading={t('partner.facts')} actions={me.may.includes('partners.manage') ? <Button size="compact-sm" variant="default" onClick={() => setEditing(true)} data-testid="edit-partner">{t('partner.edit')}</Button> : undefined}>
        {partner.entry.paused && <p><span className="tag tag-late">{t('partner.paused')}</span></p>}
        <Facts detail={detail} />
      </Panel>
      {ties && <PartnerTies id={partner.id} ties={ties} />}
      <Panel heading={t('partner.changes')} testid="partner-changes">
        {changes.length === 0 ? <p className="quiet">{t('partner.noChanges')}</p> : (
          <ol className="record-list">
            {changes.map(({ at, by, change }, i) => (
              <li key={i} className="record-entry">
                <p className="record-head"><time dateTime={at}>{exactly(at)}</time><span>{by}</span></p>
                {Object.entries(change).map(([field, [before, after]]) => <p key={field}>{partnerWord('field', field)}: <del>{valueWords(field, before)}</del> → {valueWords(field, after)}</p>)}
              </li>
            ))}
          </ol>
        )}
      </Panel>
      {editing && <PartnerForm partner={partner} onClose={() => setEditing(false)} />}
    </Page>
  )
}

export function PartnerPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const one = usePartner(id)
  return one.data === undefined
    ? <main className="page" id="page" tabIndex={-1}><div className="page-body"><Answered query={one}>{() => null}</Answered></div></main>
    : <Whole detail={one.data} me={me} />
}

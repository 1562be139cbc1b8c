// The desk's pages, as far as one may open them; what waits there for somebody is counted.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { LIST, PAGES, type Place, usePlace } from '../place.ts'
import { PlaceLink } from './PlaceLink.tsx'
import { useCaseCounts } from '../cases/caseQueries.ts'
import { useApprovalsSeldom } from './staffQueries.ts'

export function Navigation({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const place = usePlace()
  const mayDecide = me.may.includes('approvals.decide')
  const waiting = useApprovalsSeldom(mayDecide).data?.filter(({ decision, askedBy }) => decision === null && askedBy.id !== me.id).length ?? 0
  const cases = useCaseCounts(me.may.includes('cases.read'))
  useEffect(() => {
    // On a phone the pages are one line that is pushed sideways.
    document.querySelector('.top-page[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [place.type])
  const pages: readonly { readonly name: string; readonly to: string; readonly types: readonly Place['type'][]; readonly shown: boolean; readonly testid: string; readonly count?: number }[] = [
    { name: t('nav.conversations'), to: LIST, types: ['list', 'conversation'], shown: me.may.includes('conversations.read'), testid: 'nav-conversations' },
    { name: t('nav.cases'), to: PAGES.cases, types: ['cases', 'case', 'mediation', 'dossier'], shown: me.may.includes('cases.read'), testid: 'nav-cases', count: cases?.['unassigned'] ?? 0 },
    { name: t('nav.oversight'), to: PAGES.oversight, types: ['oversight'], shown: me.may.includes('cases.oversee'), testid: 'nav-oversight', count: cases?.['escalated'] ?? 0 },
    { name: t('nav.numbers'), to: PAGES.numbers, types: ['numbers'], shown: me.may.includes('conversations.read'), testid: 'nav-numbers' },
    { name: t('nav.library'), to: PAGES.library, types: ['library', 'study'], shown: me.may.includes('library.read'), testid: 'nav-library' },
    { name: t('nav.partners'), to: PAGES.partners, types: ['partners', 'partner'], shown: me.may.includes('partners.read'), testid: 'nav-partners' },
    { name: t('nav.articles'), to: PAGES.articles, types: ['articles', 'article'], shown: me.may.includes('articles.read'), testid: 'nav-articles' },
    { name: t('nav.gaps'), to: PAGES.gaps, types: ['gaps'], shown: me.may.includes('gaps.read'), testid: 'nav-gaps' },
    { name: t('nav.glossary'), to: PAGES.glossary, types: ['glossary'], shown: me.may.includes('articles.read'), testid: 'nav-glossary' },
    { name: t('nav.staff'), to: PAGES.staff, types: ['staff', 'person'], shown: me.may.includes('staff.read'), testid: 'nav-staff' },
    { name: t('nav.approvals'), to: PAGES.approvals, types: ['approvals'], shown: mayDecide, testid: 'nav-approvals', count: waiting },
    { name: t('nav.record'), to: PAGES.record, types: ['record'], shown: me.may.includes('audit.read'), testid: 'nav-record' },
    { name: t('nav.hours'), to: PAGES.hours, types: ['hours'], shown: me.may.includes('desk.status'), testid: 'nav-hours' },
    { name: t('nav.onCall'), to: PAGES['on-call'], types: ['on-call'], shown: me.may.includes('desk.status'), testid: 'nav-on-call' },
    { name: t('nav.roles'), to: PAGES.roles, types: ['roles'], shown: true, testid: 'nav-roles' },
  ]
  return (
    <nav className="top-pages" aria-label={t('nav.heading')} data-testid="navigation">
      {pages.filter(({ shown }) => shown).map(({ name, to, types, testid, count = 0 }) => (
        <PlaceLink key={to} to={to} className="top-page" current={types.includes(place.type)} testid={testid}>
          {name}
          {count > 0 && <span className="top-count"><span className="hidden">{t('nav.waiting')} </span>{count}</span>}
        </PlaceLink>
      ))}
    </nav>
  )
}

// One case study: read in the library, written while it is a draft, checked by somebody else.
import { useTranslation } from 'react-i18next'
import { STUDY_TEXTS } from '../../../cases/study.ts'
import type { StudyPage as StudyView } from '../../../server/api/library.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { caseAddress, PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { StudyFacts } from './LibraryPage.tsx'
import { useStudy } from './libraryQueries.ts'
import { StudyActions } from './StudyActions.tsx'
import { StudyEditor } from './StudyEditor.tsx'
import { PART_NAMES } from './parts.ts'

function Checks({ view }: { readonly view: StudyView }) {
  const { t } = useTranslation()
  if (view.faults.length === 0 && view.suspects.length === 0) return null
  return (
    <section className="panel" data-testid="study-checks">
      {view.faults.length > 0 && <ul className="wanting">{view.faults.map((fault) => <li key={fault}><Icon name="attention" /><span>{t(`library.faults.${fault}`, { few: view.few })}</span></li>)}</ul>}
      {view.left.length > 0 && <p>{t('library.left')}: {view.left.join(' · ')}</p>}
      {view.suspects.length > 0 && <p className="quiet">{t('library.suspects')}: {view.suspects.join(' · ')}</p>}
    </section>
  )
}

function Read({ view }: { readonly view: StudyView }) {
  const { t } = useTranslation()
  return (
    <>
      {STUDY_TEXTS.filter((part) => part !== 'title' && view.study[part] !== '').map((part) => (
        <Panel key={part} heading={t(PART_NAMES[part])}><p className="passage-text">{view.study[part]}</p></Panel>
      ))}
    </>
  )
}

export function StudyPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const study = useStudy(id)
  const view = study.data
  return (
    <Page heading={view?.title || t('library.untitled')} actions={<PlaceLink to={PAGES.library} className="page-link page-back">{t('library.back')}</PlaceLink>} testid="study-page">
      <Answered query={study}>
        {(one) => (
          <>
            <section className="panel">
              <StudyFacts line={one} />
              <p className="item-facts quiet">
                <span>{t('library.authors', { names: one.authors.join(', ') })}</span>
                {one.reviewer !== null && <span>{t('library.reviewer', { name: one.reviewer })}</span>}
                {one.case !== null && <PlaceLink to={caseAddress(one.case)} className="page-link">{t('library.toCase')}</PlaceLink>}
              </p>
              {one.state === 'draft' && one.reason !== '' && <p>{t('library.returned', { reason: one.reason })}</p>}
              <StudyActions view={one} me={me} />
            </section>
            <Checks view={one} />
            {one.state === 'draft' && me.may.includes('library.write') ? <StudyEditor view={one} /> : <Read view={one} />}
          </>
        )}
      </Answered>
    </Page>
  )
}

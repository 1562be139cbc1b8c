// The library: what closed cases taught, found by what they were about, how far they went, and what is said in them.
import { useDeferredValue, useState } from 'react'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { STAGES } from '../../../cases/stages.ts'
import { OUTCOMES } from '../../../cases/state.ts'
import type { StudyLine } from '../../../server/api/library.ts'
import { choicesOf, word } from '../cases/caseWords.ts'
import { studyAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { languageName, themeName } from '../words.ts'
import { useLibrary } from './libraryQueries.ts'
import type { Search } from './libraryRequests.ts'

const EVERYTHING: Search = { q: '', theme: '', language: '', status: '', stage: '', outcome: '', state: '' }
const LANGUAGES = ['ja', 'en', 'zh', 'vi', 'tl', 'id', 'my', 'pt', 'es']

export const StudyFacts = ({ line }: { readonly line: StudyLine }) => {
  const { t } = useTranslation()
  return (
    <span className="item-facts quiet">
      {line.state !== 'published' && <span className="tag tag-late">{t(`library.states.${line.state}`)}</span>}
      {line.themes.map((theme) => <span key={theme}>{themeName(theme.split('.')[0] ?? theme)}</span>)}
      {line.language !== null && <span>{languageName(line.language)}</span>}
      {line.status !== '' && <span>{line.status}</span>}
      <span>{word('stage', line.stage)}</span><span>{word('outcomes', line.outcome)}</span><span>{line.month}</span>
    </span>
  )
}

export function LibraryPage() {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(EVERYTHING)
  const library = useLibrary(useDeferredValue(asked))
  const change = (part: Partial<Search>) => setAsked((before) => ({ ...before, ...part }))
  const any = { value: '', label: t('library.any') }
  return (
    <Page heading={t('nav.library')} intro={t('library.intro')} testid="library-page">
      <div className="library-search" role="search">
        <TextInput type="search" label={t('library.words')} value={asked.q} maxLength={100} onChange={(event) => change({ q: event.currentTarget.value })} data-testid="search-library" />
        <NativeSelect label={t('library.theme')} value={asked.theme} data={[any, ...choicesOf('theme')]} onChange={(event) => change({ theme: event.currentTarget.value })} data-testid="library-theme" />
        <NativeSelect label={t('library.language')} value={asked.language} data={[any, ...LANGUAGES.map((value) => ({ value, label: languageName(value) }))]} onChange={(event) => change({ language: event.currentTarget.value })} />
        <TextInput label={t('library.status')} value={asked.status} maxLength={60} onChange={(event) => change({ status: event.currentTarget.value })} />
        <NativeSelect label={t('library.stage')} value={asked.stage} data={[any, ...STAGES.map((value) => ({ value, label: word('stage', value) }))]} onChange={(event) => change({ stage: event.currentTarget.value })} />
        <NativeSelect label={t('library.outcome')} value={asked.outcome} data={[any, ...OUTCOMES.map((value) => ({ value, label: word('outcomes', value) }))]} onChange={(event) => change({ outcome: event.currentTarget.value })} />
      </div>
      <Answered query={library}>
        {({ studies }) => (studies.length === 0
          ? <p className="panel empty" data-testid="no-studies">{t(Object.values(asked).every((value) => value === '') ? 'library.none' : 'library.nothing')}</p>
          : (
            <ul className="panel items" data-testid="studies">
              {studies.map((line) => (
                <li key={line.id} className="item">
                  <p className="item-text">
                    <PlaceLink to={studyAddress(line.id)} className="page-link">{line.title || t('library.untitled')}</PlaceLink>
                    <span className="study-gist">{line.situation}</span>
                    <StudyFacts line={line} />
                  </p>
                </li>
              ))}
            </ul>
          ))}
      </Answered>
    </Page>
  )
}

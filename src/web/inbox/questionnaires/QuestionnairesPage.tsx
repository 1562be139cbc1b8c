// All questionnaires: what is asked now, what is being written, and how many answered.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import type { QuestionnaireLine } from '../../../server/api/questionnaires.ts'
import { Icon } from '../Icon.tsx'
import { openedAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { languageName, listed } from '../words.ts'
import { NewQuestionnaire } from './NewQuestionnaire.tsx'
import { useQuestionnaires } from './questionnaireQueries.ts'
import { inDesk } from './questionnaireWords.ts'
import { Standing } from './Standing.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import './questionnaires.css'

export function QuestionnairesPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const list = useQuestionnaires()
  const [beginning, setBeginning] = useState(false)
  const writes = me.may.includes('questionnaires.write')
  const begin = writes && <Button leftSection={<Icon name="plus" />} onClick={() => setBeginning(true)} data-testid="new-questionnaire">{t('questionnaire.new')}</Button>
  return (
    <Page heading={t('nav.questionnaires')} intro={t('questionnaire.intro')} testid="questionnaires" actions={begin}>
      <Answered query={list}>
        {({ questionnaires, templates }) => (
          <>
            {questionnaires.length === 0
              ? <p className="empty" data-testid="no-questionnaires">{t(writes ? 'questionnaire.noneYet' : 'questionnaire.none')}</p>
              : <ul className="questionnaire-list">{questionnaires.map((line) => <Line key={line.key} line={line} />)}</ul>}
            {beginning && <NewQuestionnaire templates={templates} questionnaires={questionnaires} onClose={() => setBeginning(false)} />}
          </>
        )}
      </Answered>
    </Page>
  )
}

function Line({ line }: { readonly line: QuestionnaireLine }) {
  const { t } = useTranslation()
  const { key, kind, title, standing, writing, languages, anonymous, opensAt, closesAt, finished, most } = line
  const missing = LANGUAGES.filter((language) => !languages.includes(language))
  return (
    <li className="questionnaire-line" data-standing={standing} data-testid={`questionnaire-${key}`}>
      <div className="questionnaire-line-head">
        <PlaceLink to={openedAddress('questionnaires', key)} className="questionnaire-line-name">{inDesk(title) || key}</PlaceLink>
        <span className="tag">{t(`questionnaire.kind.${kind}`)}</span>
        <Standing standing={standing} />
        {writing !== null && standing !== writing && <span className="quiet">{t(`questionnaire.writing.${writing}`)}</span>}
      </div>
      <p className="questionnaire-line-facts">
        <span><Icon name={anonymous ? 'discreet' : 'worker'} size={14} />{t(anonymous ? 'questionnaire.anonymous' : 'questionnaire.named')}</span>
        <span title={missing.length > 0 ? t('questionnaire.missingIn', { languages: listed(missing.map(languageName)) }) : undefined} data-weak={missing.length > 0}>
          <Icon name="translate" size={14} />{t('questionnaire.complete', { count: languages.length })}
        </span>
        <span><Icon name="clock" size={14} />{opensAt === null && closesAt === null ? t('questionnaire.always') : `${opensAt === null ? '' : exactly(opensAt)} – ${closesAt === null ? '' : exactly(closesAt)}`}</span>
      </p>
      <Reached finished={finished} most={most} />
    </li>
  )
}

function Reached({ finished, most }: { readonly finished: number; readonly most: number | null }) {
  const { t } = useTranslation()
  return (
    <div className="reached">
      <span>{most === null ? t('questionnaire.answers', { count: finished }) : t('questionnaire.answersOf', { count: finished, most })}</span>
      {most !== null && <meter min={0} max={most} value={Math.min(finished, most)} aria-label={t('questionnaire.answersOf', { count: finished, most })} />}
    </div>
  )
}

// What people wrote in their own words, with a machine's Japanese beside it; in no order of time.
import { useTranslation } from 'react-i18next'
import type { ResultFilter } from '../../../server/api/questionnaires.ts'
import { Answered } from '../staff/Answered.tsx'
import { languageName } from '../words.ts'
import { useTexts } from './questionnaireQueries.ts'

export function FreeTextList({ id, question, filter }: { readonly id: string; readonly question: string; readonly filter: ResultFilter }) {
  const { t } = useTranslation()
  const query = useTexts(id, question, filter)
  return (
    <Answered query={query}>
      {({ few, texts, all }) => (few ? <p className="quiet">{t('questionnaire.few', { least: 5 })}</p> : (
        <>
          <ul className="free-texts" data-testid={`texts-${question}`}>
            {texts.map(({ original, language, translation }, at) => (
              <li key={at}>
                <p lang={language}><span className="tag">{languageName(language)}</span> {original}</p>
                {translation !== null ? <p lang="ja" className="free-translation">{translation}<span className="quiet"> {t('questionnaire.byMachine')}</span></p> : language !== 'ja' && <p className="quiet">{t('questionnaire.untranslated')}</p>}
              </li>
            ))}
          </ul>
          {all > texts.length && <p className="quiet">{t('questionnaire.moreTexts', { count: all - texts.length })}</p>}
        </>
      ))}
    </Answered>
  )
}

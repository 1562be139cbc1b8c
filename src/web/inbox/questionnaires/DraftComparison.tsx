// What differs between two versions, text by text.
import { useTranslation } from 'react-i18next'
import { textsIn, type QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import { Difference } from '../articles/Difference.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import { languageName } from '../words.ts'
import { placeName } from './questionnaireWords.ts'
import '../articles/articles.css'

export function DraftComparison({ before, after }: { readonly before: QuestionnaireDraft; readonly after: QuestionnaireDraft }) {
  const { t } = useTranslation()
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter((field) => old.get(field) !== now.get(field))
  const order = before.questions.map(({ id }) => id).join(' ') !== after.questions.map(({ id }) => id).join(' ')
  if (changed.length === 0 && !order) return <p className="quiet">{t('questionnaire.sameTexts')}</p>
  return (
    <dl className="comparison" data-testid="comparison">
      {order && <div><dt>{t('questionnaire.orderChanged')}</dt></div>}
      {changed.map((field) => {
        const [place, language] = [field.slice(0, field.lastIndexOf('/')), field.slice(field.lastIndexOf('/') + 1)]
        return (
          <div key={field}>
            <dt>{placeName(now.has(field) ? after : before, place)} · {languageName(language)}</dt>
            <dd><Difference before={old.get(field) ?? ''} after={now.get(field) ?? ''} lang={language} /></dd>
          </div>
        )
      })}
    </dl>
  )
}

function fieldsOf(draft: QuestionnaireDraft): ReadonlyMap<string, string> {
  return new Map(textsIn(draft).flatMap(({ place, texts }) => LANGUAGES.map((language) => [`${place}/${language}`, Object.entries(texts).find(([code]) => code === language)?.[1] ?? ''] as const)))
}

// What keeps it from being published, and what to look at again; each leads to its place.
import { useTranslation } from 'react-i18next'
import type { QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import type { QuestionnaireFault } from '../../../questionnaires/lint.ts'
import { Icon } from '../Icon.tsx'
import { languageName } from '../words.ts'
import { faultWords, placeName } from './questionnaireWords.ts'

interface FaultPanelProps { readonly draft: QuestionnaireDraft; readonly faults: readonly QuestionnaireFault[]; onShow(fault: QuestionnaireFault): void }

export function FaultPanel({ draft, faults, onShow }: FaultPanelProps) {
  const { t } = useTranslation()
  const [stopping, advice] = [faults.filter(({ stops }) => stops), faults.filter(({ stops }) => !stops)]
  return (
    <div role="status" data-testid="faults">
      {faults.length > 0 && (
        <details className="questionnaire-faults" open={stopping.length > 0 && stopping.length < 6}>
          <summary>
            <Icon name={stopping.length > 0 ? 'attention' : 'check'} />
            {[stopping.length > 0 ? t('questionnaire.stops', { count: stopping.length }) : t('questionnaire.stopsNothing'), advice.length > 0 ? t('questionnaire.advises', { count: advice.length }) : ''].filter(Boolean).join(' · ')}
          </summary>
          <ul>
            {[...stopping, ...advice].map((fault) => (
              <li key={`${fault.place} ${fault.language} ${fault.rule} ${fault.found}`} data-stops={fault.stops}>
                <button type="button" className="link" onClick={() => onShow(fault)}>{[placeName(draft, fault.place), fault.language === null ? '' : languageName(fault.language)].filter(Boolean).join(' · ')}</button> {faultWords(fault)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

// How complete each language is, and which one stands beside the Japanese.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { textsIn, type QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import { Icon } from '../Icon.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import { languageName } from '../words.ts'

interface CoverageProps {
  readonly draft: QuestionnaireDraft
  readonly unchecked: readonly string[]
  readonly language: string
  onLanguage(language: string): void
  /** Null: it is only read. */
  readonly onTranslate: ((language: string) => Promise<void>) | null
  readonly translating: boolean
}

export function Coverage({ draft, unchecked, language, onLanguage, onTranslate, translating }: CoverageProps) {
  const { t } = useTranslation()
  const places = textsIn(draft)
  const missingIn = (code: string) => places.filter(({ texts }) => (Object.entries(texts).find(([name]) => name === code)?.[1] ?? '').trim() === '').length
  const machineIn = (code: string) => unchecked.filter((path) => path.endsWith(`/${code}`)).length
  return (
    <section className="coverage" aria-label={t('questionnaire.languages')} data-testid="coverage">
      <div className="language-tabs" role="group" aria-label={t('questionnaire.beside')}>
        {LANGUAGES.filter((code) => code !== 'ja').map((code) => (
          <button key={code} type="button" aria-pressed={language === code} onClick={() => onLanguage(code)} data-testid={`language-${code}`}>
            {languageName(code)}
            {missingIn(code) > 0 && <span className="coverage-missing">{t('questionnaire.missing', { count: missingIn(code) })}</span>}
            {machineIn(code) > 0 && <span className="coverage-machine">{t('questionnaire.machine', { count: machineIn(code) })}</span>}
          </button>
        ))}
        <button type="button" aria-pressed={language === 'all'} onClick={() => onLanguage('all')} data-testid="language-all">{t('questionnaire.allNine')}</button>
      </div>
      {onTranslate && language !== 'all' && missingIn(language) > 0 && (
        <Button variant="default" size="compact-md" leftSection={<Icon name="translate" />} loading={translating} onClick={() => void onTranslate(language)} data-testid="translate-missing">
          {t('questionnaire.translateMissing', { language: languageName(language), count: missingIn(language) })}
        </Button>
      )}
    </section>
  )
}

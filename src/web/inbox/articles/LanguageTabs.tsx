// Which language stands beside the Japanese; a mark says where something is wrong.
import { useTranslation } from 'react-i18next'
import type { FaultView } from '../../../server/api/knowledge.ts'
import { LANGUAGES } from '../staff/Choices.tsx'
import { languageName } from '../words.ts'
import { languageOf } from './fields.ts'

interface LanguageTabsProps { readonly language: string; onLanguage(language: string): void; readonly faults: readonly FaultView[] }

export function LanguageTabs({ language, onLanguage, faults }: LanguageTabsProps) {
  const { t } = useTranslation()
  const faulty = new Set(faults.map(({ field }) => languageOf(field)))
  return (
    <div className="language-tabs" role="group" aria-label={t('article.beside')} data-testid="language-tabs">
      {LANGUAGES.filter((one) => one !== 'ja').map((one) => (
        <button key={one} type="button" aria-pressed={one === language} data-faulty={faulty.has(one)} onClick={() => onLanguage(one)} data-testid={`language-${one}`}>
          {languageName(one)}{faulty.has(one) && <span className="hidden"> {t('article.hasFaults')}</span>}
        </button>
      ))}
    </div>
  )
}

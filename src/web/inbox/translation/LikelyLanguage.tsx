// The language a line is probably in, where it is none of the desk's.
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '../staff/Choices.tsx'
import { languageName } from '../words.ts'

export function LikelyLanguage({ language }: { readonly language: string | null }) {
  const { t } = useTranslation()
  if (language === null || LANGUAGES.some((one) => one === language)) return null
  return <span className="likely" data-testid="likely-language">{t('translation.likely', { language: languageName(language) })}</span>
}

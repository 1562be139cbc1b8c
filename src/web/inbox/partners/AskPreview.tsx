// All that a partner will see, before they are asked.
import { useTranslation } from 'react-i18next'
import { word } from '../cases/caseWords.ts'
import { dateName } from '../time.ts'
import { languageName } from '../words.ts'
import type { Asking } from './partnerRequests.ts'
import { askWord, prefectureName } from './partnerWords.ts'

export function AskPreview({ asking: { kind, prefecture, language, day, question, facts } }: { readonly asking: Asking }) {
  const { t } = useTranslation()
  const rows: readonly (readonly [string, string])[] = [
    [t('ask.kindLabel'), askWord('kind', kind)], [t('ask.prefecture'), prefectureName(prefecture)], ...(language === null ? [] : [[t('ask.language'), languageName(language)] as const]),
    ...(day === null ? [] : [[t('ask.day'), dateName(day)] as const]), ...facts.map(({ item, text }) => [word('itemNames', item), text] as const), ...(question === '' ? [] : [[t('ask.question'), question] as const]),
  ]
  return (
    <section className="preview" data-testid="ask-preview">
      <h3>{t('ask.preview')}</h3>
      <dl>{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  )
}

// The words of an article: Japanese always in sight, beside it one of the other languages.
import { Button, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticleText, FaultView } from '../../../server/api/knowledge.ts'
import { show } from '../notices.ts'
import { useStatus } from '../queries.ts'
import { useChange } from '../staff/useChange.ts'
import { languageName } from '../words.ts'
import { faultsAt } from './faults.ts'
import { textsOf, withTexts } from './fields.ts'
import { LanguageTabs } from './LanguageTabs.tsx'
import { translateText } from './requests.ts'
import { TITLE_LENGTH, countOf, graphemes } from './counting.ts'

interface TextsProps {
  readonly text: ArticleText
  readonly language: string
  onLanguage(language: string): void
  readonly faults: readonly FaultView[]
  /** Without it, it is only read. */
  onChange?(text: ArticleText): void
}

function LanguageFields({ text, language, faults, onChange }: Omit<TextsProps, 'onLanguage'>) {
  const { t } = useTranslation()
  const { title, text: body } = textsOf(text, language)
  const count = countOf(body, language)
  const change = (next: { readonly title?: string; readonly text?: string }) => onChange?.(withTexts(text, language, next))
  return (
    <div className="article-side" data-testid={`texts-${language}`}>
      <h4>{languageName(language)}</h4>
      <TextInput
        label={t('article.titleField')} lang={language} value={title} readOnly={!onChange} onChange={(event) => change({ title: event.currentTarget.value })}
        description={t('article.titleCount', { count: graphemes(title), most: TITLE_LENGTH })} error={faultsAt(faults, `articles.${language}.title`)} data-testid={`title-${language}`}
      />
      <Textarea
        label={t('article.textField')} lang={language} value={body} readOnly={!onChange} onChange={(event) => change({ text: event.currentTarget.value })} autosize minRows={8}
        description={<span data-fine={count.fine}>{count.fine === null ? t('article.letters', { count: count.count }) : t('article.words', { count: count.count })}</span>}
        error={faultsAt(faults, `articles.${language}.text`)} data-testid={`text-${language}`}
      />
    </div>
  )
}

/** What a machine translates from the Japanese is a beginning: somebody looks it over. */
function Translate({ text, language, onChange }: Pick<TextsProps, 'text' | 'language' | 'onChange'>) {
  const { t } = useTranslation()
  const translates = (useStatus().data?.translation ?? null) !== null
  const japanese = textsOf(text, 'ja')
  const translating = useChange({
    ask: () => translateText(japanese.text, language), again: [], told: true,
    onDone: (done) => {
      if (done.status !== 'done') return show(t('article.notTranslated'), 'problem')
      const before = textsOf(text, language).text
      onChange?.(withTexts(text, language, { text: done.text }))
      show(t('article.translated', { language: languageName(language) }), 'done', () => onChange?.(withTexts(text, language, { text: before })))
    },
  })
  if (!translates || !onChange) return null
  return <Button variant="light" size="compact-md" loading={translating.isPending} disabled={japanese.text.trim() === ''} onClick={() => translating.mutate(undefined)} data-testid="translate-article">{t('article.translate', { language: languageName(language) })}</Button>
}

export function Texts({ text, language, onLanguage, faults, onChange }: TextsProps) {
  const change = onChange ? { onChange } : {}
  return (
    <div className="article-texts">
      <div className="article-bar">
        <LanguageTabs language={language} onLanguage={onLanguage} faults={faults} />
        <Translate text={text} language={language} {...change} />
      </div>
      <div className="article-sides">
        <LanguageFields text={text} language="ja" faults={faults} {...change} />
        <LanguageFields key={language} text={text} language={language} faults={faults} {...change} />
      </div>
    </div>
  )
}

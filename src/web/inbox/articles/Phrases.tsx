// How people ask for an article, one way a line, and how any message would be understood now.
import { useId, useState } from 'react'
import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticleText, FaultView } from '../../../server/api/knowledge.ts'
import { languageName } from '../words.ts'
import { faultsAt } from './faults.ts'
import { phrasesOf, withPhrases } from './fields.ts'
import { LanguageTabs } from './LanguageTabs.tsx'
import { Tester } from './Tester.tsx'

const FEWEST = 20

interface PhrasesProps { readonly text: ArticleText; readonly language: string; onLanguage(language: string): void; readonly faults: readonly FaultView[]; onChange?(text: ArticleText): void }

function PhraseField({ text, language, faults, onChange }: Omit<PhrasesProps, 'onLanguage'>) {
  const { t } = useTranslation()
  const phrases = phrasesOf(text, language)
  // An empty line at the end is somebody about to write the next one.
  const [lines, setLines] = useState(phrases.join('\n'))
  const shown = lines.split('\n').filter((line) => line.trim() !== '').join('\n') === phrases.join('\n') ? lines : phrases.join('\n')
  return (
    <div className="article-side">
      <Textarea
        label={languageName(language)} lang={language} autosize minRows={8} maxRows={24} readOnly={!onChange} value={shown} data-testid={`phrases-${language}`}
        description={t('article.phraseCount', { count: phrases.length, fewest: FEWEST })} error={faultsAt(faults, `ask.${language}`)}
        onChange={(event) => {
          setLines(event.currentTarget.value)
          onChange?.(withPhrases(text, language, event.currentTarget.value.split('\n').map((line) => line.trim()).filter((line) => line !== '')))
        }}
      />
    </div>
  )
}

export function Phrases({ text, language, onLanguage, faults, onChange }: PhrasesProps) {
  const { t } = useTranslation()
  const id = useId()
  const change = onChange ? { onChange } : {}
  return (
    <section className="article-texts" aria-labelledby={id}>
      <h4 id={id}>{t('article.phrases')}</h4>
      <p className="quiet">{t('article.phrasesHint')}</p>
      <LanguageTabs language={language} onLanguage={onLanguage} faults={faults} />
      <div className="article-sides">
        <PhraseField text={text} language="ja" faults={faults} {...change} />
        <PhraseField key={language} text={text} language={language} faults={faults} {...change} />
      </div>
      <Tester topic={text.topic} />
    </section>
  )
}

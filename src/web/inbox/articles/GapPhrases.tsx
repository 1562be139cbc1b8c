// Words that were not understood become ways to ask for an article: rewritten where something was masked.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { withoutFurigana } from '../furigana.ts'
import { LANGUAGES } from '../staff/Choices.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { languageName } from '../words.ts'
import { useArticles } from './articleQueries.ts'

interface GapPhrasesProps {
  readonly texts: readonly string[]
  readonly language: string
  readonly topic: string
  /** The article was begun for it just now. */
  readonly fixed: boolean
  onClose(): void
  onDone(topic: string, language: string, phrases: readonly string[]): void
}

/** What stands where something was taken out. */
const MASKED = '▢'
const MOST = 20

export function GapPhrases({ texts, language, topic, fixed, onClose, onDone }: GapPhrasesProps) {
  const { t } = useTranslation()
  const articles = useArticles().data?.articles ?? []
  const [chosen, setChosen] = useState(topic)
  const [spoken, setSpoken] = useState(language)
  const [words, setWords] = useState(texts.slice(0, MOST).join('\n'))
  const [tried, setTried] = useState(false)
  const phrases = words.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const masked = phrases.some((phrase) => phrase.includes(MASKED))
  const fine = chosen !== '' && phrases.length > 0 && phrases.length <= MOST && !masked
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (fine) onDone(chosen, spoken, phrases)
  }
  const choices = [...(articles.some((row) => row.topic === chosen) || chosen === '' ? [] : [{ value: chosen, label: chosen }]), ...articles.map((row) => ({ value: row.topic, label: `${withoutFurigana(row.title)} (${row.topic})` }))]
  return (
    <Dialog heading={t('gap.asPhrase')} onClose={onClose} testid="gap-dialog" stays>
      <form className="form" onSubmit={submit} noValidate>
        <NativeSelect
          label={t('gap.article')} value={chosen} disabled={fixed} onChange={(event) => setChosen(event.currentTarget.value)} data={[{ value: '', label: t('gap.choose') }, ...choices]}
          error={tried && chosen === '' ? t('error.missing') : null} data-testid="gap-article"
        />
        <NativeSelect label={t('gap.language')} value={spoken} onChange={(event) => setSpoken(event.currentTarget.value)} data={LANGUAGES.map((one) => ({ value: one, label: languageName(one) }))} />
        <Textarea
          label={t('gap.phrases')} description={t('gap.phrasesHint')} lang={spoken} autosize minRows={3} maxRows={10} value={words} onChange={(event) => setWords(event.currentTarget.value)}
          error={masked ? t('gap.masked') : tried && phrases.length === 0 ? t('error.missing') : null} data-testid="gap-phrases"
        />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" data-testid="gap-submit">{t('gap.add')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

// The article as the worker reads it on a phone, with the lines of whom to call.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ArticleText } from '../../../server/api/knowledge.ts'
import { need } from '../need.ts'
import { languageName } from '../words.ts'
import { previewArticle } from './requests.ts'

export function Preview({ text, language }: { readonly text: ArticleText; readonly language: string }) {
  const { t } = useTranslation()
  const preview = useQuery({
    queryKey: ['preview', language, text], queryFn: ({ signal }) => need(previewArticle(text, language, signal)), placeholderData: keepPreviousData, staleTime: Infinity, gcTime: 10_000,
  })
  return (
    <section className="preview" data-testid="preview">
      <h4>{t('article.previewIn', { language: languageName(language) })}</h4>
      <div className="phone" tabIndex={0} role="group" aria-label={t('article.preview')}><p className="bubble" lang={language}>{preview.data?.text ?? ''}</p></div>
    </section>
  )
}

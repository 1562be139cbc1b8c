// All articles: what runs, how far each language of a draft is, and which ones somebody should look at again.
import { useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticleRow } from '../../../server/api/knowledge.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { withoutFurigana } from '../furigana.ts'
import { Icon } from '../Icon.tsx'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { exactly } from '../time.ts'
import { ArticleTable } from './ArticleTable.tsx'
import { useArticles } from './articleQueries.ts'
import { ImportFiles } from './ImportFiles.tsx'
import { NewArticle } from './NewArticle.tsx'
import { EXPORT } from './requests.ts'

const SHOWN = ['all', 'stale', 'open', 'review', 'unreviewed'] as const
type Shown = (typeof SHOWN)[number]

const IS: Readonly<Record<Shown, (row: ArticleRow) => boolean>> = {
  all: () => true,
  stale: ({ stale }) => stale.length > 0,
  open: ({ open }) => open !== null,
  review: ({ open }) => open?.state === 'review',
  unreviewed: ({ reviewer }) => reviewer === 'none yet',
}

const holds = ({ topic, title, titleEn }: ArticleRow, words: string) =>
  words.toLowerCase().split(/\s+/).every((word) => `${topic} ${title} ${withoutFurigana(title)} ${titleEn}`.toLowerCase().replaceAll(/\s/g, '').includes(word))

export function ArticlesPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const articles = useArticles()
  const [words, setWords] = useState('')
  const [which, setWhich] = useState<Shown>('all')
  const [dialog, setDialog] = useState<'new' | 'import' | null>(null)
  const writes = me.may.includes('articles.write')
  return (
    <Page
      heading={t('nav.articles')} intro={t('article.intro')} testid="articles"
      actions={(
        <div className="item-actions">
          <Button component="a" href={EXPORT} variant="default" leftSection={<Icon name="save" />} data-testid="export-articles">{t('article.export')}</Button>
          {writes && <Button variant="default" onClick={() => setDialog('import')} data-testid="import-articles">{t('article.import')}</Button>}
          {writes && <Button leftSection={<Icon name="plus" />} onClick={() => setDialog('new')} data-testid="new-article">{t('article.new')}</Button>}
        </div>
      )}
    >
      <Answered query={articles}>
        {({ articles: rows, since }) => {
          const found = rows.filter((row) => IS[which](row) && holds(row, words.trim()))
          return (
            <>
              <div className="form-row">
                <TextInput label={t('article.search')} value={words} onChange={(event) => setWords(event.currentTarget.value)} type="search" data-testid="search-articles" />
                <NativeSelect
                  label={t('article.which')} value={which} onChange={(event) => setWhich(SHOWN.find((one) => one === event.currentTarget.value) ?? 'all')} data-testid="which-articles"
                  data={SHOWN.map((one) => ({ value: one, label: `${t(`article.show.${one}`)} (${rows.filter(IS[one]).length})` }))}
                />
              </div>
              <p className="quiet" role="status">{t('article.count', { count: found.length, all: rows.length })} · {t('article.since', { time: exactly(since) })}</p>
              {found.length === 0 ? <p className="empty" data-testid="no-articles">{t('article.none')}</p> : <ArticleTable rows={found} />}
            </>
          )
        }}
      </Answered>
      {dialog === 'new' && <NewArticle onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ImportFiles onClose={() => setDialog(null)} />}
    </Page>
  )
}

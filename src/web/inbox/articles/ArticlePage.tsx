// One article: what runs, what is being written, its ways to ask, its facts and its versions.
import { useState } from 'react'
import { Button, Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticlePage as PageView } from '../../../server/api/knowledge.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { withoutFurigana } from '../furigana.ts'
import { Icon } from '../Icon.tsx'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { deskLanguage } from '../words.ts'
import { ArticleEditor } from './ArticleEditor.tsx'
import { useArticle } from './articleQueries.ts'
import { FactsFields } from './FactsFields.tsx'
import { textsOf } from './fields.ts'
import { Phrases } from './Phrases.tsx'
import { Preview } from './Preview.tsx'
import { beginDraft } from './requests.ts'
import { Texts } from './Texts.tsx'
import { Versions } from './Versions.tsx'

/** What is neither written nor may be: to read, to compare and to bring back. */
function Running({ page, me }: { readonly page: PageView; readonly me: MeView }) {
  const { t } = useTranslation()
  const [language, setLanguage] = useState('en')
  const beginning = useChange({ ask: () => beginDraft(page.topic), again: ['article', 'articles'], told: true })
  const text = page.running?.text
  return (
    <Tabs defaultValue={text ? 'text' : 'versions'} keepMounted={false}>
      <div className="article-bar">
        <p className="state" data-on={text !== undefined}><Icon name={text ? 'check' : 'close'} size={14} />{text ? t('article.runsAs', { number: page.running?.number === 0 ? t('article.file') : page.running?.number }) : t('article.gone')}</p>
        {text && <span className="quiet">{t('article.reviewedBy', { name: text.reviewer === 'none yet' ? t('article.nobody') : text.reviewer, day: text.checkedOn })}</span>}
        {text && me.may.includes('articles.write') && <Button onClick={() => beginning.mutate(undefined)} loading={beginning.isPending} data-testid="begin-draft">{t('article.edit')}</Button>}
      </div>
      <Tabs.List>
        {text && <Tabs.Tab value="text">{t('article.tab.text')}</Tabs.Tab>}
        {text && <Tabs.Tab value="phrases">{t('article.tab.phrases')}</Tabs.Tab>}
        {text && <Tabs.Tab value="facts">{t('article.tab.facts')}</Tabs.Tab>}
        <Tabs.Tab value="versions">{t('article.tab.versions')}</Tabs.Tab>
      </Tabs.List>
      {text && (
        <>
          <Tabs.Panel value="text"><Texts text={text} language={language} onLanguage={setLanguage} faults={[]} /><Preview text={text} language={language} /></Tabs.Panel>
          <Tabs.Panel value="phrases"><Phrases text={text} language={language} onLanguage={setLanguage} faults={[]} /></Tabs.Panel>
          <Tabs.Panel value="facts"><FactsFields text={text} contacts={page.contacts} faults={[]} /></Tabs.Panel>
        </>
      )}
      <Tabs.Panel value="versions"><Versions page={page} me={me} /></Tabs.Panel>
    </Tabs>
  )
}

export function ArticlePage({ topic, me }: { readonly topic: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const article = useArticle(topic)
  const shown = article.data?.open?.text ?? article.data?.running?.text
  const title = shown && (deskLanguage() === 'ja' ? withoutFurigana(textsOf(shown, 'ja').title) : textsOf(shown, 'en').title)
  return (
    <Page heading={title || topic} testid="article" actions={<span className="quiet">{topic}</span>}>
      <p className="page-back"><PlaceLink to={PAGES.articles} className="page-link">{t('article.back')}</PlaceLink></p>
      <Answered query={article}>
        {(page) => (
          <>
            {page.stale.length > 0 && <ul className="article-stale" data-testid="article-stale">{page.stale.map((why) => <li key={why}><Icon name="attention" />{t(`article.staleHow.${why}`)}</li>)}</ul>}
            {page.open ? <ArticleEditor key={page.open.number} page={page} open={page.open} me={me} /> : <Running page={page} me={me} />}
          </>
        )}
      </Answered>
    </Page>
  )
}

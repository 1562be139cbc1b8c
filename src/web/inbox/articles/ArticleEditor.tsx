// Writing an article: nine languages beside the Japanese, what is wrong at its place, and what becomes of it then.
import { useEffect, useEffectEvent, useState } from 'react'
import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticlePage, ArticleText, OpenVersion } from '../../../server/api/knowledge.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { Comparison } from './Comparison.tsx'
import { EditorActions } from './EditorActions.tsx'
import { FactsFields } from './FactsFields.tsx'
import { FaultList } from './FaultList.tsx'
import { Overwritten } from './Overwritten.tsx'
import { Phrases } from './Phrases.tsx'
import { Preview } from './Preview.tsx'
import { Texts } from './Texts.tsx'
import { useEditing } from './useEditing.ts'
import { Versions } from './Versions.tsx'

export function ArticleEditor({ page, open, me }: { readonly page: ArticlePage; readonly open: OpenVersion; readonly me: MeView }) {
  const { t } = useTranslation()
  const [language, setLanguage] = useState('en')
  const [tab, setTab] = useState<string | null>(open.state === 'review' ? 'changes' : 'text')
  const writable = me.may.includes('articles.write') && open.state === 'draft'
  const editing = useEditing(page.topic, open, writable)
  const { text, faults } = editing
  const change: { readonly onChange?: (text: ArticleText) => void } = writable ? { onChange: editing.change } : {}
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return
    event.preventDefault()
    if (writable && !editing.saving) void editing.save()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return (
    <>
      <EditorActions page={page} open={open} editing={editing} me={me} writable={writable} />
      {open.reason !== '' && <p className="article-note" data-testid="review-note"><Icon name="reply" /><span>{t('article.asked', { reason: open.reason })}</span></p>}
      <Overwritten editing={editing} />
      <FaultList faults={faults} onShow={(where, which) => {
        setTab(where)
        if (which !== null && which !== 'ja') setLanguage(which)
      }} />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          {(['text', 'phrases', 'facts', 'changes', 'versions'] as const).map((one) => <Tabs.Tab key={one} value={one} data-testid={`tab-${one}`}>{t(`article.tab.${one}`)}</Tabs.Tab>)}
        </Tabs.List>
        <Tabs.Panel value="text">
          <Texts text={text} language={language} onLanguage={setLanguage} faults={faults} {...change} />
          <Preview text={text} language={language} />
        </Tabs.Panel>
        <Tabs.Panel value="phrases"><Phrases text={text} language={language} onLanguage={setLanguage} faults={faults} {...change} /></Tabs.Panel>
        <Tabs.Panel value="facts"><FactsFields text={text} contacts={page.contacts} faults={faults} {...change} /></Tabs.Panel>
        <Tabs.Panel value="changes"><Comparison before={page.running?.text ?? null} after={text} /></Tabs.Panel>
        <Tabs.Panel value="versions"><Versions page={page} me={me} /></Tabs.Panel>
      </Tabs>
    </>
  )
}

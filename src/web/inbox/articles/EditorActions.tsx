// What can be done with what is being written: save, ask for review, decide as the second person, put away.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticlePage, OpenVersion } from '../../../server/api/knowledge.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { DecisionDialog } from './DecisionDialog.tsx'
import { askReview, beginDraft, discardDraft } from './requests.ts'
import type { Editing } from './useEditing.ts'

interface EditorActionsProps { readonly page: ArticlePage; readonly open: OpenVersion; readonly editing: Editing; readonly me: MeView; readonly writable: boolean }

const AGAIN = ['article', 'articles', 'gaps']

export function EditorActions({ page, open, editing, me, writable }: EditorActionsProps) {
  const { t } = useTranslation()
  const { topic } = page
  const [deciding, setDeciding] = useState<'publish' | 'return' | null>(null)
  const reopening = useChange({ ask: () => beginDraft(topic, open.number), again: AGAIN, told: true })
  const discarding = useChange({ ask: () => discardDraft(topic), again: AGAIN, told: true, onDone: () => show(t('article.discarded'), 'done', () => reopening.mutate(undefined)) })
  const asking = useChange({ ask: ({ revision, ask }: { readonly revision: number; readonly ask: boolean }) => askReview(topic, revision, ask, ''), again: AGAIN, told: true, onDone: (_value, { ask }) => show(t(ask ? 'article.asksReview' : 'article.tookBack')) })
  const own = open.authors.some(({ id }) => id === me.id)
  const mayPublish = me.may.includes('articles.publish') && (!own || page.alone)
  const forReview = async () => {
    const revision = await editing.save()
    if (revision !== null) asking.mutate({ revision, ask: true })
  }
  return (
    <div className="article-bar" data-testid="editor-actions">
      <p className="state" data-on="false"><Icon name={open.state === 'review' ? 'clock' : 'system'} size={14} />{t(`article.state.${open.state}`)}</p>
      <span className="quiet">{t('article.savedBy', { names: listed(open.authors.map(({ name }) => name)), time: exactly(open.savedAt) })}</span>
      <span role="status" className={editing.changed ? 'weak' : 'hidden'} data-testid="unsaved">{editing.changed ? t('article.unsaved') : t('article.isSaved')}</span>
      <div className="item-actions">
        {writable && (
          <>
            <Button variant="subtle" loading={discarding.isPending} onClick={() => discarding.mutate(undefined)} data-testid="discard">{t('article.discard')}</Button>
            <Button variant="default" loading={editing.saving} disabled={!editing.changed} aria-keyshortcuts="Control+S Meta+S" onClick={() => void editing.save()} data-testid="save-article">{t('article.save')}</Button>
            <Button loading={asking.isPending} disabled={editing.faults.length > 0 || editing.saving} onClick={() => void forReview()} data-testid="ask-review">{t('article.askReview')}</Button>
          </>
        )}
        {open.state === 'review' && me.may.includes('articles.write') && (
          <Button variant="default" loading={asking.isPending} onClick={() => asking.mutate({ revision: open.revision, ask: false })} data-testid="take-back">{t('article.takeBack')}</Button>
        )}
        {open.state === 'review' && mayPublish && (
          <>
            <Button variant="default" onClick={() => setDeciding('return')} data-testid="return-article">{t('article.return')}</Button>
            <Button onClick={() => setDeciding('publish')} data-testid="publish-article">{t('article.publish')}</Button>
          </>
        )}
      </div>
      {open.state === 'review' && own && !page.alone && <p className="quiet article-own" data-testid="own-article">{t('article.own')}</p>}
      {deciding !== null && <DecisionDialog topic={topic} revision={open.revision} decision={deciding} alone={own} onClose={() => setDeciding(null)} />}
    </div>
  )
}

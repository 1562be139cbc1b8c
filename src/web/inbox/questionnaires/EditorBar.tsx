// Where the writing stands: saved or not, given to a second person, published by them.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OpenQuestionnaire, QuestionnairePage } from '../../../server/api/questionnaires.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { AGAIN } from './questionnaireQueries.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { askReview, beginDraft, decideDraft, discardDraft } from './requests.ts'
import type { WritingHere } from './useWriting.ts'

interface EditorBarProps { readonly page: QuestionnairePage; readonly open: OpenQuestionnaire; readonly writing: WritingHere; readonly me: MeView; readonly writable: boolean; readonly faulty: boolean }

export function EditorBar({ page, open, writing, me, writable, faulty }: EditorBarProps) {
  const { t } = useTranslation()
  const { key } = page
  const [deciding, setDeciding] = useState<'publish' | 'return' | null>(null)
  const reopening = useChange({ ask: () => beginDraft(key, open.number), again: AGAIN, told: true })
  const discarding = useChange({ ask: () => discardDraft(key), again: AGAIN, told: true, onDone: () => show(t('questionnaire.discarded'), 'done', () => reopening.mutate(undefined)) })
  const asking = useChange({ ask: ({ revision, ask }: { readonly revision: number; readonly ask: boolean }) => askReview(key, revision, ask), again: AGAIN, told: true, onDone: (_value, { ask }) => show(t(ask ? 'article.asksReview' : 'article.tookBack')) })
  const own = open.authors.some(({ id }) => id === me.id)
  const decides = open.state === 'review' && me.may.includes('questionnaires.publish') && (!own || page.alone)
  const forReview = async () => {
    const revision = await writing.save()
    if (revision !== null) asking.mutate({ revision, ask: true })
  }
  return (
    <div className="article-bar" data-testid="editor-bar">
      <p className="state" data-on="false"><Icon name={open.state === 'review' ? 'clock' : 'system'} size={14} />{t(`questionnaire.writing.${open.state}`)}</p>
      <span className="quiet">{t('article.savedBy', { names: listed(open.authors.map(({ name }) => name)), time: exactly(open.savedAt) })}</span>
      {writable && <span role="status" className={writing.changed ? 'weak' : 'quiet'} data-testid="saving">{t(writing.state === 'saving' ? 'questionnaire.saving' : writing.changed ? 'article.unsaved' : 'article.isSaved')}</span>}
      <div className="item-actions">
        {writable && (
          <>
            <Button variant="subtle" loading={discarding.isPending} onClick={() => discarding.mutate(undefined)} data-testid="discard">{t('questionnaire.discard')}</Button>
            <Button loading={asking.isPending} disabled={faulty || writing.state === 'saving'} onClick={() => void forReview()} data-testid="ask-review">{t('article.askReview')}</Button>
          </>
        )}
        {open.state === 'review' && me.may.includes('questionnaires.write') && <Button variant="default" loading={asking.isPending} onClick={() => asking.mutate({ revision: open.revision, ask: false })} data-testid="take-back">{t('article.takeBack')}</Button>}
        {decides && <Button variant="default" onClick={() => setDeciding('return')} data-testid="return-draft">{t('article.return')}</Button>}
        {decides && <Button onClick={() => setDeciding('publish')} data-testid="publish">{t('article.publish')}</Button>}
      </div>
      {open.state === 'review' && own && !page.alone && <p className="quiet article-own" data-testid="own-questionnaire">{t('questionnaire.own')}</p>}
      {writing.state === 'changed' && (
        <div className="article-note questionnaire-changed" role="alert" data-testid="changed">
          <span>{t('questionnaire.changed')}</span>
          <Button size="compact-sm" variant="default" onClick={writing.takeTheirs} data-testid="take-theirs">{t('questionnaire.takeTheirs')}</Button>
          <Button size="compact-sm" variant="subtle" onClick={() => void writing.save(true)} data-testid="keep-mine">{t('questionnaire.keepMine')}</Button>
        </div>
      )}
      {deciding !== null && (
        <ReasonDialog
          heading={t(deciding === 'publish' ? 'article.publish' : 'article.return')} text={t(deciding === 'return' ? 'article.returnHow' : own ? 'questionnaire.publishAlone' : 'questionnaire.publishHow', { count: open.unchecked.length })}
          label={t(deciding === 'publish' ? 'article.comment' : 'article.whatToChange')} needed={deciding === 'return'} ask={(reason) => decideDraft(key, open.revision, deciding, reason)}
          onDone={() => show(t(deciding === 'publish' ? 'questionnaire.published' : 'article.returned'))} onClose={() => setDeciding(null)}
        />
      )}
    </div>
  )
}

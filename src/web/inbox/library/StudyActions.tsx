// The way of a case study: asked to be checked, checked by somebody else, taken out again, made an article.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StudyPage } from '../../../server/api/library.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { choicesOf } from '../cases/caseWords.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { articleAddress, go } from '../place.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { askReview, decideStudy, makeArticle } from './libraryRequests.ts'

type Asked = 'return' | 'withdraw' | 'article'

export function StudyActions({ view: { id, revision, state, mine, faults }, me }: { readonly view: StudyPage; readonly me: MeView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Asked | null>(null)
  const [text, setText] = useState('')
  const [theme, setTheme] = useState('labour')
  const close = () => setAsking(null)
  const reviewing = useChange({ ask: (ask: boolean) => askReview(id, revision, ask), again: ['library'], told: true, onDone: (_, ask) => { if (ask) show(t('library.asked')) } })
  const publishing = useChange({ ask: () => decideStudy(id, revision, 'publish', ''), again: ['library'], told: true, onDone: () => show(t('library.published')) })
  const deciding = useChange({ ask: (decision: 'return' | 'withdraw') => decideStudy(id, revision, decision, text), again: ['library'], onDone: close })
  const making = useChange({ ask: () => makeArticle(id, text, theme), again: ['articles'], onDone: ({ topic }) => { show(t('library.articleMade')); close(); if (me.may.includes('articles.read')) go(articleAddress(topic)) } })
  const writes = me.may.includes('library.write')
  const publishes = me.may.includes('library.publish')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (asking === 'article') making.mutate(undefined)
    else if (asking) deciding.mutate(asking)
  }
  const open = (what: Asked) => { setText(''); setAsking(what) }
  return (
    <>
      <div className="item-actions study-actions">
        {writes && state === 'draft' && <Button size="compact-sm" disabled={faults.length > 0} loading={reviewing.isPending} onClick={() => reviewing.mutate(true)} data-testid="ask-review">{t('library.ask')}</Button>}
        {writes && state === 'review' && mine && <Button size="compact-sm" variant="default" onClick={() => reviewing.mutate(false)}>{t('library.unask')}</Button>}
        {publishes && state === 'review' && <Button size="compact-sm" loading={publishing.isPending} onClick={() => publishing.mutate(undefined)} title={t('library.publishHint')} data-testid="publish-study">{t('library.publish')}</Button>}
        {publishes && state === 'review' && <Button size="compact-sm" variant="default" onClick={() => open('return')}>{t('library.return')}</Button>}
        {publishes && state !== 'withdrawn' && <Button size="compact-sm" variant="subtle" onClick={() => open('withdraw')}>{t('library.withdraw')}</Button>}
        {writes && state !== 'withdrawn' && faults.length === 0 && <Button size="compact-sm" variant="default" onClick={() => open('article')} data-testid="study-article">{t('library.article')}</Button>}
      </div>
      {asking && (
        <Dialog heading={t(`library.${asking}`)} onClose={close} testid="study-dialog" stays>
          {asking === 'article' && <p className="quiet">{t('library.articleHint')}</p>}
          <form className="form" onSubmit={submit}>
            <TextInput data-first="" required withAsterisk={false} label={t(asking === 'article' ? 'library.topic' : 'library.reason')} maxLength={asking === 'article' ? 60 : 500} autoComplete="off" value={text} onChange={(event) => setText(event.currentTarget.value)} />
            {asking === 'article' && <NativeSelect label={t('library.theme')} value={theme} data={choicesOf('theme')} onChange={(event) => setTheme(event.currentTarget.value)} />}
            <FormProblem error={asking === 'article' ? making.error : deciding.error} />
            <div className="form-end">
              <Button variant="default" onClick={close}>{t('staff.cancel')}</Button>
              <Button type="submit" loading={making.isPending || deciding.isPending} data-testid="study-dialog-yes">{t(`library.${asking}`)}</Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}

// The versions of an article: who wrote and reviewed each, what it changed, and bringing one back.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticlePage, VersionRow } from '../../../server/api/knowledge.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Answered } from '../staff/Answered.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { Comparison } from './Comparison.tsx'
import { useVersion } from './articleQueries.ts'
import { beginDraft, restoreVersion, withdrawArticle } from './requests.ts'

/** `number` null: nothing is to run. */
function ReasonDialog({ page, number, onClose }: { readonly page: ArticlePage; readonly number: number | null; onClose(): void }) {
  const { topic, running } = page
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const words = number === null ? 'article.withdraw' : 'article.restore'
  const put = (which: number | null, why: string) => (which === null ? withdrawArticle(topic, why) : restoreVersion(topic, which, why))
  const again = ['article', 'articles', 'version']
  const undoing = useChange({ ask: () => put(running?.number ?? null, t('desk.undo')), again, told: true, onDone: () => show(t('staff.undone')) })
  const doing = useChange({
    ask: () => put(number, reason.trim()), again,
    onDone: () => {
      onClose()
      show(t(number === null ? 'article.withdrawn' : 'article.restored'), 'done', () => undoing.mutate(undefined))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    doing.mutate(undefined)
  }
  return (
    <Dialog heading={t(words)} onClose={onClose} testid="reason-dialog" stays>
      <form className="form" onSubmit={submit}>
        <p>{t(number === null ? 'article.withdrawHow' : 'article.restoreHow')}</p>
        <TextInput label={t('approval.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} data-testid="restore-reason" />
        <FormProblem error={doing.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={doing.isPending} disabled={reason.trim() === ''} data-testid="restore-submit">{t(words)}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function VersionItem({ page, version, me }: { readonly page: ArticlePage; readonly version: VersionRow; readonly me: MeView }) {
  const { t } = useTranslation()
  const { number, state, runs, authors, reviewer, reason, at } = version
  const [compared, setCompared] = useState(false)
  const [asking, setAsking] = useState(false)
  const text = useVersion(page.topic, compared ? number : null)
  const reopening = useChange({ ask: () => beginDraft(page.topic, number), again: ['article', 'articles'], told: true })
  const running = page.running?.number === number
  const again = !running && me.may.includes('articles.publish') && state === 'published' && (number === 0 || runs === 'text')
  return (
    <li className="item item-wide" data-testid={`version-${number}`}>
      <div className="item-text">
        <strong>{number === 0 ? t('article.file') : t('article.version', { number })}{running && ` · ${t('article.runsNow')}`}</strong>
        <span className="quiet">{number === 0 ? t('article.fileHint') : [t(runs === 'text' ? `article.state.${state}` : `article.runsThen.${runs}`), listed(authors), at === null ? '' : exactly(at)].filter(Boolean).join(' · ')}</span>
        {reviewer !== null && <span className="quiet">{t('article.reviewer', { name: reviewer })}</span>}
        {reason !== '' && <span>{t('approval.why', { reason })}</span>}
      </div>
      <div className="item-actions">
        {runs !== 'nothing' && <Button size="compact-md" variant="default" aria-expanded={compared} onClick={() => setCompared(!compared)} data-testid="compare">{t('article.compare')}</Button>}
        {state === 'withdrawn' && page.open === null && me.may.includes('articles.write') && <Button size="compact-md" variant="default" loading={reopening.isPending} onClick={() => reopening.mutate(undefined)}>{t('article.reopen')}</Button>}
        {again && <Button size="compact-md" variant="default" onClick={() => setAsking(true)} data-testid="restore">{t('article.restore')}</Button>}
      </div>
      {compared && <div className="version-changes"><Answered query={text}>{(there) => <Comparison before={page.running?.text ?? null} after={there.text} />}</Answered></div>}
      {asking && <ReasonDialog page={page} number={number} onClose={() => setAsking(false)} />}
    </li>
  )
}

export function Versions({ page, me }: { readonly page: ArticlePage; readonly me: MeView }) {
  const { t } = useTranslation()
  const [withdrawing, setWithdrawing] = useState(false)
  return (
    <section className="article-texts" aria-label={t('article.tab.versions')} data-testid="versions">
      <p className="quiet">{t('article.versionsHint')}</p>
      <ol className="items">{page.versions.map((version) => <VersionItem key={version.number} page={page} version={version} me={me} />)}</ol>
      {page.running !== null && me.may.includes('articles.publish') && <div className="form-end"><Button variant="subtle" onClick={() => setWithdrawing(true)} data-testid="withdraw">{t('article.withdraw')}</Button></div>}
      {withdrawing && <ReasonDialog page={page} number={null} onClose={() => setWithdrawing(false)} />}
    </section>
  )
}

// The right of reply: a link to the released results, and what the body answered by it.
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BodyDetail, ReplyView } from '../../../server/api/feedback.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Copy } from '../staff/Copy.tsx'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { dateName } from '../time.ts'
import { askReply, decideReply } from './feedbackRequests.ts'
import { feedbackWord } from './feedbackWords.ts'

const USUAL_DAYS = 30

function Reply({ body, reply, moderates }: { readonly body: string; readonly reply: ReplyView; readonly moderates: boolean }) {
  const { t } = useTranslation()
  const deciding = useChange({ ask: (decision: 'publish' | 'refuse') => decideReply(body, reply.id, decision), again: ['feedback'], told: true, onDone: () => show(t('feedback.decided')) })
  const { state, text, japanese, mail, until } = reply
  return (
    <li className="item">
      <div className="item-text">
        <span className="item-facts quiet"><span className={state === 'answered' ? 'tag tag-late' : 'tag'} data-testid="reply-state">{feedbackWord('body.replyStates', state)}</span>{mail !== 'none' && <span>{t(`feedback.body.mails.${mail}`)}</span>}<span>{t('feedback.body.until')}: {dateName(until)}</span><span>{reply.decidedBy ?? reply.askedBy}</span></span>
        {text !== null && <p className="passage-text" dir="auto">{text}</p>}
        {japanese !== null && <p className="passage-text quiet" lang="ja">{japanese}</p>}
      </div>
      {moderates && text !== null && (
        <div className="item-actions">
          {state !== 'published' && <Button size="compact-sm" loading={deciding.isPending} onClick={() => deciding.mutate('publish')} data-testid="publish-reply">{t('feedback.body.publishReply')}</Button>}
          {state !== 'refused' && <Button size="compact-sm" variant="default" onClick={() => deciding.mutate('refuse')}>{t('feedback.body.refuseReply')}</Button>}
        </div>
      )}
    </li>
  )
}

export function BodyReplies({ body, moderates }: { readonly body: BodyDetail; readonly moderates: boolean }) {
  const { t } = useTranslation()
  const [until, setUntil] = useState(() => new Date(Date.now() + USUAL_DAYS * 86_400_000).toISOString().slice(0, 10))
  const asking = useChange({ ask: (mail: boolean) => askReply(body.id, until, mail), again: ['feedback'], onDone: (_asked, mail) => { if (mail) show(t('feedback.body.mails.waiting')) } })
  const link = asking.data?.link
  return (
    <Panel heading={t('feedback.body.replyHeading')} hint={t('feedback.body.replyHint')} testid="replies">
      {body.answers.length === 0 ? <p className="quiet">{t('feedback.body.noReplies')}</p> : <ul className="items">{body.answers.map((reply) => <Reply key={reply.id} body={body.id} reply={reply} moderates={moderates} />)}</ul>}
      {moderates && body.releases.length > 0 && (
        <div className="form-row">
          <TextInput type="date" label={t('feedback.body.until')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
          <Button variant="default" loading={asking.isPending} onClick={() => asking.mutate(false)} data-testid="ask-reply">{t('feedback.body.askReply')}</Button>
          {body.entry.contact !== '' && <Button loading={asking.isPending} onClick={() => asking.mutate(true)}>{t('feedback.body.mailReply')}</Button>}
        </div>
      )}
      <FormProblem error={asking.error} />
      {link && <><p className="quiet">{t('feedback.body.linkOnce')}</p><Copy text={link} testid="reply-link" /></>}
    </Panel>
  )
}

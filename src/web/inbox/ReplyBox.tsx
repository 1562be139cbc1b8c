// Where a counsellor writes: Japanese above, below it what the worker reads, which is seen before it is sent.
import type { KeyboardEvent } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ConversationView, ReplyRequest } from '../../server/api.ts'
import { sendReply } from './api.ts'
import { useDraft } from './draft.ts'
import { Icon } from './Icon.tsx'
import { REPLY, focusReply, isMac } from './keys.ts'
import { need, refusalOf } from './need.ts'
import { show, tell } from './notices.ts'
import { refresh, useStatus } from './queries.ts'
import { ReplyCheck } from './ReplyCheck.tsx'
import { ReplyTranslation } from './ReplyTranslation.tsx'
import { useDraftTranslation } from './useDraftTranslation.ts'
import { useReplyId } from './useReplyId.ts'
import { refusalWords } from './words.ts'

export function ReplyBox({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id, language } = conversation
  const { draft, change, clear } = useDraft(id)
  const noTranslator = useStatus().data?.translation === null
  const beforehand = language === null || language === 'ja' ? 'unneeded' : noTranslator ? 'none' : null
  const { state, ask, keepAsIs } = useDraftTranslation({ conversation: id, draft, change, beforehand })
  const text = draft.text.trim()
  const translation = draft.translation.trim()

  const sending = useMutation({
    mutationFn: (reply: ReplyRequest) => need(sendReply(id, reply)),
    onSuccess: async () => {
      clear()
      tell(t('reply.sent'))
      focusReply()
      await refresh(client, id)
    },
    onError: async (error) => {
      show(refusalWords(refusalOf(error)), 'problem')
      await refresh(client, id)
    },
  })
  const asIs = state === 'none' || state === 'unneeded'
  const ready = text !== '' && !sending.isPending && (asIs || (state === 'done' && translation !== ''))
  const replyId = useReplyId(`${text}\n${translation}`)
  const send = () => {
    if (sending.isPending) return
    if (state === 'changed') return ask()
    if (!ready) return
    if (state === 'done') sending.mutate({ id: replyId, text, translation })
    else sending.mutate({ id: replyId, text, ...(state === 'none' && { asIs: true }) })
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    <section className="reply" aria-label={t('reply.heading')} onKeyDown={keys} data-testid="reply">
      <Textarea
        {...REPLY} label={language === 'ja' ? t('reply.textPlain') : t('reply.text')} lang="ja" aria-keyshortcuts="r"
        data-testid="reply-text" autosize minRows={2} maxRows={6} readOnly={sending.isPending} value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <ReplyTranslation
        state={state} language={language} draft={draft} change={change} ask={ask} keepAsIs={keepAsIs}
        sendAsIs={() => sending.mutate({ id: replyId, text, asIs: true })} sending={sending.isPending}
      />
      <div className="reply-send">
        <ReplyCheck state={state} ask={ask} />
        <span className="quiet">{isMac ? t('reply.sendKeysMac') : t('reply.sendKeys')}</span>
        <Button
          onClick={send} disabled={!ready && !sending.isPending} loading={sending.isPending}
          leftSection={<Icon name="send" />} aria-keyshortcuts="Control+Enter Meta+Enter" data-testid="send"
        >
          {state === 'none' ? t('reply.sendAsIs') : t('reply.send')}
        </Button>
      </div>
    </section>
  )
}

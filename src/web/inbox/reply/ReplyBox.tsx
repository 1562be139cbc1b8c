// Where a counsellor writes: Japanese above, below it what the worker reads, which is seen before it is sent.
import { type KeyboardEvent, useState } from 'react'
import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView, HeldView } from '../../../server/api/inbox.ts'
import { WhatBecomes } from '../contact/WhatBecomes.tsx'
import type { ArticleChoice } from '../../../server/api/knowledge.ts'
import { ArticleInsert } from '../articles/ArticleInsert.tsx'
import { type Draft, useDraft } from './draft.ts'
import { REPLY, focusReply, isReply } from '../keys.ts'
import { Attach } from './Attach.tsx'
import { Changed } from './Changed.tsx'
import { LeavingSoon } from './LeavingSoon.tsx'
import { NotPreferred } from './NotPreferred.tsx'
import { useStatus } from '../queries.ts'
import { BackTranslation } from '../translation/BackTranslation.tsx'
import { MissingTerms } from '../translation/MissingTerms.tsx'
import { ReplyArticle } from './ReplyArticle.tsx'
import { ReplyCheck } from './ReplyCheck.tsx'
import { ReplySend } from './ReplySend.tsx'
import { ReplyTranslation } from './ReplyTranslation.tsx'
import { useNow } from '../time.ts'
import { useDraftTranslation } from './useDraftTranslation.ts'
import { useReplyId } from './useReplyId.ts'
import { useSending } from './useSending.ts'
import { useSeenLines } from './useSeenLines.ts'
import { useTyping } from './useTyping.ts'
import { wrote } from '../thread/useOnlookers.ts'
import { writingOf } from './writing.ts'

export function ReplyBox({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation()
  const { id, language, can, preferred } = conversation
  const shut = writingOf(conversation, useNow()).shut !== null
  const { draft, change, clear } = useDraft(id)
  const typing = useTyping(id, can.typing && !shut)
  const noTranslator = useStatus().data?.translation === null
  const beforehand = language === null || language === 'ja' ? 'unneeded' : noTranslator ? 'none' : null
  const { state, ask, keepAsIs, missing } = useDraftTranslation({ conversation: id, draft, change, beforehand })
  const text = draft.text.trim()
  const translation = draft.translation.trim()
  const seen = useSeenLines(id, conversation.lastSeq)
  const sending = useSending(id, clear, seen.ask)
  /** What was about to go to an app the person does not prefer. One answer is enough while the conversation is open. */
  const [asked, setAsked] = useState<{ readonly words: string; readonly translated: boolean } | null>(null)
  const [sendsHere, setSendsHere] = useState(false)
  const [reason, setReason] = useState('')
  const [inserting, setInserting] = useState(false)

  const asIs = state === 'none' || state === 'unneeded'
  const alone = text === '' && draft.files.length > 0
  const ready = !shut && (text !== '' || alone) && !sending.isPending && (asIs || alone || (state === 'done' && translation !== ''))
  const words = [text, translation, ...draft.files.map((file) => file.id)].join('\n')
  const replyId = useReplyId(words)
  const asking = asked?.words === words && !shut && !sendsHere
  const send = (translated: boolean, sure = sendsHere || preferred !== false) => {
    if (shut) return
    if (!sure) return setAsked({ words, translated })
    const discreet = can.discreet && draft.discreet && { discreet: true }
    sending.mutate({ ...(reason.trim() !== '' && { reason: reason.trim() }), id: replyId, text, seen: seen.upTo(), ...(draft.files.length > 0 && { files: draft.files.map((file) => file.id) }), ...(translated ? { translation } : state !== 'unneeded' && { asIs: true }), ...discreet, ...(draft.article !== '' && { article: draft.article }) })
  }
  const sendHere = () => {
    setSendsHere(true)
    focusReply()
    send(asked?.translated === true, true)
  }
  const press = () => {
    if (sending.isPending) return
    if (state === 'changed') return ask()
    if (asking) return sendHere()
    if (ready && !seen.hasNew()) send(state === 'done' && !alone)
  }
  /** Beside what is written already; both sides stay as long as each other. */
  const insert = ({ topic, japanese, text: theirs }: ArticleChoice) => {
    const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('\n\n')
    const whole = joined(text, japanese.trim())
    const fits = text === '' || state === 'done'
    change({ text: whole, article: topic, ...(beforehand !== 'unneeded' && { translation: joined(translation, theirs.trim()), madeFrom: fits ? whole : draft.madeFrom, corrected: text !== '' }), ...(beforehand === 'unneeded' && { madeFrom: whole }) })
    setInserting(false)
    seen.now()
    focusReply()
  }
  /** Undone: it stands in the box again, before what was begun since. */
  const restore = (line: HeldView) => {
    const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('\n\n')
    const whole = joined(line.text, text)
    change({ text: whole, translation: joined(line.translation ?? '', translation), madeFrom: whole, corrected: true, article: line.article ?? draft.article, files: [...line.files, ...draft.files] })
    focusReply()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === '/' && isReply(event.target) && draft.text === '' && !inserting && !event.nativeEvent.isComposing) {
      event.preventDefault()
      return setInserting(true)
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (!event.repeat) press()
  }
  const write = (next: Partial<Draft>) => {
    change(next.text === '' ? { ...next, article: '' } : next)
    seen.now()
    wrote()
    typing()
  }
  const cancel = () => {
    setAsked(null)
    focusReply()
  }

  if (shut && draft.text === '' && draft.files.length === 0) return null
  return (
    <section className="reply" aria-label={t('reply.heading')} onKeyDown={keys} data-testid="reply">
      <LeavingSoon conversation={id} restore={restore} />
      {inserting && (
        <ArticleInsert conversation={id} language={language} onPick={insert} onClose={() => {
          setInserting(false)
          focusReply()
        }} />
      )}
      <Textarea
        {...REPLY} label={language === 'ja' ? t('reply.textPlain') : t('reply.text')} lang="ja" aria-keyshortcuts="r"
        data-testid="reply-text" autosize minRows={2} maxRows={6} readOnly={sending.isPending} value={draft.text} onFocus={seen.now}
        onChange={(event) => write({ text: event.currentTarget.value })}
      />
      <ReplyTranslation
        state={state} language={language} draft={draft} change={write} ask={ask} keepAsIs={keepAsIs}
        sendAsIs={() => send(false)} sending={sending.isPending} shut={shut}
      />
      {state === 'done' && <MissingTerms missing={missing} from="ja" to={language ?? ''} />}
      {state === 'done' && translation !== '' && !noTranslator && <BackTranslation conversation={id} text={translation} />}
      <div className="reply-tools">
        <ReplyArticle draft={draft} onOpen={() => setInserting(true)} shut={shut} />
        <Attach conversation={id} can={can} files={draft.files} onChange={(files) => change({ files })} shut={shut} />
      </div>
      <WhatBecomes conversation={conversation} reason={reason} onReason={setReason} />
      {asking && <NotPreferred conversation={conversation} sendHere={sendHere} cancel={cancel} />}
      {seen.came !== null && <Changed came={seen.came} sendAnyway={() => {
        seen.now()
        send(state === 'done' && !alone)
      }} goBack={() => {
        seen.now()
        focusReply()
      }} />}
      <div className="reply-send">
        <ReplyCheck state={state} ask={ask} />
        <ReplySend
          can={can} words={state === 'done' ? translation : text} draft={draft} change={change} send={press}
          ready={ready && !asking} sending={sending.isPending} asIs={state === 'none'}
        />
      </div>
    </section>
  )
}

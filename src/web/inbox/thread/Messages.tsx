// The lines of a conversation, day by day. It stays at the newest line unless the counsellor has scrolled up.
import { Fragment, useEffect, useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView, MessageView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { MessageLine } from './MessageLine.tsx'
import { usePlace } from '../place.ts'
import { day } from '../time.ts'
import { useWindow } from './useWindow.ts'
import { languageName } from '../words.ts'

interface MessagesProps { readonly conversation: ConversationView; readonly messages: readonly MessageView[] }

/** So close to the end, in pixels, counts as being there. */
const NEAR = 60

export function Messages({ conversation, messages }: MessagesProps) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const lines = useRef<HTMLOListElement>(null)
  const atEnd = useRef(true)
  const top = useRef(0)
  const [behind, setBehind] = useState(false)
  const last = messages.at(-1)
  const first = useRef<HTMLSpanElement>(null)
  const place = usePlace()
  const line = place.type === 'conversation' ? place.line : null
  const shown = useWindow(messages, { frame, first }, line)
  const bySeq = new Map(messages.map((message) => [message.seq, message]))

  const toEnd = () => frame.current?.scrollTo({ top: frame.current.scrollHeight })
  const scrolled = () => {
    const at = frame.current
    if (at === null) return
    const near = at.scrollHeight - at.scrollTop - at.clientHeight < NEAR
    // Lines that have just come in make the end farther away, too: only going up leaves it.
    if (near || at.scrollTop < top.current) atEnd.current = near
    if (near) setBehind(false)
    top.current = at.scrollTop
  }
  useEffect(() => {
    const follow = new ResizeObserver(() => {
      if (atEnd.current) toEnd()
    })
    for (const element of [frame.current, lines.current]) if (element) follow.observe(element)
    return () => follow.disconnect()
  }, [])
  useEffect(() => {
    if (last?.author === 'counsellor') toEnd()
    else if (!atEnd.current) setBehind(true)
  }, [last?.id, last?.author])

  return (
    <div className="messages" ref={frame} onScroll={scrolled} tabIndex={0} role="region" aria-label={t('thread.messages')}>
      {conversation.language !== 'ja' && (
        <div className="sides" aria-hidden="true">
          <span>{conversation.language === null ? t('thread.workersWords') : languageName(conversation.language)}</span>
          <span>{t('thread.japanese')}</span>
        </div>
      )}
      {messages.length === 0 && <p className="quiet messages-none">{t('thread.empty')}</p>}
      <span ref={first} aria-hidden="true" />
      <ol className="lines" ref={lines} data-testid="messages">
        {shown.map((message, index) => {
          const before = shown[index - 1]
          return (
            <Fragment key={message.id}>
              {(before === undefined || day(before.at) !== day(message.at)) && (
                <li className="day"><time dateTime={message.at}>{day(message.at)}</time></li>
              )}
              <MessageLine message={message} conversation={conversation} earlier={bySeq.get(message.about?.seq ?? 0)} />
            </Fragment>
          )
        })}
      </ol>
      {behind && (
        <Button className="messages-new" size="compact-sm" radius="xl" leftSection={<Icon name="down" size={14} />} onClick={toEnd}>
          {t('thread.newLines')}
        </Button>
      )}
    </div>
  )
}

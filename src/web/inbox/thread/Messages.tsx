// The lines of a conversation, day by day. It stays at the newest line unless the counsellor has scrolled up.
import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView, MessageView } from '../../../server/api/inbox.ts'
import type { EntryView } from '../../../server/api/thread.ts'
import { EntryLine } from './EntryLine.tsx'
import { FoldedSteps } from './FoldedSteps.tsx'
import { Icon } from '../Icon.tsx'
import { LargeChoice, useLarge } from './LargeChoice.tsx'
import { MessageLine } from './MessageLine.tsx'
import { NoteLine } from './NoteLine.tsx'
import { keyOfRow, rowsOf, timeOfRow } from './rows.ts'
import type { Row } from './rows.ts'
import { usePlace } from '../place.ts'
import { day } from '../time.ts'
import { useWindow } from './useWindow.ts'
import { languageName } from '../words.ts'

interface MessagesProps { readonly conversation: ConversationView; readonly messages: readonly MessageView[]; readonly entries: readonly EntryView[]; readonly me: string; readonly mine: boolean }

/** So close to the end, in pixels, counts as being there. */
const NEAR = 60

export function Messages({ conversation, messages, entries, me, mine }: MessagesProps) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const lines = useRef<HTMLOListElement>(null)
  const atEnd = useRef(true)
  const top = useRef(0)
  const large = useLarge()
  const [behind, setBehind] = useState(false)
  const last = messages.at(-1)
  const first = useRef<HTMLSpanElement>(null)
  const place = usePlace()
  const line = place.type === 'conversation' ? place.line : null
  const shown = useWindow(messages, { frame, first }, line)
  const bySeq = new Map(messages.map((message) => [message.seq, message]))
  const rows = useMemo(() => rowsOf(shown, beside(shown, entries)), [shown, entries])
  const lineOf = (message: MessageView) => <MessageLine key={message.id} message={message} conversation={conversation} mine={mine} earlier={bySeq.get(message.about?.seq ?? 0)} />
  const shownRow = (row: Row) => {
    if (row.type === 'line') return lineOf(row.message)
    if (row.type === 'steps') return <FoldedSteps messages={row.messages}>{row.messages.map(lineOf)}</FoldedSteps>
    return row.entry.type === 'note' ? <NoteLine conversation={conversation.id} entry={row.entry} me={me} /> : <EntryLine entry={row.entry} />
  }

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
    <div className="messages" data-large={large} ref={frame} onScroll={scrolled} tabIndex={0} role="region" aria-label={t('thread.messages')}>
      {conversation.language !== 'ja' && (
        <div className="sides">
          <span aria-hidden="true">{conversation.language === null ? t('thread.workersWords') : languageName(conversation.language)}</span>
          <span aria-hidden="true">{t('thread.japanese')}</span>
          <LargeChoice />
        </div>
      )}
      {messages.length === 0 && <p className="quiet messages-none">{t('thread.empty')}</p>}
      <span ref={first} aria-hidden="true" />
      <ol className="lines" ref={lines} data-testid="messages">
        {rows.map((row, index) => {
          const [before, at] = [rows[index - 1], timeOfRow(row)]
          return (
            <Fragment key={keyOfRow(row)}>
              {(before === undefined || day(timeOfRow(before)) !== day(at)) && <li className="day"><time dateTime={at}>{day(at)}</time></li>}
              {shownRow(row)}
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

/** What happened between the lines that are in the page; before the first line of all, too. */
function beside(shown: readonly MessageView[], entries: readonly EntryView[]): readonly EntryView[] {
  const from = shown[0]?.seq ?? 0
  return from <= 1 ? entries : entries.filter(({ after }) => after >= from)
}

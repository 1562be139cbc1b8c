// One line of the log: its head, what raised an alarm in it, what it is about and what it says.
import { useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView, MessageView } from '../../../server/api/inbox.ts'
import { About } from './About.tsx'
import { DangerBadge } from './DangerBadge.tsx'
import { LineBody } from './LineBody.tsx'
import { LineHead } from './LineHead.tsx'

/** What the automatic guide says is long and known: above this many characters it is folded. */
const LONG = 150

function isLong({ author, text, translation }: MessageView): boolean {
  const longest = Math.max(text?.length ?? 0, translation.status === 'done' ? translation.text.length : 0)
  return (author === 'bot' || author === 'system') && longest > LONG
}

interface MessageLineProps {
  readonly message: MessageView
  readonly conversation: ConversationView
  /** The counsellor who looks has the conversation. */
  readonly mine: boolean
  /** The line that this one answers, corrects or reacts to, where it is in the log. */
  readonly earlier: MessageView | undefined
}

export function MessageLine({ message, conversation, mine, earlier }: MessageLineProps) {
  const { t } = useTranslation()
  const { author, authorName, about, danger, withdrawn } = message
  const name = authorName === null || author !== 'counsellor' ? t(`author.${author}`) : authorName
  const [unfolded, setUnfolded] = useState(false)
  const long = isLong(message) && !withdrawn
  return (
    <li className="line" tabIndex={-1} data-author={author} data-seq={message.seq} data-danger={danger?.level} data-urgent={message.urgent || undefined} data-testid="line">
      <LineHead message={message} name={name} conversation={conversation} mine={mine} />
      {about !== null && !withdrawn && <About about={about} earlier={earlier} />}
      {danger && (
        <p className="line-danger">
          <DangerBadge danger={danger} />
          {danger.words.length > 0 && (
            <span>{t('danger.raisedBy')}: {[...new Set(danger.words)].map((word) => <q key={word} lang={message.language ?? undefined}>{word}</q>)}</span>
          )}
        </p>
      )}
      {withdrawn
        ? <p className="line-withdrawn" data-testid="withdrawn">{t('message.withdrawn')}</p>
        : <LineBody message={message} author={name} conversation={conversation} folded={long && !unfolded} />}
      {long && (
        <UnstyledButton className="line-more" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t('message.less') : t('message.more')}
        </UnstyledButton>
      )}
    </li>
  )
}

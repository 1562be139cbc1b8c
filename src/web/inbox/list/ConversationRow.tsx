// One conversation in the list: danger first, then who it is, how long they wait, and the last line.
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView, MessageView } from '../../../server/api/inbox.ts'
import { DangerBadge } from '../thread/DangerBadge.tsx'
import { gistOf } from './gist.ts'
import { Handling } from '../thread/Handling.tsx'
import { Icon, isIcon } from '../Icon.tsx'
import { addressOf, go } from '../place.ts'
import { exactly, lately, since } from '../time.ts'
import { channelName, kindName, languageName } from '../words.ts'

interface ConversationRowProps {
  readonly conversation: ConversationView
  readonly now: number
  readonly open: boolean
  readonly me: string
}

function LastLine({ message }: { readonly message: MessageView | null }) {
  const { t } = useTranslation()
  if (message === null) return <span className="row-last">{t('list.noText')}</span>
  const { author } = message
  const ours = author === 'worker' ? null : message.authorName ?? t(`author.${author}`)
  const { text, language } = gistOf(message)
  return (
    <span className="row-last">
      {ours !== null && <span className="row-by">{t('list.lineBy', { author: ours, text: '' })}</span>}
      {message.withdrawn ? t('message.withdrawn') : text === '' ? kindName(message.kind) : <span lang={language}>{text}</span>}
    </span>
  )
}

export function ConversationRow({ conversation, now, open, me }: ConversationRowProps) {
  const { t } = useTranslation()
  const { id, pseudonym, channel, language, danger, waitingSince, lastAt, reachable } = conversation
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(addressOf(id))
  }
  return (
    <a className="row" href={addressOf(id)} onClick={follow} aria-current={open ? 'page' : undefined} data-row={id} data-danger={danger?.level}>
      {danger && <DangerBadge danger={danger} />}
      <span className="row-head">
        <strong className="row-name">{pseudonym}</strong>
        {waitingSince === null
          ? <time className="row-time" dateTime={lastAt} title={exactly(lastAt)}>{lately(lastAt, now)}</time>
          : (
            <time className="row-time row-waits" dateTime={waitingSince} title={exactly(waitingSince)}>
              <Icon name="clock" size={13} />{t('list.waits', { time: since(waitingSince, now) })}
            </time>
          )}
      </span>
      <LastLine message={conversation.last} />
      <span className="row-facts">
        <Handling conversation={conversation} me={me} />
        <span className="row-fact"><Icon name={isIcon(channel) ? channel : 'channel'} size={14} />{channelName(channel)}</span>
        <span className="row-fact">{language === null ? t('list.noLanguage') : languageName(language)}</span>
        {!reachable && <span className="row-fact row-gone">{t('list.unreachable')}</span>}
      </span>
    </a>
  )
}

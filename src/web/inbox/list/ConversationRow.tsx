// One conversation in the list: danger first, then who it is, how long they wait, and the last line.
import { type MouseEvent, memo } from 'react'
import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import type { RowView } from '../../../server/api/list.ts'
import { Severity } from '../cases/Severity.tsx'
import { DangerBadge } from '../thread/DangerBadge.tsx'
import { gistOf } from './gist.ts'
import { Handling } from '../thread/Handling.tsx'
import { Icon, isIcon } from '../Icon.tsx'
import { besideList, go } from '../place.ts'
import { exactly, lately, nearby, since } from '../time.ts'
import { channelName, kindName, languageName, themeName } from '../words.ts'

interface ConversationRowProps {
  readonly conversation: RowView
  readonly now: number
  readonly open: boolean
  readonly me: string
  readonly chosen: boolean
  /** `extend`: with everything between. */
  onChoose(extend: boolean): void
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

/** Drawn anew only when something about it changed; what it does is the same as before. */
export const ConversationRow = memo(Row, (before, after) => before.conversation === after.conversation && before.now === after.now && before.open === after.open && before.me === after.me && before.chosen === after.chosen)

function Row({ conversation, now, open, me, chosen, onChoose }: ConversationRowProps) {
  const { t } = useTranslation()
  const { id, pseudonym, channel, language, danger, waitingSince, lastAt, reachable, theme, severity, snoozedUntil } = conversation
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(besideList(id))
  }
  return (
    <>
      <Checkbox className="row-choose" size="sm" checked={chosen} aria-label={t('bulk.chooseOne', { pseudonym })} onChange={() => {}} onClick={(event) => onChoose(event.shiftKey)} data-testid={`choose-${id}`} />
      <a className="row" data-chosen={chosen} href={besideList(id)} onClick={follow} aria-current={open ? 'page' : undefined} data-row={id} data-danger={danger?.level}>
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
          {theme !== null && <span className="row-fact">{themeName(theme)}</span>}
          {severity !== null && <Severity severity={severity} />}
          {snoozedUntil !== null && <span className="row-fact row-snoozed"><Icon name="snooze" size={13} />{t('snooze.until', { time: nearby(snoozedUntil, now) })}</span>}
          {!reachable && <span className="row-fact row-gone">{t('list.unreachable')}</span>}
        </span>
      </a>
    </>
  )
}

// The head of a conversation: the person, the danger there is, who answers, and taking over or giving back.
import type { RefObject } from 'react'
import { ActionIcon, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { ContactTerms } from '../contact/ContactTerms.tsx'
import { CasesHere } from '../cases/CasesHere.tsx'
import { DangerBadge } from './DangerBadge.tsx'
import { Handling } from './Handling.tsx'
import { Icon, isIcon } from '../Icon.tsx'
import { backToList } from '../keys.ts'
import { PersonFacts } from './PersonFacts.tsx'
import { PersonToggle } from '../person/PersonToggle.tsx'
import { Assign } from '../staff/Assign.tsx'
import { useMay } from '../staff/staffQueries.ts'
import { exactly, since, useNow } from '../time.ts'
import { useHandover } from './useHandover.ts'
import { channelName, languageName } from '../words.ts'

interface ThreadHeadProps {
  readonly conversation: ConversationView
  readonly me: string
  readonly heading: RefObject<HTMLHeadingElement | null>
}

export function ThreadHead({ conversation, me, heading }: ThreadHeadProps) {
  const { t } = useTranslation()
  const now = useNow()
  const { giveBack, busy } = useHandover(conversation.id)
  const { pseudonym, channel, language, handling, assignee, danger, waitingSince } = conversation
  const mayAssign = useMay('conversations.assign')
  const mine = handling === 'counsellor' && assignee?.id === me
  return (
    <header className="head">
      <ActionIcon className="head-back" variant="subtle" size="lg" aria-label={t('thread.back')} onClick={backToList}>
        <Icon name="back" size={20} />
      </ActionIcon>
      <div className="head-who">
        <h2 id="thread-heading" ref={heading} tabIndex={-1}>{pseudonym}</h2>
        <p className="head-facts">
          <Handling conversation={conversation} me={me} />
          <span className="row-fact"><Icon name={isIcon(channel) ? channel : 'channel'} size={14} />{channelName(channel)}</span>
          <span className="row-fact">{language === null ? t('list.noLanguage') : languageName(language)}</span>
          {waitingSince !== null && (
            <time className="row-fact row-waits" dateTime={waitingSince} title={exactly(waitingSince)}>
              <Icon name="clock" size={13} />{t('list.waits', { time: since(waitingSince, now) })}
            </time>
          )}
        </p>
      </div>
      {(mine || mayAssign) && (
        <div className="head-actions">
          {mayAssign && <Assign conversation={conversation} />}
          {mine && <Button variant="default" onClick={giveBack} loading={busy}>{t('thread.giveBack')}</Button>}
        </div>
      )}
      <PersonToggle />
      <PersonFacts conversation={conversation} />
      <ContactTerms conversation={conversation} />
      <CasesHere conversation={conversation} />
      {danger && (
        <p className="head-danger" data-level={danger.level}>
          <DangerBadge danger={danger} />
          <time dateTime={danger.at}>{exactly(danger.at)}</time>
        </p>
      )}
      {!conversation.reachable && (
        <p className="head-gone" data-testid="unreachable"><Icon name="attention" />{t('thread.unreachable')}</p>
      )}
    </header>
  )
}

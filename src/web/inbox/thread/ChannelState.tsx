// Above the reply: until when one can write, or why nothing can be sent and where else it can.
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { nearby, until, useNow } from '../time.ts'
import { channelName } from '../words.ts'
import { WriteThere } from './WriteThere.tsx'
import { writingOf } from '../reply/writing.ts'

interface ChannelStateProps { readonly conversation: ConversationView; readonly mine: boolean }

export function ChannelState({ conversation, mine }: ChannelStateProps) {
  const { t } = useTranslation()
  const now = useNow()
  const { id, channel, can, others, reachable } = conversation
  const { shut, until: end, soon, botSilentSince } = writingOf(conversation, now)
  if (!reachable) return null
  const noFiles = mine && shut === null && !can.sends.includes('file') && !can.sends.includes('image')
  if (shut === null && end === null && botSilentSince === null && !noFiles) return null
  return (
    <section className="can" aria-label={t('can.heading')} data-testid="channel-state">
      {/* Heard when it comes, not while minutes are counted down. */}
      <div role="status" className="can-news">
        {shut !== null && (
          <div className="can-shut reply-note reply-attention" data-testid={shut}>
            <Icon name="attention" /><span>{t(`can.${shut}`, { channel: channelName(channel), time: end === null ? '' : nearby(end, now) })}</span>
            {others.filter(({ writable }) => writable).map((other) => <WriteThere key={other.id} from={id} to={other} />)}
          </div>
        )}
        {botSilentSince !== null && (
          <p className="can-fact" data-tone="attention" data-testid="bot-silent">
            <Icon name="bot" size={14} />{t('can.botSilent', { time: nearby(botSilentSince, now) })}
          </p>
        )}
      </div>
      {end !== null && shut === null && (
        <p className="can-fact" data-tone={soon ? 'attention' : undefined} data-testid="writable-until">
          <Icon name="clock" size={14} />
          {t(soon ? 'can.untilSoon' : 'can.until', { time: nearby(end, now), left: until(end, now) })}
        </p>
      )}
      {noFiles && <p className="can-fact" data-testid="no-files">{t('can.noFiles')}</p>}
    </section>
  )
}

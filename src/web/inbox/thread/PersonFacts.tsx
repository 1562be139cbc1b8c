// Where else the same person writes, where they prefer to be written to, and how they came here.
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView, OtherConversation } from '../../../server/api/inbox.ts'
import { useCompanyOf } from '../companies/companyQueries.ts'
import { Icon, isIcon } from '../Icon.tsx'
import { addressOf, go } from '../place.ts'
import { exactly } from '../time.ts'
import { channelName } from '../words.ts'

function Other({ other }: { readonly other: OtherConversation }) {
  const { t } = useTranslation()
  const { id, channel, preferred, writable, lastAt } = other
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(addressOf(id))
  }
  const marks = [...(preferred ? [t('can.otherPreferred')] : []), ...(writable ? [] : [t('can.otherShut')])]
  return (
    <a className="person-other" href={addressOf(id)} onClick={follow} title={exactly(lastAt)} data-testid="other-conversation">
      <Icon name={isIcon(channel) ? channel : 'channel'} size={14} /><span className="person-name">{channelName(channel)}</span>
      {marks.length > 0 && <span className="person-mark">{marks.join(' · ')}</span>}
    </a>
  )
}

export function PersonFacts({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation()
  const { others, preferred, entryCode } = conversation
  const companyOf = useCompanyOf()
  const wanted = others.find((other) => other.preferred)
  if (others.length === 0 && preferred === null && entryCode === null) return null
  return (
    <div className="person" data-testid="person">
      {preferred !== null && (
        <span className="row-fact person-preferred" data-preferred={preferred} data-testid="preferred">
          <Icon name={preferred ? 'heart' : 'attention'} size={14} />
          {preferred ? t('can.preferredHere') : wanted ? t('can.preferredOther', { channel: channelName(wanted.channel) }) : t('can.preferredElsewhere')}
        </span>
      )}
      {others.length > 0 && (
        <span className="row-fact person-others"><span className="person-label">{t('can.others')}</span>{others.map((other) => <Other key={other.id} other={other} />)}</span>
      )}
      {entryCode !== null && (
        <span className="row-fact" title={t('can.entryTitle')} data-testid="entry-code"><Icon name="entry" size={14} />{t('can.entry', { code: [entryCode, companyOf(entryCode)].filter((part) => part !== null).join(' ') })}</span>
      )}
    </div>
  )
}

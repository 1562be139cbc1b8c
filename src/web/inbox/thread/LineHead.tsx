// The head of a line: who wrote it, how and when, and what became of it.
import { useTranslation } from 'react-i18next'
import type { ConversationView, MessageView } from '../../../server/api/inbox.ts'
import { Delivery } from './Delivery.tsx'
import { Icon } from '../Icon.tsx'
import { SendAgain } from './SendAgain.tsx'
import { clock, exactly } from '../time.ts'
import { channelName, kindName } from '../words.ts'

interface LineHeadProps { readonly message: MessageView; readonly name: string; readonly conversation: Pick<ConversationView, 'id' | 'channel'>; readonly mine: boolean }

export function LineHead({ message, name, conversation: { id: conversation, channel }, mine }: LineHeadProps) {
  const { t } = useTranslation()
  const { author, kind, at, delivery, seq, elsewhere, discreet, article, automatic, unproven } = message
  return (
    <p className="line-head">
      <span className="line-author"><Icon name={author} size={15} />{name}</span>
      {kind !== 'text' && <span className="line-kind">{kindName(kind)}</span>}
      <time dateTime={at} title={exactly(at)}>{clock(at)}</time>
      <span className="line-number">{t('message.number', { number: seq })}</span>
      {discreet && <span className="line-mark" data-testid="line-discreet"><Icon name="discreet" size={13} />{t('message.discreet')}</span>}
      {article !== null && <span className="line-mark" data-testid="line-article" title={article.topic}><Icon name="system" size={13} />{t(article.edited ? 'message.articleEdited' : article.topic.startsWith('reply.') ? 'message.canned' : 'message.article')}</span>}
      {elsewhere && (
        <span className="line-mark" data-testid="line-elsewhere"><Icon name="open" size={13} />{t('message.elsewhere', { channel: channelName(channel) })}</span>
      )}
      {automatic !== null && (
        <span className="line-mark line-warning" data-testid="line-automatic"><Icon name="bot" size={13} />{t(`automatic.${automatic}`)}</span>
      )}
      {unproven && (
        <span className="line-mark line-warning" title={t('message.unprovenWhy')} data-testid="line-unproven"><Icon name="attention" size={13} />{t('message.unproven')}</span>
      )}
      {delivery && <Delivery delivery={delivery} />}
      {mine && delivery?.status === 'failed' && <SendAgain conversation={conversation} message={message.id} />}
    </p>
  )
}

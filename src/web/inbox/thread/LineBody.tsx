// What a line says: a picture or recording, a place, a reaction, or words in both languages.
import { useTranslation } from 'react-i18next'
import type { ConversationView, MessageView } from '../../../server/api/inbox.ts'
import { Original, Translation, isAsIs } from './LineText.tsx'
import { Media } from './Media.tsx'
import { SharedLocation } from './SharedLocation.tsx'
import { WholeText } from './WholeText.tsx'

interface LineBodyProps { readonly message: MessageView; readonly author: string; readonly conversation: ConversationView; readonly folded: boolean }

/** A place has its title and a file its name as its text: those are shown with it. */
const hasWords = ({ kind, media, location, text }: MessageView) =>
  kind !== 'reaction' && location === null && (media === null || (text !== null && text !== '' && text !== media.name))

export function LineBody({ message, author, conversation, folded }: LineBodyProps) {
  const { kind, media, location, text, subject, whole } = message
  const { t } = useTranslation()
  const asIs = isAsIs(message, conversation.language)
  return (
    <>
      {subject !== null && <p className="line-subject" data-testid="subject"><span className="quiet">{t('message.subject')}</span> <span lang={message.language ?? undefined}>{subject}</span></p>}
      {media !== null && <Media media={media} message={message} author={author} />}
      {location !== null && <SharedLocation place={location} title={text === '' ? null : text} />}
      {kind === 'reaction' && <p className="line-reaction" data-testid="reaction">{text}</p>}
      {hasWords(message) && (
        <div className="line-texts">
          <Original message={message} asIs={asIs} folded={folded} />
          <Translation message={message} asIs={asIs} folded={folded} conversation={conversation.id} />
        </div>
      )}
      {whole !== null && <WholeText text={whole} language={message.language} />}
    </>
  )
}

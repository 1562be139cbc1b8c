// What came with a line: a picture, a recording, a video or a file, or why it cannot be shown.
import { useTranslation } from 'react-i18next'
import type { MediaView, MessageView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { MediaFile } from './MediaFile.tsx'
import { MediaImage } from './MediaImage.tsx'
import { MediaPlayer } from './MediaPlayer.tsx'
import { exactly } from '../time.ts'
import { kindName, mediaReason } from '../words.ts'

interface MediaProps { readonly media: MediaView; readonly message: MessageView; readonly author: string }

function Missing({ media }: { readonly media: MediaView }) {
  const { t } = useTranslation()
  const { status, reason, kind, name } = media
  if (status === 'stored') return null
  return (
    <p className="media-missing" data-status={status} data-testid="media-missing">
      <Icon name={status === 'pending' ? 'clock' : kind} size={18} />
      <span>{name !== null && <strong>{name} </strong>}{status === 'refused' ? mediaReason(reason) : t(`media.${status}`)}</span>
    </p>
  )
}

export function Media({ media, message, author }: MediaProps) {
  const { t } = useTranslation()
  const label = t('media.of', { kind: kindName(media.kind), author, time: exactly(message.at) })
  return (
    <div className="media" data-media={media.kind} data-status={media.status} data-testid="media">
      {media.status !== 'stored' && <Missing media={media} />}
      {media.status === 'stored' && media.kind === 'image' && <MediaImage media={media} label={label} />}
      {media.status === 'stored' && (media.kind === 'audio' || media.kind === 'video') && <MediaPlayer media={media} label={label} />}
      {media.status === 'stored' && media.kind === 'file' && <MediaFile media={media} />}
    </div>
  )
}

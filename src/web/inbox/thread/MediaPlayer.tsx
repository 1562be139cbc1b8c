// A recording or a video, played in the page; nothing but its length is fetched before somebody starts it.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaView } from '../../../server/api/inbox.ts'
import { mediaAddress } from '../api.ts'
import { fitted } from './mediaFacts.ts'
import { MediaFile } from './MediaFile.tsx'

const BOX = { width: 360, height: 300 }

interface MediaPlayerProps { readonly media: MediaView; readonly label: string }

export function MediaPlayer({ media, label }: MediaPlayerProps) {
  const { t } = useTranslation()
  const [unplayable, setUnplayable] = useState(false)
  const address = mediaAddress(media.id)
  const player = { controls: true, preload: 'metadata', src: address, 'aria-label': label, onError: () => setUnplayable(true) } as const
  if (unplayable) {
    return (
      <>
        <p className="quiet" role="status">{t('media.unplayable')}</p>
        <MediaFile media={media} />
      </>
    )
  }
  return media.kind === 'audio'
    ? <audio className="media-audio" {...player} data-testid="media-audio" />
    : <video className="media-video" playsInline {...fitted(media, BOX)} {...player} data-testid="media-video" />
}

// A picture in a box of its own size, so that nothing jumps when it comes; a click or Enter opens it large.
import { useState } from 'react'
import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MediaView } from '../../../server/api/inbox.ts'
import { mediaAddress } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { LargeImage } from './LargeImage.tsx'
import { fitted } from './mediaFacts.ts'

const BOX = { width: 320, height: 280 }

interface MediaImageProps { readonly media: MediaView; readonly label: string }

export function MediaImage({ media, label }: MediaImageProps) {
  const { t } = useTranslation()
  const [large, setLarge] = useState(false)
  const [tries, setTries] = useState(0)
  const [broken, setBroken] = useState(false)
  if (broken) {
    const again = () => {
      setTries(tries + 1)
      setBroken(false)
    }
    return (
      <p className="media-missing" data-status="broken" data-testid="media-missing">
        <Icon name="image" size={18} /><span>{t('media.unreadable')}</span>
        <Button size="compact-xs" variant="default" onClick={again}>{t('desk.again')}</Button>
      </p>
    )
  }
  return (
    <>
      <UnstyledButton className="media-open" aria-haspopup="dialog" onClick={() => setLarge(true)} data-testid="media-open">
        <img
          key={tries} className="media-image" {...fitted(media, BOX)} src={mediaAddress(media.id)} alt={label} loading="lazy" decoding="async"
          onError={() => setBroken(true)}
        />
        <span className="media-large" aria-hidden="true"><Icon name="large" size={14} /></span>
        <VisuallyHidden> {t('media.enlarge')}</VisuallyHidden>
      </UnstyledButton>
      {large && <LargeImage media={media} label={label} onClose={() => setLarge(false)} />}
    </>
  )
}

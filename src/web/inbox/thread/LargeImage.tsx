// A picture as large as the window allows. Escape, the button, or a click beside it closes it.
import { type MouseEvent, useEffect, useRef } from 'react'
import { Button, CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MediaView } from '../../../server/api/inbox.ts'
import { mediaAddress } from '../api.ts'
import { Icon } from '../Icon.tsx'

interface LargeImageProps { readonly media: MediaView; readonly label: string; onClose(): void }

export function LargeImage({ media, label, onClose }: LargeImageProps) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (frame.current?.open === false) frame.current.showModal()
  }, [])
  // Closing by the dialog itself gives the focus back to the picture in the log.
  const close = () => frame.current?.close()
  const beside = (event: MouseEvent) => {
    if (event.target === frame.current) close()
  }
  const address = mediaAddress(media.id)
  return (
    <dialog ref={frame} className="large" aria-label={label} onClose={onClose} onClick={beside} data-testid="large-image">
      <div className="large-head">
        <p>{label}</p>
        <Button component="a" href={address} download={media.name ?? ''} size="compact-sm" variant="default" leftSection={<Icon name="save" size={14} />}>
          {t('media.save')}
        </Button>
        <CloseButton aria-label={t('desk.close')} onClick={close} />
      </div>
      <img src={address} width={media.width ?? undefined} height={media.height ?? undefined} alt={label} />
    </dialog>
  )
}

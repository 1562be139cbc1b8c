// A file to save: its name, kind and size.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MediaView } from '../../../server/api/inbox.ts'
import { mediaAddress } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { sizeWords, typeWords } from './mediaFacts.ts'

export function MediaFile({ media }: { readonly media: MediaView }) {
  const { t } = useTranslation()
  const { id, kind, size } = media
  const name = media.name ?? t('media.unnamed')
  const facts = [typeWords(media), size === null ? null : sizeWords(size)].filter((fact) => fact !== null)
  return (
    <div className="media-file" data-testid="media-file">
      <Icon name={kind} size={24} />
      <p><strong>{name}</strong><span title={media.type ?? undefined}>{facts.join(' · ')}</span></p>
      <Button
        component="a" href={mediaAddress(id)} download={media.name ?? ''} size="compact-sm" variant="default"
        leftSection={<Icon name="save" size={14} />} aria-label={t('media.saveNamed', { name })}
      >
        {t('media.save')}
      </Button>
    </div>
  )
}

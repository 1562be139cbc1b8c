// Files that go with a reply: chosen, looked at by the server, and taken out again.
import { useRef } from 'react'
import { Button, CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CanView } from '../../../server/api/inbox.ts'
import { attachFile, dropFile } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { useChange } from '../staff/useChange.ts'
import type { DraftFile } from './draft.ts'

interface AttachProps { readonly conversation: string; readonly can: CanView; readonly files: readonly DraftFile[]; onChange(files: readonly DraftFile[]): void; readonly shut: boolean }

const MOST = 5

export function Attach({ conversation, can, files, onChange, shut }: AttachProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const [images, documents] = [can.sends.includes('image'), can.sends.includes('file')]
  const attaching = useChange({
    ask: (file: File) => attachFile(conversation, file), again: [], told: true, onDone: ({ id, kind, name }) => onChange([...files, { id, kind, name }]),
  })
  if (!images && !documents) return null
  const drop = ({ id }: DraftFile) => {
    onChange(files.filter((one) => one.id !== id))
    void dropFile(conversation, id)
  }
  return (
    <div className="attach">
      <input
        ref={field} type="file" hidden aria-hidden="true" accept={[...(images ? ['image/*'] : []), ...(documents ? ['application/pdf'] : [])].join(',')} data-testid="attach-field"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file) attaching.mutate(file)
          event.currentTarget.value = ''
        }}
      />
      <Button
        size="compact-xs" variant="subtle" leftSection={<Icon name="image" size={14} />} disabled={shut || files.length >= MOST} loading={attaching.isPending}
        title={documents ? t('attach.limit', { megabytes: Math.floor(can.largestFile / 1_000_000) }) : t('attach.imagesOnly')} onClick={() => field.current?.click()} data-testid="attach"
      >{t('attach.add')}</Button>
      <span className="quiet" role="status">{attaching.isPending ? t('attach.sending') : ''}</span>
      {files.length > 0 && (
        <ul className="attach-files" aria-label={t('attach.files')}>
          {files.map((file) => (
            <li key={file.id} data-testid="attached"><Icon name={file.kind} size={14} />{file.name}<CloseButton size="xs" aria-label={t('attach.drop', { name: file.name })} onClick={() => drop(file)} /></li>
          ))}
        </ul>
      )}
    </div>
  )
}
